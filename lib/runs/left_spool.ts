/**
 * Judges the spool of a run that has ended: whether anybody may still need it, and why. A spool may be the only copy of a log, so the KV's word
 * is not enough: nothing of the command may be left, and the stored log must begin with what the spool has, byte for byte. Removes nothing.
 *
 * @module
 */
import { createHash, type Hash } from "node:crypto";
import { followFile } from "../lines/follow.ts";
import type { Run } from "../model.ts";
import { findLeftOver } from "../process/left_over.ts";
import { type Note, readNote, readSpoolSize } from "../process/spool.ts";
import { readPunched } from "../process/spool_holes.ts";
import type { NamedProcess } from "../process/writers.ts";
import type { Store } from "../store/store.ts";
import { describeOwner, relateSystem, STARTING_MS } from "./owner.ts";

/**
 * What is to be said of a left spool: nobody needs it; its command may be about to start; the store lacks the end of it, or has something else;
 * a process of the command is left; nobody here can see whether one is.
 */
export type LeftSpool =
  | { is: "needless" | "starting" | "unstored" | "different" | "hidden" }
  | { is: "left"; by: NamedProcess };

/** A run that has ended, and its spool. */
export interface EndedRun {
  run: Run;
  spool: string;
}

/** The hash of the first bytes, up to `count` of them, and how many there were. */
async function hashFirst(pieces: AsyncIterable<Uint8Array>, count = Infinity): Promise<{ hash: Hash; bytes: number }> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const piece of pieces) {
    const part = piece.subarray(0, count - bytes);
    hash.update(part);
    bytes += part.length;
    if (bytes >= count) break;
  }
  return { hash, bytes };
}

/** True when the stored log begins with what the spool has. */
async function isBeginning(store: Store, { run: { id }, spool }: EndedRun): Promise<boolean> {
  const from = readPunched(spool), spooled = await hashFirst(followFile(spool, { from, isOver: () => true }));
  if (spooled.bytes === 0) return true;
  const stored = await hashFirst(store.logs.bytes(id, { from }), spooled.bytes);
  return spooled.bytes === stored.bytes && spooled.hash.digest("hex") === stored.hash.digest("hex");
}

/** True when the command has not begun and may be about to. Nothing goes on from one start of the machine to the next. */
const isToStart = ({ exitCode, leader, at }: Note, isEarlier: boolean): boolean =>
  exitCode === null && leader === null && !isEarlier && Date.now() - at < STARTING_MS;

/** Judges the spool of a run that has ended. */
export async function judgeSpool(store: Store, ended: EndedRun): Promise<LeftSpool> {
  const { run, spool } = ended, size = readSpoolSize(spool) ?? 0, note = readNote(spool);
  const isKept = size > 0 && run.logDeletedAt === undefined; // else there is nothing that anybody wants
  if (isKept && size > run.logBytes) return { is: "unstored" };
  const relation = note && relateSystem(note, describeOwner("")), isEarlier = relation === "earlier";
  if (note === null || relation === "container" || relation === "unknown") return { is: "hidden" };
  if (isToStart(note, isEarlier)) return { is: "starting" };
  if (isKept && !await isBeginning(store, ended)) return { is: "different" };
  // Where the end was seen, only what writes counts. Else nothing of its session may be left. Ids of an earlier start are others' now.
  const leader = note.exitCode === null && !isEarlier ? note.leader : null;
  const [left] = await findLeftOver({ leader, spool });
  return left ? { is: "left", by: left } : { is: "needless" };
}
