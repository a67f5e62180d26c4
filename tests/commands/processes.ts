/**
 * What `ps` tells of processes, to see that none is left behind.
 *
 * @module
 */

async function listProcesses(): Promise<{ pid: number; parent: number; state: string }[]> {
  const { stdout } = await new Deno.Command("ps", { args: ["-A", "-o", "pid=,ppid=,stat="] }).output();
  return new TextDecoder().decode(stdout).trim().split("\n").map((line) => {
    const [pid, parent, state] = line.trim().split(/\s+/);
    return { pid: Number(pid), parent: Number(parent), state: state! };
  });
}

/** Children of a process and theirs. */
export async function listDescendants(pid: number): Promise<number[]> {
  const all = await listProcesses(), found = [pid];
  for (const ancestor of found) found.push(...all.filter(({ parent }) => parent === ancestor).map(({ pid }) => pid));
  return found.slice(1);
}

/** Those of some processes that still run; one that only waits to be reaped doesn't. */
export async function listRunning(pids: number[]): Promise<number[]> {
  return (await listProcesses()).filter(({ pid, state }) => pids.includes(pid) && !state.startsWith("Z"))
    .map(({ pid }) => pid);
}
