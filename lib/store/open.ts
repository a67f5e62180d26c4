/**
 * Opens the KV. Every failure that a user can cause gets a message that says what to do. Knows the layout version and no other key.
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

async function checkSchema(kv: Deno.Kv, location?: string): Promise<void> {
  const { value } = await withLock(() => kv.get<unknown>(schemaKey));
  if (value === null) {
    if (location !== undefined && isKvFile(location) && await withLock(() => isForeign(kv))) {
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
  if (location !== undefined && isKvFile(location)) await prepareKvFile(location);
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
    if (location !== undefined && isKvFile(location)) tightenKvFile(location);
  } catch (error) {
    kv.close();
    if (!isOfNewerDeno(error)) throw error;
    const why = `${location ?? "the KV"} was written by a Deno newer than this one (${Deno.version.deno})`;
    throw new InvalidInput("kv", `${why}; update Deno or name another file with --kv`, { cause: error });
  }
  return kv;
}
