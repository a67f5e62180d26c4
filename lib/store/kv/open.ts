/**
 * Opens the KV, and has a file of an older layout migrated. Every failure that a user can cause gets a message that says what to do. Knows
 * the layout version and no other key.
 *
 * @module
 */
import { InvalidInput, Unavailable } from "../../errors.ts";
import { isKvFile } from "../../host/paths.ts";
import { printError } from "../../host/stderr.ts";
import { LOCK_WAIT_MAX_MS, OPEN_WORD_MS } from "../../limits/store.ts";
import { pauseCommit, withLock } from "../flush/commit.ts";
import { guardKv, type KvGuard } from "./kv_guard.ts";
import { isLocked, nameKv } from "./kv_trouble.ts";
import { SCHEMA_VERSION, schemaKey } from "../keys.ts";
import { prepareKvFile, tightenKvFile, warnOfNetwork } from "./kv_file.ts";

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

/** How to open a KV. */
export interface OpenKvOptions {
  guard?: KvGuard;
  /** How long to wait for a KV that is locked; `LOCK_WAIT_MAX_MS` by default. */
  waitMs?: number;
  /** Called once with the reason when opening has waited for `OPEN_WORD_MS`. By default it is printed on stderr. */
  onWait?: (why: string) => void;
}

const isFileOf = (location: string | undefined): location is string => location !== undefined && isKvFile(location);

/** How long one look waits for the lock: longer than a commit of another stdcurve holds it. */
const LOCK_LOOK_MS = 100;

/** Throws the error of a locked file while another process holds its lock. Deno KV itself would wait for the lock without a word. */
async function checkLock(path: string): Promise<void> {
  const { DatabaseSync } = await import("node:sqlite"); // not on Deno Deploy
  const database = new DatabaseSync(path);
  try {
    database.exec(`PRAGMA busy_timeout = ${LOCK_LOOK_MS}; BEGIN IMMEDIATE; ROLLBACK`);
  } catch (error) {
    if (isLocked(error)) throw error;
    // Whatever else is wrong with the file, Deno KV says next.
  } finally {
    database.close();
  }
}

/** A KV that was opened. `older` is the number of its layout when that must be migrated. */
interface Opened {
  kv: Deno.Kv;
  older: number | null;
}

/** Opens the KV once, and checks what is in it. */
async function openOnce(location: string | undefined, { calls }: KvGuard): Promise<Opened> {
  if (isFileOf(location)) await calls.make(() => checkLock(location));
  const opening = Deno.openKv(location);
  let kv: Deno.Kv;
  try {
    kv = await calls.make(() => opening);
  } catch (error) {
    opening.then((late) => late.close(), () => {}); // the error is known already
    throw error;
  }
  try {
    return { kv, older: await calls.make(() => checkSchema(kv, location)) };
  } catch (error) {
    kv.close();
    throw error;
  }
}

/** Says once why opening waits, when it has waited for `OPEN_WORD_MS` and the reason is known. */
function sayWhy(onWait: (why: string) => void): Disposable & { know(why: string): void } {
  let known: string | null = null, isDue = false, isSaid = false;
  const say = () => {
    if (known === null || !isDue || isSaid) return;
    isSaid = true;
    onWait(known);
  };
  const timer = setTimeout(() => {
    isDue = true;
    say();
  }, OPEN_WORD_MS);
  return {
    know(why) {
      known = why;
      say();
    },
    [Symbol.dispose]: () => clearTimeout(timer),
  };
}

/** Opens the KV, and waits within the bound while it is locked. */
async function openPatiently(location: string | undefined, guard: KvGuard, options: OpenKvOptions): Promise<Opened> {
  const { waitMs = LOCK_WAIT_MAX_MS, onWait = (why: string) => printError(`stdcurve: ${why}; waiting`) } = options;
  const began = performance.now();
  using waiting = sayWhy(onWait);
  if (!isFileOf(location)) waiting.know(`${nameKv(location)} has not answered yet`); // a file may only be slow
  for (let attempt = 0;; attempt++) {
    try {
      return await openOnce(location, guard);
    } catch (error) {
      if (!isLocked(error) || performance.now() - began >= waitMs) throw error;
      waiting.know((error as Error).message);
      await pauseCommit(attempt);
    }
  }
}

/** Opens and checks a KV. */
async function openChecked(location: string | undefined, options: OpenKvOptions): Promise<Opened> {
  if (isFileOf(location)) await prepareKvFile(location);
  using ownGuard = options.guard ? null : guardKv({ location });
  try {
    const opened = await openPatiently(location, options.guard ?? ownGuard!, options);
    if (isFileOf(location)) tightenKvFile(location);
    if (isFileOf(location)) warnOfNetwork(location);
    return opened;
  } catch (error) {
    throw describeOpening(location, error);
  }
}

/** Attempts to migrate a file that other processes have open. One of them may be migrating it. */
const MIGRATE_TRIES = 3;

/**
 * Opens a KV file, `":memory:"`, a KV Connect URL, or, without a location, the platform's own KV (Deno Deploy). A file of an older layout
 * is migrated first.
 *
 * @throws {InvalidInput} field `kv`: not a KV file, no permission, a newer layout, an older one that can't be migrated now
 * @throws {Unavailable} when it is locked or does not answer for too long
 */
export async function openKv(location?: string, options: OpenKvOptions = {}): Promise<Deno.Kv> {
  for (let attempt = 1;; attempt++) {
    const { kv, older } = await openChecked(location, options);
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

/** An error of opening, with what to do. */
function describeOpening(location: string | undefined, error: unknown): unknown {
  if (error instanceof InvalidInput) return error;
  const name = location ?? "the KV", why = error instanceof Error ? error.message : String(error);
  if (isOfNewerDeno(error)) {
    const newer = `${name} was written by a Deno newer than this one (${Deno.version.deno})`;
    return new InvalidInput("kv", `${newer}; update Deno or name another file with --kv`, { cause: error });
  }
  const isDenied = /unable to open|readonly/.test(why);
  if (error instanceof Unavailable && !isDenied) return error;
  const remedy = isDenied ? "; the file and its directory must be writable; or name another with --kv" : "";
  return new InvalidInput("kv", `cannot open ${name}: ${why}${remedy}`, { cause: error });
}
