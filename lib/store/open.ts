/**
 * Opens the KV, and has a file of an older layout migrated. Every failure that a user can cause gets a message that says what to do. Knows
 * the layout version and no other key.
 *
 * @module
 */
import { InvalidInput } from "../errors.ts";
import { isKvFile } from "../host/paths.ts";
import { withLock } from "./commit.ts";
import { SCHEMA_VERSION, schemaKey } from "./keys.ts";
import { prepareKvFile, tightenKvFile } from "./kv_file.ts";

/** True when a KV without our version holds keys. They belong to another program. */
async function isForeign(kv: Deno.Kv): Promise<boolean> {
  for await (const _ of kv.list({ prefix: [] }, { limit: 1 })) {
    return (await kv.get(schemaKey)).value === null; // not null: another process of ours created it a moment ago
  }
  return false;
}

/** True for the only error that an older Deno reports for a value that a newer Deno encoded. */
const isOfNewerDeno = (error: unknown) => error instanceof RangeError && /deserialize/.test(error.message);

/** Checks the layout of an opened KV, and stores today's in an empty one. Returns the number of an older layout that can be migrated. */
async function checkSchema(kv: Deno.Kv, location?: string): Promise<number | null> {
  const { value } = await withLock(() => kv.get<unknown>(schemaKey));
  if (value === null) {
    if (location !== undefined && isKvFile(location) && await withLock(() => isForeign(kv))) {
      throw new InvalidInput("kv", `${location} is another program's KV file; name another with --kv`);
    }
    await withLock(() =>
      kv.atomic().check({ key: schemaKey, versionstamp: null }).set(schemaKey, new Deno.KvU64(BigInt(SCHEMA_VERSION)))
        .commit()
    );
    return null;
  }
  const version = Number(value instanceof Deno.KvU64 ? value.value : value);
  if (version === SCHEMA_VERSION) return null;
  if (version < SCHEMA_VERSION && location !== undefined && isKvFile(location)) return version;
  const [age, remedy] = version > SCHEMA_VERSION ? ["a newer", "update stdcurve"] : ["an early", "move it away"];
  throw new InvalidInput(
    "kv",
    `${
      location ?? "the KV"
    } was written by ${age} stdcurve (layout ${version}, this one knows ${SCHEMA_VERSION}); ${remedy} or name another file with --kv`,
  );
}

async function openUnchecked(location?: string): Promise<Deno.Kv> {
  try {
    return await withLock(() => Deno.openKv(location));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const isDenied = /unable to open|readonly/.test(why);
    const remedy = isDenied ? "; the file and its directory must be writable; or name another with --kv" : "";
    throw new InvalidInput("kv", `cannot open ${location ?? "the KV"}: ${why}${remedy}`, { cause: error });
  }
}

/** Opens and checks a KV. `older` is the number of its layout when that must be migrated. */
async function openChecked(location?: string): Promise<{ kv: Deno.Kv; older: number | null }> {
  if (location !== undefined && isKvFile(location)) await prepareKvFile(location);
  const kv = await openUnchecked(location);
  try {
    const older = await checkSchema(kv, location);
    if (location !== undefined && isKvFile(location)) tightenKvFile(location);
    return { kv, older };
  } catch (error) {
    kv.close();
    if (!isOfNewerDeno(error)) throw error;
    const why = `${location ?? "the KV"} was written by a Deno newer than this one (${Deno.version.deno})`;
    throw new InvalidInput("kv", `${why}; update Deno or name another file with --kv`, { cause: error });
  }
}

/** Attempts to migrate a file that other processes have open. One of them may be migrating it. */
const MIGRATE_TRIES = 3;

/**
 * Opens a KV file, `":memory:"`, a KV Connect URL, or, without a location, the platform's own KV (Deno Deploy). A file of an older layout
 * is migrated first.
 *
 * @throws {InvalidInput} field `kv`: not a KV file, no permission, a newer layout, an older one that can't be migrated now
 */
export async function openKv(location?: string): Promise<Deno.Kv> {
  for (let attempt = 1;; attempt++) {
    const { kv, older } = await openChecked(location);
    if (older === null) return kv;
    kv.close();
    const { migrateKvFile } = await import("./migrate.ts"); // rarely needed
    if (migrateKvFile(location!) || attempt < MIGRATE_TRIES) continue;
    throw new InvalidInput(
      "kv",
      `${location} was written by an earlier stdcurve (layout ${older}) and must be brought to layout ${SCHEMA_VERSION}, but another ` +
        "program has it open; stop every stdcurve that uses it, and try again",
    );
  }
}
