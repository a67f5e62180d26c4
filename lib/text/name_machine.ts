/**
 * The machine that looks for a regular expression in a name: all ways through the expression are followed at once, so that the time is
 * linear whatever the expression. Reads no expression: its parts are built here one by one.
 *
 * The method is Ken Thompson's (Regular Expression Search Algorithm, 1968).
 *
 * @module
 */

/** A step of the machine: it reads a character, checks an edge, or goes on at other steps. */
export type MachineStep =
  | { does: "read"; takes: (char: string) => boolean }
  | { does: "edge"; edge: "^" | "$" }
  | { does: "go"; to: number[] };

/** A part of an expression: it appends its steps. */
export type MachinePart = (steps: MachineStep[]) => void;

/** Steps of one expression, which is what one character of a name costs at most. */
const STEPS_MAX = 500;

/** An expression has too many steps. */
export class PatternTooLong extends Error {
  override name = "PatternTooLong";
}

/** True when the characters contain what the steps describe. */
export function findSteps(steps: readonly MachineStep[], chars: readonly string[]): boolean {
  let now = new Set<number>();
  for (let at = 0; at <= chars.length; at++) {
    follow(steps, 0, now, { at, end: chars.length });
    if (now.has(steps.length)) return true;
    const next = new Set<number>();
    for (const index of now) {
      const step = steps[index]!;
      const isRead = step.does === "read" && at < chars.length && step.takes(chars[at]!);
      if (isRead) follow(steps, index + 1, next, { at: at + 1, end: chars.length });
    }
    now = next;
    if (now.has(steps.length)) return true;
  }
  return false;
}

/** Adds a step, and those that are reached from it without reading. */
function follow(
  steps: readonly MachineStep[],
  first: number,
  found: Set<number>,
  place: { at: number; end: number },
): void {
  const waiting = [first];
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    if (found.has(index)) continue;
    found.add(index);
    const step = steps[index];
    if (step?.does === "go") waiting.push(...step.to);
    const isOpen = step?.does === "edge" && place.at === (step.edge === "^" ? 0 : place.end);
    if (isOpen) waiting.push(index + 1);
  }
}

function push(steps: MachineStep[], step: MachineStep): void {
  if (steps.length >= STEPS_MAX) throw new PatternTooLong("this expression is too long");
  steps.push(step);
}

/** A part, repeated. */
export function repeatOften(part: MachinePart, { least, most }: { least: number; most: number }): MachinePart {
  return (steps) => {
    for (let count = 0; count < least; count++) part(steps);
    if (most === Infinity) {
      const start = steps.length, fork: MachineStep = { does: "go", to: [start + 1] };
      push(steps, fork);
      part(steps);
      push(steps, { does: "go", to: [start] });
      fork.to.push(steps.length);
      return;
    }
    const forks: { does: "go"; to: number[] }[] = [];
    for (let count = least; count < most; count++) {
      const fork = { does: "go" as const, to: [steps.length + 1] };
      push(steps, fork);
      forks.push(fork);
      part(steps);
    }
    for (const { to } of forks) to.push(steps.length);
  };
}

/** One of several parts. */
export function either(parts: readonly MachinePart[]): MachinePart {
  if (parts.length === 1) return parts[0]!;
  return (steps) => {
    const fork: MachineStep = { does: "go", to: [] }, ends: { does: "go"; to: number[] }[] = [];
    push(steps, fork);
    for (const part of parts) {
      fork.to.push(steps.length);
      part(steps);
      const end = { does: "go" as const, to: [] };
      push(steps, end);
      ends.push(end);
    }
    for (const { to } of ends) to.push(steps.length);
  };
}

/** Parts behind one another. */
export const joinParts = (parts: readonly MachinePart[]): MachinePart => (steps) =>
  parts.forEach((part) => part(steps));
/** One character. */
export const reading = (takes: (char: string) => boolean): MachinePart => (steps) =>
  push(steps, { does: "read", takes });

/** The beginning or the end of the name. */
export const edge = (sign: "^" | "$"): MachinePart => (steps) => push(steps, { does: "edge", edge: sign });
