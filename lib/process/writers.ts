/**
 * Finds the processes that have a file open for writing: by `/proc` on Linux, else by `lsof`. Processes of other users stay unseen, and
 * so does a file that was renamed. Never looks at what else a process has open beyond its name: a file of a network that hangs must not
 * hang us.
 *
 * @module
 */
import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, dirname } from "node:path";
import { listProcessIds, readProcess } from "./process_list.ts";

/** A process by its id and its name. */
export interface NamedProcess {
  pid: number;
  name: string;
}

/** What the system adds to the name of a file that was removed. */
const DELETED = / \(deleted\)$/;

/** The lowest bits of a file's flags that say how it was opened: 0 for reading only. */
const ACCESS = 0o3;

/** How long to look before others of this program get a turn, in milliseconds. */
const TURN_MS = 8;

/** True when one of the descriptors of a process is one of these files, open for writing. */
export function mayWrite(pid: number, files: readonly string[]): boolean {
  const wanted = files.map((file) => ({ file, name: `/${basename(file)}` }));
  try {
    return readdirSync(`/proc/${pid}/fd`).some((descriptor) => {
      const opened = readLink(`/proc/${pid}/fd/${descriptor}`)?.replace(DELETED, "");
      return opened !== undefined &&
        wanted.some(({ file, name }) => opened.endsWith(name) && isWriter({ pid, descriptor }, file));
    });
  } catch {
    return false; // the process has ended, or belongs to another user
  }
}

/** Where a descriptor leads. Null when it was closed. With many runs on a machine, this is most of what a look costs; Node's takes twice as long. */
function readLink(path: string): string | null {
  try {
    return Deno.readLinkSync(path);
  } catch {
    return null;
  }
}

interface Descriptor {
  pid: number;
  descriptor: string;
}

function isWriter({ pid, descriptor }: Descriptor, file: string): boolean {
  const flags = /^flags:\s*([0-7]+)/m.exec(readFileSync(`/proc/${pid}/fdinfo/${descriptor}`, "utf8"))?.[1] ?? "0";
  if ((parseInt(flags, 8) & ACCESS) === 0) return false;
  const path = `/proc/${pid}/fd/${descriptor}`, found = statSync(path);
  const wanted = statSync(file, { throwIfNoEntry: false });
  if (wanted) return found.dev === wanted.dev && found.ino === wanted.ino;
  return readLink(path) === `${realpathSync(dirname(file))}/${basename(file)} (deleted)`; // a removed file is still written to
}

/** Those of a list of processes that have one of the files open for writing. This process is left out. */
async function listWriters(pids: readonly number[], files: readonly string[]): Promise<NamedProcess[]> {
  const found: NamedProcess[] = [];
  let since = performance.now();
  for (const pid of pids) {
    if (pid !== Deno.pid && mayWrite(pid, files)) found.push({ pid, name: readProcess(pid)?.name ?? "a process" });
    if (performance.now() - since < TURN_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  }
  return found;
}

/** Reads what `lsof -F pcfa` prints: one line a field, and the process before its files. */
export function parseLsof(text: string): NamedProcess[] {
  const found = new Map<number, NamedProcess>();
  let process: NamedProcess = { pid: 0, name: "" };
  for (const line of text.split("\n")) {
    const value = line.slice(1);
    if (line.startsWith("p")) process = { pid: Number(value), name: "" };
    else if (line.startsWith("c")) process.name = value;
    else if (line === "aw" || line === "au") found.set(process.pid, process);
  }
  return [...found.values()];
}

/** Asks `lsof`. Null where it can't be started. */
export async function askLsof(files: readonly string[]): Promise<NamedProcess[] | null> {
  try {
    const args = ["-n", "-P", "-F", "pcfa", "--", ...files];
    const { stdout } = await new Deno.Command("lsof", { args, stderr: "null" }).output();
    return parseLsof(new TextDecoder().decode(stdout)).filter(({ pid }) => pid !== Deno.pid);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotCapable) return null;
    throw error;
  }
}

/**
 * The processes that have one of the files open for writing, this process left out.
 *
 * @param seen Processes that a look a moment ago has found not to write: they are not looked at again. This look adds its own.
 * @returns null where the system shows none, so that nobody knows
 */
export async function findWriters(
  files: readonly string[],
  seen: Set<number> = new Set(),
): Promise<NamedProcess[] | null> {
  const all = listProcessIds();
  if (!all) return await askLsof(files);
  const writers = await listWriters(all.filter((pid) => !seen.has(pid)), files);
  for (const pid of all) seen.add(pid);
  for (const { pid } of writers) seen.delete(pid);
  return writers;
}
