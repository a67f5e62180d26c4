/**
 * Which file system a path is on, by Linux's list of mounts, and whether other machines may use it too. Mounts nothing.
 *
 * @module
 */
import { readFileSync } from "node:fs";

/** Types of file systems that several machines share. */
const NETWORK: ReadonlySet<string> = new Set([
  "9p",
  "afs",
  "beegfs",
  "ceph",
  "cifs",
  "fuse.ceph",
  "fuse.glusterfs",
  "fuse.s3fs",
  "fuse.sshfs",
  "gfs2",
  "gpfs",
  "lustre",
  "ncpfs",
  "nfs",
  "nfs4",
  "ocfs2",
  "orangefs",
  "panfs",
  "smb3",
  "smbfs",
  "wekafs",
]);

/** Spaces and the like in paths of the list: `\040`. */
const unescape = (path: string) => path.replace(/\\(\d{3})/g, (_, code) => String.fromCharCode(parseInt(code, 8)));

/**
 * Type of the file system that a path is on, by the text of `/proc/self/mountinfo` (proc_pid_mountinfo(5)). Null when no mount holds it.
 *
 * @example
 * ```ts
 * import { findFileSystem } from "./mounts.ts";
 * const list = "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n23 22 0:40 / /home rw shared:1 - nfs4 server:/home rw\n";
 * findFileSystem("/home/me/runs.db", list); // "nfs4"
 * findFileSystem("/homes", list); // "ext4"
 * ```
 */
export function findFileSystem(path: string, mounts: string): string | null {
  let found: { point: string; type: string } | null = null;
  for (const line of mounts.split("\n")) {
    const [before, after] = line.split(" - "),
      point = unescape(before!.split(" ")[4] ?? ""),
      type = after?.split(" ")[0];
    const isAbove = point === "/" || path === point || path.startsWith(`${point}/`);
    // Of two mounts at one point, the later one is seen.
    if (type && point && isAbove && point.length >= (found?.point.length ?? 0)) found = { point, type };
  }
  return found?.type ?? null;
}

/** Type of the network file system that a real path is on. Null for a local one, and where the system doesn't say. */
export function findNetworkFileSystem(path: string): string | null {
  try {
    const type = findFileSystem(path, readFileSync("/proc/self/mountinfo", "utf8"));
    return type !== null && NETWORK.has(type) ? type : null;
  } catch {
    return null; // there is no such list here
  }
}
