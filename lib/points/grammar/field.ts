/**
 * Finds where the field before a number starts: behind the last mark that ends another one. Doesn't know what a name means.
 *
 * @module
 */
import { isWord } from "../scan/number.ts";

const BRACKETS_MAX_CHARS = 30;
/** Abbreviations: the point behind them ends no sentence. */
const ABBREVIATED =
  /(?:^|[\s|(-]|\[)(?:val|valid|avg|ave|acc|ep|up|sen|std|max|min|num|iter|cum|tr|te|lr|no|spec|err|rec|reg|disc|gen|adv|recon|prec|sens|grad)\.$/i;
const FIELD_ENDS = new Set(Array.from(",|;\t[]{}│┃├└╰─=>\u3000", (mark) => mark.charCodeAt(0)));

/** Offset where the name starts: behind the last mark that ends a field. */
export function nameStart(head: string): number {
  let at = openingOf(head);
  while (at > 0) {
    const code = head.charCodeAt(at - 1);
    if (code === 40 || code === 41 || endsField(head, at, code)) return at;
    at--;
  }
  return 0;
}

/** Offset where the bracket opens that ends the name: `f1-score (micro avg)`, `D(G(z))`, `mAP@[0.5:0.95]`; the length without one. */
function openingOf(head: string): number {
  const threshold = head.endsWith("]") ? /@\[[^\]]{1,24}\]$/.exec(head) : null;
  if (threshold) return threshold.index;
  let depth = 0;
  for (let at = head.length; at > 0 && head.length - at < BRACKETS_MAX_CHARS; at--) {
    const code = head.charCodeAt(at - 1);
    if (code === 41) depth++;
    else if (code === 40) depth--;
    if (depth === 0) return code === 40 && at > 1 ? at - 1 : head.length;
  }
  return head.length;
}

function endsField(head: string, at: number, code: number): boolean {
  if (FIELD_ENDS.has(code)) return true;
  if (code === 34 || code === 39) return !(isWord(head.charCodeAt(at)) && at > 1 && isWord(head.charCodeAt(at - 2)));
  if (code === 58) return at === head.length || head.charCodeAt(at) !== 58;
  if (code === 47) return at === 1 || head.charCodeAt(at - 2) === 32;
  if (code !== 32) return false;
  const before = head.charCodeAt(at - 2);
  if (before === 45 || before === 43) return true;
  if (before === 46) return !ABBREVIATED.test(head.slice(Math.max(0, at - 8), at - 1));
  return before === 32 && head.slice(at).trim() !== "" && !/^\(/.test(head.slice(at));
}
