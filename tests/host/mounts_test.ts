import assert from "node:assert/strict";
import { findFileSystem, findNetworkFileSystem } from "../../lib/host/mounts.ts";

const MOUNTS = [
  "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw",
  "30 22 0:40 / /home rw shared:5 master:2 - nfs4 server:/export/home rw,vers=4.2",
  "31 30 0:41 / /home/me/local rw - xfs /dev/sdb1 rw",
  "32 22 0:42 / /mnt/my\\040share rw - cifs //server/share rw",
  "33 22 0:43 / /scratch rw - ext4 /dev/sdc1 rw",
  "34 33 0:44 / /scratch rw - lustre mds@tcp:/fs rw",
  "",
].join("\n");

Deno.test("findFileSystem() finds the innermost mount, and of two at one point the later one", () => {
  const types = ["/home/me/runs.db", "/home/me/local/runs.db", "/homes/a", "/mnt/my share/a", "/scratch/a", "/"]
    .map((path) => findFileSystem(path, MOUNTS));
  assert.deepEqual(types, ["nfs4", "xfs", "ext4", "cifs", "lustre", "ext4"]);
  assert.equal(findFileSystem("/a", ""), null);
});

Deno.test("findNetworkFileSystem() doesn't take memory and local disks for a network", () => {
  assert.equal(findNetworkFileSystem("/proc/self"), null);
  assert.equal(findNetworkFileSystem("/dev/shm/a"), null);
});
