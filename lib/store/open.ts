/**
 * Opens the KV file. Every failure that a user can cause gets a message that says what to do. Knows the layout version and no other key.
 *
 * @module
 */
import { dirname } from "node:path";
import { InvalidInput } from "../errors.ts";
import { withLock } from "./commit.ts";
import { SCHEMA_VERSION, schemaKey } from "./keys.ts";

const SQLITE_MAGIC = "SQLite format 3\0";

const PAGE_MAX_BYTES = 65_536;

/** True when Deno KV may open a file that begins like this: empty, or with KV's own tables. SQLite lists its tables in the first page. */
function isKvHead(head: Uint8Array): boolean {
  const text = new TextDecoder("latin1").decode(head);
  if (text === "") return true;
  if (!text.startsWith(SQLITE_MAGIC)) return false;
  const size = (head[16]! << 8) | head[17]!, page = text.slice(0, size === 1 ? PAGE_MAX_BYTES : size);
  return !page.includes("CREATE TABLE") || page.includes("migration_state");
}

const isFile = (location?: string) =>
  location !== undefined && location !== ":memory:" && !/^https?:\/\//.test(location);

async function checkFile(path: string): Promise<void> {
  try {
    const stat = await Deno.stat(path).catch((error) => {
      if (error instanceof Deno.errors.NotFound) return null;
      throw error;
    });
    if (!stat) return await Deno.mkdir(dirname(path), { recursive: true });
    if (stat.isDirectory) {
      throw new InvalidInput(
        "kv",
        `${path} is a directory; name a file, such as ${path}/stdcurve.db`,
      );
    }
    using file = await Deno.open(path);
    const head = new Uint8Array(PAGE_MAX_BYTES);
    const size = await file.read(head) ?? 0;
    if (!isKvHead(head.subarray(0, size))) {
      throw new InvalidInput("kv", `${path} is not a Deno KV file; name another with --kv`);
    }
  } catch (error) {
    if (error instanceof InvalidInput) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new InvalidInput("kv", `cannot use ${path} as KV file: ${why}; name another with --kv`, {
      cause: error,
    });
  }
}

/** True when a KV without our version holds keys. They belong to another program. */
async function isForeign(kv: Deno.Kv): Promise<boolean> {
  for await (const _ of kv.list({ prefix: [] }, { limit: 1 })) {
    return (await kv.get(schemaKey)).value === null; // not null: another process of ours created it a moment ago
  }
  return false;
}

/** True for the only error that an older Deno reports for a value that a newer Deno encoded. */
const isOfNewerDeno = (error: unknown) => error instanceof RangeError && /deserialize/.test(error.message);

async function checkSchema(kv: Deno.Kv, location?: string): Promise<void> {
  const { value } = await withLock(() => kv.get<unknown>(schemaKey));
  if (value === null) {
    if (isFile(location) && await withLock(() => isForeign(kv))) {
      throw new InvalidInput("kv", `${location} is another program's KV file; name another with --kv`);
    }
    await withLock(() =>
      kv.atomic().check({ key: schemaKey, versionstamp: null }).set(schemaKey, new Deno.KvU64(BigInt(SCHEMA_VERSION)))
        .commit()
    );
    return;
  }
  const version = Number(value instanceof Deno.KvU64 ? value.value : value);
  if (version === SCHEMA_VERSION) return;
  const [age, remedy] = version > SCHEMA_VERSION ? ["a newer", "update stdcurve"] : ["an early", "move it away"];
  throw new InvalidInput(
    "kv",
    `${
      location ?? "the KV"
    } was written by ${age} stdcurve (layout ${version}, this one knows ${SCHEMA_VERSION}); ${remedy} or name another file with --kv`,
  );
}

/**
 * Opens a KV file, `":memory:"`, a KV Connect URL, or, without a location, the platform's own KV (Deno Deploy).
 *
 * @throws {InvalidInput} field `kv`: not a KV file, no permission, another layout version
 */
export async function openKv(location?: string): Promise<Deno.Kv> {
  if (location !== undefined && isFile(location)) await checkFile(location);
  let kv: Deno.Kv;
  try {
    kv = await withLock(() => Deno.openKv(location));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const isDenied = /unable to open|readonly/.test(why);
    const remedy = isDenied ? "; the file and its directory must be writable; or name another with --kv" : "";
    throw new InvalidInput("kv", `cannot open ${location ?? "the KV"}: ${why}${remedy}`, { cause: error });
  }
  try {
    await checkSchema(kv, location);
  } catch (error) {
    kv.close();
    if (!isOfNewerDeno(error)) throw error;
    const why = `${location ?? "the KV"} was written by a Deno newer than this one (${Deno.version.deno})`;
    throw new InvalidInput("kv", `${why}; update Deno or name another file with --kv`, { cause: error });
  }
  return kv;
}

/** Returns a check that throws once the opened KV file was removed or replaced. */
export async function watchFile(location?: string): Promise<() => Promise<void>> {
  if (location === undefined || !isFile(location)) return () => Promise.resolve();
  const { dev, ino } = await Deno.stat(location);
  return async () => {
    const now = await Deno.stat(location).catch((error) => {
      if (error instanceof Deno.errors.NotFound) return null;
      throw error;
    });
    if (now?.dev === dev && now.ino === ino) return;
    throw new Error(`the KV file ${location} was ${now ? "replaced" : "removed"} while it was in use`);
  };
}
