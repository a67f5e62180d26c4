/**
 * Finds the words at the start of a line that may set it apart from lines of the same numbers: `[student] step 3 loss 0.5`, `road: IoU = 0.4`.
 * Whether they do shows in the log: here they are only named.
 *
 * @module
 */
import { type Clues, type Look, makeClues, mayStand } from "../scan/clues.ts";
import { makeForm } from "../scan/steps.ts";
import { BEST_CLUES, bestWordOf } from "./best_words.ts";
import { isCounterName, understandName } from "./name.ts";
import { mayNameSplit, namesSplit } from "./splits.ts";

const BADGE =
  /^(?:[[(](\p{L}[\p{L}_-]{0,20}(?: \p{L}[\p{L}\d]{0,11})?)[\])]|<(\p{L}[\p{L}_-]{0,20})>|(\p{L}[\p{L}_-]{0,20}) \|)\s/u;
/** The same behind the split that it is a part of: `Validation (night) loss 0.5`. */
const PART_OF_SPLIT = /^(\p{L}{3,12}) [[(](\p{L}[\p{L}_-]{0,20})[\])]:?\s/u;
/** Which values a line lists: `best metrics, acc: 0.5`. */
const OF_METRICS = /^(\p{L}[\p{L}_-]{1,20}) (?:metrics?|results?|scores?), (?=\p{L})/u;
/** What the values of a line are of: `Solving for Ux, Initial residual = 0.14`. */
const FOR = /^[^=\d]{0,60}\bfor (?:the )?(\p{L}[\p{L}\d_-]{0,20})[,:;] /u;
/** A service, as docker compose prints it before its number. */
const SERVICE = /(?:^|\s)([A-Za-z][\w.-]{0,40}?)[-_]$/;

/** The words before the first name of a line, and a number behind that name. */
const LABEL_WORD = String.raw`\p{L}[\p{L}\p{M}\p{N}_.@-]{0,30}`;
const LABEL = makeForm([
  String.raw`^[\s|]*(?:[-*•·└├─>#=]+ )?`,
  String.raw`(?<label>${LABEL_WORD}(?: ${LABEL_WORD})?)(?=\s*:\s|\s{2,}|\s[-=|→]>?\s| \()`,
  String.raw`(?:(?: \([^()]{1,30}\))?\s*:\s+\(?|\s{2,}|\s[-=|→]>?\s)`,
  String.raw`(?<name>\p{L}[^\d=:,;|]{0,30}?)\s?[\s=:]\s*[-+.\d]`,
], { flags: "u" });

/** The same where the last of the words is a remark in brackets: `Critic (real) loss 0.5`. */
const REMARKED = makeForm([
  String.raw`^[\s|]*(?:[-*•·└├─>#=]+ )?`,
  String.raw`(?<label>${LABEL_WORD}(?: ${LABEL_WORD})? \([^()\d=:]{1,24}\))`,
  String.raw` (?<name>\p{L}[^\d=:,;|()]{0,30}?)\s?[\s=:]\s*[-+.\d]`,
], { flags: "u" });

/** The words before a line's names, with a colon or a wide gap: `road` of `road: IoU = 0.4` and `road   IoU 0.4`. Empty without them. */
export function labelOf(part: string): string {
  const { label, name } = (LABEL.find(part) ?? REMARKED.find(part))?.offsets ?? {};
  if (!label || !name) return whatFor(part);
  const apart = part.slice(...label).split(" ").filter((word) => !namesSplit(word)).join(" ");
  return !apart.startsWith("(") && maySetApart(apart) && !namesSplit(part.slice(...name)) ? apart : "";
}

/** True for words that name no counter. A known split is one of them where others tell it from the next one: `val_seen`, `val_unseen`. */
function maySetApart(label: string): boolean {
  const words = label.split(/[ _.@()]+/).filter((word) => word !== "").filter((word) => !namesSplit(word));
  return words.length > 0 && words.every(mayTellApart) && !isCounterName(label);
}

/** True for a word that is no counter; of `held-out` one part is enough. */
function mayTellApart(word: string): boolean {
  const parts = word.split("-");
  return parts.some(mayNameSplit) && !parts.some(isCounterName);
}

/** Around such a word, and before what a line is of. */
const BADGE_CLUES: Clues = makeClues("[", "(", "<", "|", "for ");

/** The word that begins a line's own text; empty without one. */
export function badgeOf(part: string, look?: Look): string {
  const listed = OF_METRICS.exec(part)?.[1];
  if (listed !== undefined) return namesSplit(listed) ? "" : listed;
  const best = mayStand(BEST_CLUES, look) ? bestWordOf(part) : "";
  if (best !== "") return best;
  if (!mayStand(BADGE_CLUES, look)) return "";
  const [, bracketed, angled, piped] = BADGE.exec(part) ?? [];
  const word = bracketed ?? angled ?? piped;
  if (word !== undefined) return mayNameSplit(word) ? asBadge(word, bracketed !== undefined) : "";
  return partOfSplit(part) || whatFor(part);
}

/** The word in brackets behind a split at the start of a line, any word: `Test (final) loss 0.5`. Empty without one. */
function partOfSplit(part: string): string {
  const [, split, word = ""] = PART_OF_SPLIT.exec(part) ?? [];
  return split !== undefined && namesSplit(split) && !namesSplit(word) ? asBadge(word) : "";
}

/** The word behind `for`, which says what the values are of; empty without one. */
function whatFor(part: string): string {
  const word = FOR.exec(part)?.[1] ?? "";
  return mayNameSplit(word) ? asBadge(word) : "";
}

/** The word, where it may set a line apart. In brackets a word that says nothing about training may too: `[Sample] loss 0.5`. */
function asBadge(word: string, isBracketed = false): string {
  if (word === "") return "";
  const { role, known, kind } = understandName(word);
  return (role === "metric" || (isBracketed && role === "noise")) && !known && kind === "metric" ? word : "";
}

/** The service whose replica's number follows a text; empty without one. */
export function serviceBefore(text: string): string {
  return SERVICE.exec(text)?.[1] ?? "";
}
