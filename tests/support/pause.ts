/**
 * Stops a process that stores runs, between two of its commits: one that stands in the middle of a commit keeps SQLite's lock, and nobody else
 * can store anything. Only Linux shows who holds a lock; elsewhere a process is stopped wherever it is.
 *
 * @module
 */
import { readFileSync, statSync } from "node:fs";
import { parseLockers } from "../../lib/store/kv/kv_trouble.ts";
import { waitFor } from "./wait.ts";

const AGAIN_MS = 50;

/** True once a process stands still. */
const stands = (pid: number) => /^State:\tT/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));

/** True while a process holds a lock of SQLite on the KV for writing. */
function isCommitting(pid: number, kv: string): boolean {
  const inodes = ["", "-shm"].flatMap((end) => statSync(kv + end, { throwIfNoEntry: false })?.ino ?? []);
  return parseLockers(readFileSync("/proc/locks", "utf8"), inodes).includes(pid);
}

/** Stops the process `pid`, which stores in the KV file `kv`. `signal` sends it a signal. */
export async function pauseBetweenCommits(
  pid: number,
  { kv, signal }: { kv: string; signal: (name: "SIGSTOP" | "SIGCONT") => void },
): Promise<void> {
  const isPaused = async () => {
    signal("SIGSTOP");
    if (Deno.build.os !== "linux") return true;
    await waitFor(() => stands(pid), { what: `process ${pid} to stand still` });
    if (!isCommitting(pid, kv)) return true;
    signal("SIGCONT");
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    return false;
  };
  await waitFor(isPaused, { what: `process ${pid} to stand still between two commits` });
}
