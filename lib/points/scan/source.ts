/**
 * A part of a line that is being read: its text, its numbers, and how to find the number at an offset.
 *
 * @module
 */
import type { Look } from "./clues.ts";
import { BROKEN } from "./number_form.ts";
import type { Shape } from "./shape.ts";

/** The part of a line that a format or the grammar reads. Offsets count from the start of the line. */
export interface Source {
  /** The line without escape codes. */
  text: string;
  shape: Shape;
  /** Start and end of the part. */
  from: number;
  to: number;
  /** The look at the line that found its clues; none where the line was not looked at. */
  look?: Look;
}

/** Index of the number that starts at an offset; -1 without one. */
export function slotAt({ shape }: Source, offset: number): number {
  for (let slot = 0; slot < shape.count && shape.start[slot]! <= offset; slot++) {
    if (shape.start[slot] === offset) return slot;
  }
  return -1;
}

/** Index of the first number at or behind an offset; the count of numbers without one. */
export function slotFrom({ shape }: Source, offset: number): number {
  let slot = 0;
  while (slot < shape.count && shape.start[slot]! < offset) slot++;
  return slot;
}

/** True for a number with a value: not a date, a time or a version. */
export function isValue({ shape }: Source, slot: number): boolean {
  return slot >= 0 && shape.form[slot] !== BROKEN;
}

/** The part's text. */
export function partOf({ text, from, to }: Source): string {
  return from === 0 && to === text.length ? text : text.slice(from, to);
}

/** Offsets of a match's named groups; undefined for groups that didn't match. The expression needs the flag `d`. */
export function groupOffsets(match: RegExpExecArray): Record<string, [number, number] | undefined> {
  return match.indices!.groups as Record<string, [number, number] | undefined>;
}
