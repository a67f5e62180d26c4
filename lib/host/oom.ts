/**
 * How often the system has ended a process because memory was full. It says so nowhere else without special rights: a killed process prints
 * nothing.
 *
 * @module
 */

/** Paths below `/proc/self/cgroup` stand for the groups that this process is in, one a line: "4:memory:/user.slice", "0::/user.slice". */
const GROUP = /^\d+:([^:]*):(.*)$/gm;

/** Files that may have the count: of the group of version 2, of version 1, and of the whole machine. */
function listCounters(groups: string): string[] {
  const found: string[] = [];
  for (const [, controllers, path] of groups.matchAll(GROUP)) {
    if (controllers === "") found.push(`/sys/fs/cgroup${path}/memory.events`, "/sys/fs/cgroup/memory.events");
    if (controllers!.split(",").includes("memory")) {
      found.push(`/sys/fs/cgroup/memory${path}/memory.oom_control`, "/sys/fs/cgroup/memory/memory.oom_control");
    }
  }
  return [...found, "/proc/vmstat"];
}

function readText(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return ""; // there is no such file, or reading it is not permitted
  }
}

/**
 * Processes that the system has ended for want of memory since its start: those of this process's control group, else of the whole machine.
 * Null where the system does not say. `root` is put before each path.
 */
export function readOomKills({ root = "" }: { root?: string } = {}): number | null {
  for (const path of listCounters(readText(`${root}/proc/self/cgroup`))) {
    const count = /^oom_kill (\d+)$/m.exec(readText(root + path))?.[1];
    if (count !== undefined) return Number(count);
  }
  return null;
}
