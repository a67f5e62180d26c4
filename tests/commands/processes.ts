/**
 * Running processes as `ps` lists them, to check that none is left behind.
 *
 * @module
 */
import { waitFor } from "../support/wait.ts";

async function listProcesses(): Promise<{ pid: number; parent: number; state: string }[]> {
  const { stdout } = await new Deno.Command("ps", { args: ["-A", "-o", "pid=,ppid=,stat="] }).output();
  return new TextDecoder().decode(stdout).trim().split("\n").map((line) => {
    const [pid, parent, state] = line.trim().split(/\s+/);
    return { pid: Number(pid), parent: Number(parent), state: state! };
  });
}

/** Children of a process, their children, and so on. */
export async function listDescendants(pid: number): Promise<number[]> {
  const all = await listProcesses(), found = [pid];
  for (const ancestor of found) found.push(...all.filter(({ parent }) => parent === ancestor).map(({ pid }) => pid));
  return found.slice(1);
}

/** The processes of a list that still run. A zombie does not count as running. */
export async function listRunning(pids: number[]): Promise<number[]> {
  return (await listProcesses()).filter(({ pid, state }) => pids.includes(pid) && !state.startsWith("Z"))
    .map(({ pid }) => pid);
}

/** Waits until none of the processes runs any more. */
export async function waitForEnd(pids: number[]): Promise<void> {
  await waitFor(async () => (await listRunning(pids)).length === 0, {
    what: `the end of processes ${pids.join(", ")}`,
  });
}
