/**
 * Ctrl-Z of any command: it stops between two writes to the database. A program that is stopped in the middle of one keeps SQLite's lock, and
 * all others on this database would wait until it goes on. Linux only: elsewhere the system stops the program at once.
 *
 * @module
 */
import { hasJobControl, stopSelf } from "../process/own_group.ts";
import { holdWrites } from "../store/kv/write_turns.ts";

/** Stops between two writes. `stop` returns when this program was continued. */
export async function stopBetweenWrites(stop: () => void): Promise<void> {
  using _held = await holdWrites();
  stop();
}

let isStopping = false;

/** As the system does by itself: stops nothing that no shell could continue. */
async function suspendSelf(): Promise<void> {
  if (isStopping || !hasJobControl()) return;
  isStopping = true;
  await stopBetweenWrites(stopSelf);
  isStopping = false;
}

/** What Ctrl-Z does: the newest of these. */
const suspensions: (() => Promise<void>)[] = [suspendSelf];

/** From now on Ctrl-Z, or a SIGTSTP of somebody else, is listened to. */
export function listenForSuspend(): void {
  if (Deno.build.os === "linux") Deno.addSignalListener("SIGTSTP", () => void suspensions.at(-1)!());
}

/** Until it is disposed of, Ctrl-Z does this instead. */
export function suspendBy(suspend: () => Promise<void>): Disposable {
  suspensions.push(suspend);
  return { [Symbol.dispose]: () => void suspensions.splice(suspensions.indexOf(suspend), 1) };
}
