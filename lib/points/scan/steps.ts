/**
 * Finds what is too long for one readable expression: short expressions, each of which stands where the one before it ended. A step that
 * fails is not tried in another way with other ends of the steps before it.
 *
 * @module
 */

/** Offsets of named groups; undefined for those that didn't match. */
export type Offsets = Record<string, [number, number] | undefined>;

/** What was found in a text: its start, its end, and its named groups. */
export interface Found {
  from: number;
  to: number;
  offsets: Offsets;
}

/** Finds a form in a text. */
export interface Form {
  /** The first place where all steps follow one another; null without one. */
  find(text: string): Found | null;
}

/** How a form is made. */
export interface FormOptions {
  /** Flags of each expression. */
  flags?: string;
  /** The form begins at most this many characters behind the start of the text. */
  startMax?: number;
}

/**
 * A form of several steps, each an expression.
 *
 * @example
 * ```ts
 * import { makeForm } from "./steps.ts";
 * const form = makeForm([String.raw`(?<n>\d+)/`, String.raw`(?<total>\d+)`]);
 * form.find("at 3/10")?.offsets; // { n: [3, 4], total: [5, 7] }
 * ```
 */
export function makeForm(steps: readonly string[], { flags = "", startMax = Infinity }: FormOptions = {}): Form {
  const first = new RegExp(steps[0]!, `dg${flags}`),
    others = steps.slice(1).map((step) => new RegExp(step, `dy${flags}`));
  return {
    find(text) {
      first.lastIndex = 0;
      for (let start = first.exec(text); start !== null && start.index <= startMax; start = first.exec(text)) {
        const found = follow(others, text, start);
        if (found) return found;
        first.lastIndex = start.index + charLength(text, start.index);
      }
      return null;
    },
  };
}

/** Length of the character at an offset: half a surrogate pair is none to an expression with the flag `u`. */
const charLength = (text: string, at: number): number => text.codePointAt(at)! > 0xffff ? 2 : 1;

/** Follows the steps behind the first one; null where one of them doesn't stand. */
function follow(steps: readonly RegExp[], text: string, start: RegExpExecArray): Found | null {
  const offsets: Offsets = { ...start.indices!.groups };
  let to = start.index + start[0].length;
  for (const step of steps) {
    step.lastIndex = to;
    const match = step.exec(text);
    if (!match) return null;
    Object.assign(offsets, match.indices!.groups);
    to += match[0].length;
  }
  return { from: start.index, to, offsets };
}

/** The text of a named group; undefined where it didn't match. */
export function groupText(text: string, range: readonly [from: number, to: number] | undefined): string | undefined {
  return range && text.slice(...range);
}
