import assert from "node:assert/strict";
import { dirname } from "node:path";
import { readOomKills } from "../../lib/host/oom.ts";
import { inDirectory } from "../support/directory.ts";

/** Reads the count of a system that has these files. */
async function read(files: Record<string, string>): Promise<number | null> {
  let count: number | null = null;
  await inDirectory(async (root) => {
    for (const [path, text] of Object.entries(files)) {
      await Deno.mkdir(dirname(root + path), { recursive: true });
      await Deno.writeTextFile(root + path, text);
    }
    count = readOomKills({ root });
  });
  return count;
}

const VMSTAT = { "/proc/vmstat": "nr_free_pages 1\noom_kill 9\n" };

Deno.test("readOomKills() reads the group of this process, of either version, rather than the whole machine", async () => {
  const events = "low 0\nhigh 0\nmax 12\noom 4\noom_kill 3\noom_group_kill 0\n";
  const second = { "/proc/self/cgroup": "0::/user.slice/a.scope\n", ...VMSTAT };
  assert.equal(await read({ ...second, "/sys/fs/cgroup/user.slice/a.scope/memory.events": events }), 3);
  assert.equal(await read({ ...second, "/sys/fs/cgroup/memory.events": events }), 3); // seen from inside a container
  const first = { "/proc/self/cgroup": "9:pids:/\n4:cpuacct,memory:/docker/7\n0::/\n", ...VMSTAT };
  const control = "oom_kill_disable 0\nunder_oom 0\noom_kill 5\n";
  assert.equal(await read({ ...first, "/sys/fs/cgroup/memory/docker/7/memory.oom_control": control }), 5);
});

Deno.test("readOomKills() reads the whole machine's count where no group has one, and is null without any", async () => {
  assert.equal(await read({ "/proc/self/cgroup": "0::/\n", ...VMSTAT }), 9);
  assert.equal(await read({}), null);
});
