/**
 * Judges by what numbers do from line to line which leads count, and which of a line's spare numbers does. Doesn't find a lead, and doesn't
 * place a line.
 *
 * @module
 */
import type { FilledLead, LeadKind } from "../grammar/lead_kinds.ts";
import { isSet, type LineFacts } from "../grammar/statement.ts";
import { isJudged, isUp, type LeadTrack, type Move, moveOf, type Moves, noteMove } from "./lead_state.ts";
import type { LiveState } from "./state.ts";

/** What a kind of lead must show, and what becomes of it and of lines that wait for it. */
interface Proof {
  /** Steps up that make a counter of it. */
  rises: number;
  /** Steps up that do where its lines wait no longer: one only beside a known metric. */
  due: number;
  /** What it is where it hasn't gone up so often by then. */
  orElse: LeadTrack["verdict"];
  /** It goes up by one amount. */
  isEven: boolean;
  /** Lines of one form may print the same number again. */
  mayStay: boolean;
  /** It may have decimals. */
  hasDecimals?: true;
  /** Its lines belong to what was printed above them, where another line counts. */
  isOfAbove?: true;
  /** Its lines are given after a pause, whatever it shows so far. */
  mayPause?: true;
}

const USUAL: Proof = { rises: 2, due: 1, orElse: "none", isEven: true, mayStay: true };

/** The proofs of kinds that aren't the usual one. Those of `time`, `rank` and `around` are found elsewhere. */
const PROOFS: Partial<Record<LeadKind, Proof>> = {
  above: { ...USUAL, isOfAbove: true },
  head: { ...USUAL, due: Infinity, orElse: "late", isOfAbove: true, mayPause: true },
  share: { ...USUAL, isEven: false, hasDecimals: true },
  guess: { ...USUAL, rises: 4, due: Infinity },
  glued: { ...USUAL, rises: 4, due: Infinity, mayStay: false },
  name: { ...USUAL, rises: 6, orElse: "open", mayStay: false, isOfAbove: true },
  part: { ...USUAL, rises: 12, due: 2, isEven: false, mayStay: false, isOfAbove: true, mayPause: true },
  spare: { ...USUAL, due: 2, orElse: "late", mayPause: true },
};

/** What a kind of lead must show. */
export const proofOf = (kind: LeadKind): Proof => PROOFS[kind] ?? USUAL;

/** Steps up that make a counter of a spare number where something counts already, and steps up that make one of a step. */
const RISES_BELOW = 4, RISES_OF_STEP = 3;
/** Lines for which a step must stay where a batch goes up. */
const STAYS = 6;

/** Where the log stands: at an epoch, at bars. */
type Around = Pick<LiveState, "epoch" | "bars">;

/** The epoch of a line, else that above it. */
export const epochOf = ({ epoch }: LineFacts, above: Pick<LiveState, "epoch">): number =>
  isSet(epoch) ? epoch : above.epoch;

/** True where an epoch or a bar counts what is around a line. */
export const isWithinOther = (facts: LineFacts, state: Around): boolean =>
  isSet(epochOf(facts, state)) || state.bars.length > 0;

/** True for a whole number, and for a share. The first column of a table may have numbers that are neither. */
export const mayCount = ({ kind, value }: FilledLead): boolean =>
  Number.isInteger(value) || proofOf(kind).hasDecimals === true;

/** Compares a line's lead with that of the line before. */
export function judge(track: LeadTrack, facts: LineFacts, state: Around): void {
  const lead = facts.lead!, { kind } = lead, epoch = epochOf(facts, state);
  const isWithin = kind === "within" || (kind === "above" && isSet(epoch)), isSpare = kind === "spare";
  if (isWithin && facts.form !== track.form) return; // only lines that print the same show it
  if (isJudged(track) && (isSpare || !isInnerOpen(track))) return;
  if (isSpare) judgeSpares(track, facts, state);
  else {
    const isNext = isWithin && epoch !== track.epoch;
    const move = isNext ? judgeNext(track, lead) : judgeOwn(track, lead, facts.form);
    if (isInnerOpen(track)) judgeInner(track, lead, { move, epoch });
  }
  track.form = facts.form;
  track.epoch = epoch;
}

function judgeOwn(track: LeadTrack, lead: FilledLead, form: number): Move {
  const { own } = track, move = noteMove(lead.value, own), { rises, isEven, mayStay } = proofOf(lead.kind);
  if (isJudged(track)) return move;
  const isOff = move === "back" || (move === "uneven" && isEven) ||
    (move === "stay" && !mayStay && form === track.form);
  if (isOff || !mayCount(lead)) track.verdict = "none";
  else if (own.rises >= rises) track.verdict = "counter";
  return move;
}

/**
 * A number beside an epoch, at the next one. It counts when it went up by one amount while the epoch stayed, and goes on at that pace or begins
 * again. One that came once in its epoch is no counter.
 */
function judgeNext(track: LeadTrack, { value }: FilledLead): Move {
  const { own } = track, move = moveOf(value, own);
  if (own.rises === 0) track.verdict = "none";
  else if (move !== "uneven") track.verdict = "counter";
  own.last = value;
  return move;
}

/** True for a number beside the lead that may still count within it. */
const isInnerOpen = ({ at, beside: [inner] }: LeadTrack): boolean => at < 0 && inner !== undefined && inner.rises >= 0;

