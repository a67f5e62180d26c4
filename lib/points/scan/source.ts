/**
 * A part of a line under reading: its text, its numbers, and how a place in the text is found among them.
 *
 * @module
 */
import { BROKEN } from "./number.ts";
import type { Shape } from "./shape.ts";

/** What a format or the grammar looks at. Offsets are into the whole text. */
export interface Source {
  /** The line without escape codes. */
  text: string;
  shape: Shape;
  /** The part that is read. */
  from: number;
  to: number;
}

/** Index of the number that starts at an offset; -1 when none does. */
export function slotAt({ shape }: Source, offset: number): number {
  for (let slot = 0; slot < shape.count && shape.start[slot]! <= offset; slot++) {
    if (shape.start[slot] === offset) return slot;
  }
  return -1;
}

/** Index of the first number at or behind an offset; the count when there is none. */
export function slotFrom({ shape }: Source, offset: number): number {
  let slot = 0;
  while (slot < shape.count && shape.start[slot]! < offset) slot++;
  return slot;
}

/** True when the number is a value, not a date or a version. */
export function isValue({ shape }: Source, slot: number): boolean {
  return slot >= 0 && shape.form[slot] !== BROKEN;
}

/** The part's text. */
export function partOf({ text, from, to }: Source): string {
  return from === 0 && to === text.length ? text : text.slice(from, to);
}

/** Offsets of a match's named groups; undefined for groups that took no part. The expression needs the flag `d`. */
export function groupOffsets(match: RegExpExecArray): Record<string, [number, number] | undefined> {
  return match.indices!.groups as Record<string, [number, number] | undefined>;
}
