/**
 * Finds the word at the start of a line that may set it apart from lines of the same numbers: `[student] step 3 loss 0.5`. Whether it does
 * shows in the log: here it is only named.
 *
 * @module
 */
import { understandName } from "./name.ts";
import { mayNameSplit } from "./splits.ts";

const MARK = /^(?:\[(\p{L}[\p{L}_-]{0,20})\]|<(\p{L}[\p{L}_-]{0,20})>|(\p{L}[\p{L}_-]{0,20}) \|)\s/u;
/** What the values of a line are of: `Solving for Ux, Initial residual = 0.14`. */
const FOR = /^[^=\d]{0,60}\bfor (?:the )?(\p{L}[\p{L}\d_-]{0,20})[,:;] /u;
/** A service, as docker compose prints it before its number. */
const SERVICE = /(?:^|\s)([A-Za-z][\w.-]{0,40}?)[-_]$/;

/** The words before the first name of a line, and a number behind that name. */
const LABEL_WORD = String.raw`\p{L}[\p{L}\p{M}\p{N}_.@-]{0,30}`;
const LABEL = new RegExp(
  String.raw`^[\s│┃|]*(?:[-*•·└├─]+ )?(${LABEL_WORD}(?: ${LABEL_WORD})?)\s*:\s+\(?` +
    String.raw`(\p{L}[^\d=:,;|]{0,30}?)\s?[\s=:]\s*[-+.\d]`,
  "u",
);

/** The words and the colon before a line's names: `road` of `road: IoU = 0.4`. Empty without them. */
export function labelOf(part: string): string {
  const [, label, name] = LABEL.exec(part) ?? [];
  if (label === undefined || !label.split(/[ _.@-]/).every((word) => mayNameSplit(word) && isNoCounter(word))) {
    return "";
  }
  return isNoCounter(name!) && isNoCounter(label) ? label : "";
}

function isNoCounter(word: string): boolean {
  const { role } = understandName(word);
  return role === "metric" || role === "noise";
}

/** The word that begins a line's own text; empty without one. */
export function markOf(part: string): string {
  const [, bracketed, angled, piped] = MARK.exec(part) ?? [];
  const word = bracketed ?? angled ?? piped ?? FOR.exec(part)?.[1] ?? "";
  if (word === "" || !mayNameSplit(word)) return "";
  const { role, known, kind } = understandName(word);
  return role === "metric" && !known && kind === "metric" ? word : "";
}

/** The service whose replica's number follows a text; empty without one. */
export function serviceBefore(text: string): string {
  return SERVICE.exec(text)?.[1] ?? "";
}
