/**
 * Opening the KV file: every way in which that fails for a user gets a message that says what to do. Knows the layout's version,
 * nothing of what is kept.
 *
 * @module
 */
import { dirname } from "node:path";
import { InvalidInput } from "../errors.ts";
import { withLock } from "./commit.ts";
import { SCHEMA_VERSION, schemaKey } from "./keys.ts";

const SQLITE_MAGIC = "SQLite format 3\0";

const isFile = (location: string) => location !== ":memory:" && !/^https?:\/\//.test(location);

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
    const head = new Uint8Array(16);
    const size = await file.read(head) ?? 0;
    if (size > 0 && new TextDecoder().decode(head.subarray(0, size)) !== SQLITE_MAGIC) {
      throw new InvalidInput("kv", `${path} is not a Deno KV file; name another with --kv`);
    }
  } catch (error) {
    if (error instanceof InvalidInput) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new InvalidInput("kv", `cannot use ${path} as KV file: ${why}`, { cause: error });
  }
}

async function checkSchema(kv: Deno.Kv, location: string): Promise<void> {
  const { value } = await withLock(() => kv.get<number>(schemaKey));
  if (value === null) {
    await withLock(() =>
      kv.atomic().check({ key: schemaKey, versionstamp: null }).set(schemaKey, SCHEMA_VERSION)
        .commit()
    );
  } else if (value !== SCHEMA_VERSION) {
    const [age, remedy] = value > SCHEMA_VERSION ? ["a newer", "update stdcurve"] : ["an early", "move it away"];
    throw new InvalidInput(
      "kv",
      `${location} was written by ${age} stdcurve (layout ${value}, this one knows ${SCHEMA_VERSION}); ${remedy} or name another file with --kv`,
    );
  }
}

/**
 * Opens a KV file, `":memory:"`, a KV Connect URL, or, without a location, the platform's own KV (Deno Deploy).
 *
 * @throws {InvalidInput} field `kv`: not a KV file, not permitted, of a newer version
 */
export async function openKv(location?: string): Promise<Deno.Kv> {
  if (location !== undefined && isFile(location)) await checkFile(location);
  let kv: Deno.Kv;
  try {
    kv = await withLock(() => Deno.openKv(location));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const remedy = /unable to open|readonly/.test(why) ? "; the file and its directory have to be writable" : "";
    throw new InvalidInput("kv", `cannot open ${location ?? "the KV"}: ${why}${remedy}`, { cause: error });
  }
  try {
    await checkSchema(kv, location ?? "the KV");
  } catch (error) {
    kv.close();
    throw error;
  }
  return kv;
}

/** A look at an opened KV file that throws once another or none is at its place. */
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
