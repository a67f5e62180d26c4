/**
 * Steps that are the length of an episode or of an epoch, and count nothing: `Episode 3 | Steps: 41`, `Episode 3 finished after 41 timesteps`,
 * `Epoch 3 | Batchsize: 32 | Steps: 41`.
 *
 * @module
 */
import { slotFrom } from "../../scan/source.ts";
import { canonicalName, understandName } from "../../words/name.ts";
import { addMetric, type Field, type Walk } from "../walk.ts";

/** The steps of an episode, by their name. */
const OF_EPISODE = /(?:^|[\s,;|([{"'])(ep(?:isode)?[ _](?:time)?steps)["']?\s*[:=]\s*$/i;

/** Reads steps, without a total, that are an episode's by their own name or behind an episode. False for any other field. */
export function readNamedLength(field: Field, walk: Walk): boolean {
  const named = OF_EPISODE.exec(field.gap)?.[1];
  const isBehind = /^(?:time)?steps$/i.test(field.phrase.key) && isBehindEpisode(field, walk);
  if (field.total >= 0 || (named === undefined && !isBehind)) return false;
  return addLength(named === undefined ? "steps" : canonicalName(named), field, walk);
}

/** True for steps, without a total, behind an epoch and nothing but settings: so many has each epoch. */
export function isLengthOfEpoch({ total, phrase: { key } }: Field, { statement: { slots, facts } }: Walk): boolean {
  const { pairs } = facts, isBehind = slots.epoch >= 0 && pairs.length > 0;
  return isBehind && total < 0 && /^steps$/i.test(key) && pairs.every(({ info }) => info.role === "setting");
}

/** A plural that counts the number before it, and what says that the next number is as many. */
const AS_MANY = /^\s+\p{L}+s\s*[=(]\s*$/u;

/** True for an amount of steps that a line says in two ways, and no counter before it: `9 rounds of 20 steps = 180 steps`. */
export function isAmountAgain({ slot, gap }: Field, { source, statement: { slots } }: Walk): boolean {
  if (slot <= slotFrom(source, source.from) || !AS_MANY.test(gap)) return false;
  return !Object.values(slots).includes(slot - 1);
}

/** What an episode does when it is over, before its length. */
const IS_OVER =
  /\b(?:finish|end|complet|terminat|done|took|last|surviv|fail|solv)\p{L}*(?: after| in| for| with)?\s+$/iu;

/** Makes the steps of an episode that is over its length. False for any other field. */
export function readLength(field: Field, walk: Walk): boolean {
  if (field.total >= 0 || !IS_OVER.test(field.gap) || !isBehindEpisode(field, walk)) return false;
  return addLength("steps", field, walk);
}

/** True for a number on a line that begins with an episode. */
function isBehindEpisode({ slot }: Field, { source: { text, shape, from } }: Walk): boolean {
  return /^[\s[(|#]*ep(?:isode)?\b/i.test(text.slice(from, shape.start[slot]));
}

function addLength(name: string, field: Field, walk: Walk): true {
  const info = { ...understandName("length"), name, role: "metric" } as const;
  addMetric(field, walk, { info, separated: true, phase: "" });
  return true;
}