/**
 * One that goes up while the lead stays, and begins again as the lead goes up, counts within it. A share that goes on while the epoch goes up is
 * of all training; one that begins again is of its epoch.
 */
function judgeInner(
  track: LeadTrack,
  { kind, innerValue }: FilledLead,
  { move, epoch }: { move: Move; epoch: number },
): void {
  const inner = track.beside[0]!;
  if (kind === "share") {
    const isNext = isSet(epoch) && epoch !== track.epoch && move !== "stay";
    if (isNext && isUp(move)) track.at = 0;
    else if (isNext) inner.rises = -1;
    return;
  }
  if (isUp(noteMove(innerValue, inner)) !== (move === "stay")) inner.rises = -1;
  if (inner.rises >= (inner.stays + inner.backs > 0 ? 1 : USUAL.rises)) {
    Object.assign(track, { at: 0, verdict: "counter" });
  }
}

/** Finds which of spare numbers counts: where nothing else does, or where the step that the line names shows itself to be none: it goes back, or stays. */
function judgeSpares(track: LeadTrack, facts: LineFacts, state: Around): void {
  const { beside } = track, isSame = Object.is(epochOf(facts, state), track.epoch);
  facts.spare!.values.forEach((value, at) => compareSpare(beside[at]!, value, isSame));
  const alone = isWithinOther(facts, state) ? RISES_BELOW : USUAL.rises;
  const needed = isSet(facts.step) ? neededBeside(track, facts) : alone;
  track.at = beside.findIndex(({ rises }) => rises >= needed);
  if (track.at >= 0) track.verdict = "counter";
  else if (!isSet(needed) || beside.every(({ rises }) => rises < 0)) track.verdict = "none";
}

/** One that goes down, or up by another amount, counts nothing. With the next epoch it may begin again, and must show it again. */
function compareSpare(each: Moves, value: number, isSame: boolean): void {
  const { rises } = each;
  if (rises < 0) return;
  const move = noteMove(value, each);
  if (isSame ? move !== "up" : rises === 0 || move === "uneven") each.rises = -1;
  else if (move !== "up") each.rises = 0;
}

/** True for a step that went up by one amount again, or often enough by any. */
const isSteady = ({ rises, stays, backs }: Moves, move: Move): boolean =>
  (move === "up" && rises > 1) || (rises >= RISES_OF_STEP && backs + stays === 0);

/** How often a number must have gone up beside a step, by what that did; Infinity while it isn't known, NaN where the step counts. */
function neededBeside({ own, beside }: LeadTrack, { step, spare }: LineFacts): number {
  const move = noteMove(step, own), { rises, stays, backs } = own;
  if (isSteady(own, move)) return NaN;
  const as = spare!.each[beside.findIndex((each) => each.rises > 0)]?.beside;
  if (as === undefined) return rises > 0 ? NaN : Infinity;
  if (as === "within") return rises + backs > 0 ? NaN : USUAL.rises;
  if (backs > 0) return USUAL.rises;
  if (stays === 0 || rises > 0) return Infinity;
  return as === "batch" ? STAYS : USUAL.rises;
}

/** Numbers up to this one name something where nothing else is known: `BLEU 4`, `Recall at 20`. */
export const NAMES_MAX = 20;

/**
 * True for a lead that counts. A number in a name does so before it has gone up steadily where nothing else counts. Else one beyond those in names
 * counts, unless it stands below an epoch and went up no more than once. The step above counts from the second one on.
 */
export function counts(
  { kind, value }: FilledLead,
  { verdict, own: { rises } }: LeadTrack,
  { step, epoch }: Pick<LiveState, "step" | "epoch">,
): boolean {
  if (verdict !== "open" || kind !== "name") return verdict === "counter";
  if (!isSet(step) && !isSet(epoch)) return true;
  const isAbove = value === step, isBeyond = value > NAMES_MAX;
  return isAbove ? isBeyond || value === 0 || rises > 0 : isBeyond && (rises > 1 || !isSet(epoch));
}

/** True for a lead that went up as often as it must where lines wait no longer: once only beside a known metric. */
export function isRisen({ own: { rises } }: LeadTrack, { lead, pairs }: LineFacts): boolean {
  const { due } = proofOf(lead!.kind);
  return rises >= due && (due > 1 || pairs.some(({ info }) => info.known));
}

/** True for a count that went up and has come to its total: `5/10`, `10/10`. */
export const hasCome = ({ own: { last, rise } }: LeadTrack, { totalValue = NaN }: FilledLead): boolean =>
  last + rise > totalValue;

/** Decides about a lead at a line that waits no longer. */
export function settle(track: LeadTrack, facts: LineFacts, state: LiveState): void {
  const lead = facts.lead!, { kind } = lead, { due, orElse } = proofOf(kind), { own, beside } = track;
  let isOne = isRisen(track, facts) || hasCome(track, lead);
  if (kind === "name") isOne = own.rises > 0 && counts(lead, track, state);
  else if (kind === "spare") {
    track.at = isSet(own.last) ? -1 : beside.findIndex(({ rises }) => rises >= due);
    isOne = track.at >= 0;
  }
  track.verdict = isOne ? "counter" : orElse;
}
