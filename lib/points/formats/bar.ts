/**
 * Progress bars of tqdm, Keras, Lightning, rich, fairseq. The grammar reads the text before the bar and behind its counts.
 *
 *      2%|▏         | 1/41 [00:20<13:29, 20.24s/batch, loss=0.264, acc=18.9]
 *     Train Epoch: 1 Loss: 5.872 Acc@1 3.6: 100%|██████████| 5005/5005 [58:57<00:00,  1.41it/s]
 *     100% 76/76 [01:13<00:00,  1.04it/s, train_loss=0.468]
 *     1200it [00:51, 23.2it/s, loss=1.2]
 *     500/500 [==============================] - 344s 3ms/step - loss: 0.2822 - val_loss: 0.2700
 *     1875/1875 ━━━━━━━━━━━━━━━━━━━━ 5s 2ms/step - accuracy: 0.8790 - loss: 0.4225
 *     [=>.........] 10% (5/50) loss: 1.4937 acc: 0.6266
 *     100% (100 of 100) |##########| Elapsed Time: 0:00:10 ETA:  00:00:00 Loss: 0.2
 *     Epoch 3/9 ━━━━━━━━━━━━━━━ 120/938 0:00:03 • 0:00:20 41.53it/s v_num: 0 train_loss: 0.31
 *
 * @module
 */
import type { Format } from "./format.ts";
import { makeClues } from "../scan/clues.ts";
import { readGrammar } from "../grammar/bind.ts";
import { understandName } from "../words/name.ts";
import { namesWith } from "../words/spellings.ts";
import { phaseOf } from "../words/splits.ts";
import { groupOffsets, partOf, slotAt, slotFrom, type Source } from "../scan/source.ts";
import { type Form, type Found, groupText, makeForm, type Offsets } from "../scan/steps.ts";
import type { Statement } from "../grammar/statement.ts";
import { emptyStatement } from "../grammar/make_statement.ts";

const COUNT = String.raw`\d[\d.,]{0,14}`;
/** The speed behind the times, and what the program prints up to the bracket. */
const RATE = String.raw`(?:, *(?<rate>[\d.]+|\?) ?(?<unit>[A-Za-z]{0,14}\/s(?:ec)?|s\/[A-Za-z]{1,14}))?`;
const TAIL = String.raw`(?<tail>(?:[^\[\]]|\[[^\[\]]{0,80}\]){0,2000})\]?`;
const TQDM = makeForm([
  String.raw`(?:^|[\s:])(?<percent>\d{1,3})%(?:\\?\|[^|]{0,200}\||\s)\s*`,
  String.raw`(?<n>${COUNT})[kMG]?\s?\/\s?(?<total>${COUNT}|\?)[kMG]? ?(?:[A-Za-z]{1,12} )?`,
  String.raw`\[(?:\d[\d:]*|\?)<(?<left>[\d:]+|\?)`,
  RATE,
  TAIL,
]);
const ENDLESS = makeForm([String.raw`(?:^|[\s:])(?<n>${COUNT})[kMG]?(?:it|batch|step|ex)\s?\[\d[\d:]*`, RATE, TAIL]);
/** A bar that prints no times, and no share or one: ` 5%|#    |4/80, loss=0.5`, `fit |==>  | 4/80 loss: 0.5`. */
const TIMELESS = makeForm([
  String.raw`(?:^|[\s:])(?:(?<percent>\d{1,3})%\|[^|]{1,200}|\|(?:[#=>.█▏▎▍▌▋▊▉][ #=>.█▏▎▍▌▋▊▉-]{0,199}| {2,200}))\| ?`,
  String.raw`(?<n>${COUNT})\/(?<total>${COUNT})(?= ?[,;]| +\p{L}|\s*$)(?<tail>.{0,2000})$`,
], { flags: "u" });
const KERAS = /^(?<n>\d{1,9})\/(?<total>\d{1,9}|Unknown|None)\s*(?:\[[=>.-]+\]|[━╸╺╶─]{3,}|(?= - \d))(?<tail>.*)$/d;
const PACE = String.raw`[\d.]+(?:it\/s|s\/it)\s?(?:[\d.:]+s?(?=\s|$))?`;
const RICH = makeForm([
  String.raw`\s?(?:(?<percent>\d{1,3})%\s?)?[━╸╺╶─]{3,}\s*(?<n>\d{1,9})\/(?<total>\d{1,9})\s`,
  String.raw`(?:${PACE})?(?<tail>.*)$`,
], { startMax: 160 });
/** A drawing of a bar's own: `[=>....] 10% (5/50) loss: 0.5`, `10% (5 of 50) |#    | Loss: 0.5`. An empty one has a row of one sign. */
const DRAWING = String.raw`[\[|](?=[^\]|]{0,99}[=#>█]|([.░▒_-])\1{4,199}[\]|])[=#>.█▓▒░_ -]{2,200}[\]|]`;
const COUNTS = String.raw`(?:(?<percent>\d{1,3})% )?\(? *(?<n>\d{1,9})(?:\/| of )(?<total>\d{1,9})\)?(?![\d.])`;
const REST = "(?<tail>.*)$";
/** A count written over the middle of its drawing: `[====> 5/50 ....]`. */
const FILL = "[=#>.█▓▒░-]{2,200}",
  AROUND = String.raw`\[${FILL} (?<n>\d{1,9})\/(?<total>\d{1,9}) ${FILL}\]`;
/** A word for what is counted behind a drawing: `[==>   ] data=10/100`. */
const WORD = String.raw`(?:[a-z]{1,12}[=:] ?)?`;
const DRAWN = [[`${DRAWING} ?${WORD}`, COUNTS, REST], [String.raw`(?<!\S)${COUNTS} ?`, DRAWING, REST], [AROUND, REST]]
  .map((steps) => makeForm(steps, { startMax: 80 }));
/** Parts of words of a bar that moves files or makes data ready, and endings of files. */
const NOISE = namesWith(
  "download load upload fetch tokeniz shard prepar generat extract convert cach scan writing filter resolv creating pack pars process collect comput build",
  "encod unzip copy saving import install reading sampling preprocess adding truncat formatt appl",
  ".(?:safetensors|bin|json|txt|zip|gz|tar|model|parquet|arrow)",
);
/** A word for making data ready that other words contain. */
const NOISE_WORD = /\bmap\b/i;

/** True for the description of a bar that trains nothing. */
const isNoise = (description: string) => NOISE.test(description.toLowerCase()) || NOISE_WORD.test(description);

function read(source: Source): Statement | null {
  const part = partOf(source);
  if (part.indexOf("/") < 0 && part.indexOf("it") < 0 && part.indexOf(" of ") < 0) return null;
  const keras = KERAS.exec(part);
  if (keras) return readKeras(source, groupOffsets(keras));
  const tqdm = part.indexOf("[") < 0 ? TIMELESS.find(part) : TQDM.find(part) ?? ENDLESS.find(part);
  if (tqdm) return readTqdm(source, tqdm);
  const rich = part.indexOf("━") < 0 && part.indexOf("───") < 0 ? null : RICH.find(part); // an empty one has thin lines
  const drawn = rich ?? findDrawn(part);
  return drawn ? readRich(source, drawn) : null;
}

/** The last word before a count, and what ties the two. */
const WORD_BEFORE = /(\p{L}+)[ :=#]{1,3}$/u;

/** True for the text before a count that is the epoch's own: the bar beside it shows the share that is done of that. */
function countsEpochs(head: string): boolean {
  const word = WORD_BEFORE.exec(head)?.[1];
  return word !== undefined && understandName(word).role === "epoch";
}

/** A bar of a program's own. A count behind the word for an epoch isn't the bar's. */
function findDrawn(part: string): Found | null {
  const found = firstOf(DRAWN, part);
  return found && countsEpochs(part.slice(0, found.from)) ? null : found;
}

/** The first form that a text has. */
function firstOf(forms: readonly Form[], part: string): Found | null {
  for (const form of forms) {
    const found = form.find(part);
    if (found) return found;
  }
  return null;
}

/** Letters behind the counts of a bar that writes thousands short. */
const SCALES: Readonly<Record<string, number>> = { k: 1e3, K: 1e3, M: 1e6, G: 1e9 };

/** What a unit of a bar's count stands for, by the letter behind it. */
export function scaleOf(text: string, count: readonly [number, number] | undefined): number {
  return count ? SCALES[text[count[1]]!] ?? 1 : 1;
}

/** The numbers of a bar whose expression has named groups. The text before it describes it. */
export function barSlots(source: Source, offsets: Offsets, description: string) {
  const part = partOf(source);
  const slot = (name: string) => offsets[name] ? slotAt(source, source.from + offsets[name][0]) : -1;
  return {
    description: description.replace(/[\d.]+/g, "").trim().slice(0, 40),
    n: slot("n"),
    total: slot("total"),
    scale: scaleOf(part, offsets.n),
    totalScale: scaleOf(part, offsets.total),
    rate: slot("rate"),
    isPace: false,
    left: slot("left"),
    isNoise: isNoise(description),
    isKeras: false,
    cut: -1,
    round: -1,
    inner: -1,
  };
}

/** A warning that a logger glued to the last value of a bar: `loss: 0.84WARNING:tensorflow:The callback is slow`. */
const OTHER_WRITER = /(?<=\d)(?:WARNING|ERROR|INFO|DEBUG)[: ]/;

function readKeras(source: Source, offsets: Offsets): Statement {
  const statement = emptyStatement();
  statement.bar = { ...barSlots(source, offsets, ""), isKeras: true };
  const from = source.from + offsets.tail![0], other = OTHER_WRITER.exec(source.text.slice(from, source.to));
  const to = other ? from + other.index : source.to;
  readGrammar({ ...source, from, to }, statement);
  if (other) Object.assign(statement, { glued: to, lastSlot: slotFrom(source, to) - 1 });
  statement.slots = { ...statement.slots, batch: statement.bar.n, batchTotal: statement.bar.total };
  return statement;
}

function readRich(source: Source, { from, offsets }: Found): Statement {
  const statement = emptyStatement(), start = source.from + from;
  const head = source.text.slice(source.from, start);
  statement.bar = barSlots(source, offsets, head);
  statement.facts.phase = phaseOf(head) ?? "";
  readGrammar({ ...source, to: start }, statement);
  readBehind({ ...source, from: source.from + offsets.tail![0], to: source.from + offsets.tail![1] }, statement);
  statement.bar.isNoise &&= !measures(statement);
  placeByBar(statement);
  noteRow(statement, source, source.from + (offsets.percent ?? offsets.n)![0]);
  return statement;
}

/**
 * Reads what stands behind a bar. Whether a counter in the bar's description is the step, or the round that the bar is drawn in, shows later:
 * a step behind the bar is kept beside it.
 */
function readBehind(source: Source, statement: Statement): void {
  const { slots, bar, facts, stepScale } = statement, { step, stepTotal } = slots, { stepPriority } = facts;
  if (step < 0 || slots.epoch >= 0 || bar!.total < 0) return readGrammar(source, statement);
  Object.assign(slots, { step: -1, stepTotal: -1 });
  readGrammar(source, statement);
  Object.assign(bar!, { round: step, inner: slots.step });
  Object.assign(slots, { step, stepTotal });
  Object.assign(facts, { stepPriority });
  statement.stepScale = stepScale;
}

/** What a part of a line says by itself. */
function readAlone(source: Source): Statement {
  const statement = emptyStatement();
  readGrammar(source, statement);
  return statement;
}

/** True for a bar with values that every program knows, whatever its words are: `Processing |##  | (3/9) | Loss: 0.5`. */
function measures({ facts: { pairs } }: Statement): boolean {
  return pairs.some(({ info: { known }, integer, separated }) => known && separated && !integer);
}

/** The numbers before the bar may be a row of a table. */
function noteRow(statement: Statement, source: Source, end: number): void {
  const first = slotFrom(source, source.from), behind = slotFrom(source, end);
  if (behind - first >= 3 && statement.facts.pairs.length === 0) statement.row = { first, end: behind };
}

/** What is left of a number behind its digits: the point, the start of an exponent. */
const CUT_OFF = /^(?:\.|[eE][+-]?)?$/;

/** Index of the number that ends a state without its bracket, which the terminal's width perhaps cut; -1 without one. */
function cutNumber({ text, shape, from, to }: Source): number {
  const last = slotFrom({ text, shape, from, to }, to) - 1;
  if (to < text.length || text.lastIndexOf("[", from) < 0 || !(shape.start[last]! >= from)) return -1;
  return CUT_OFF.test(text.slice(shape.end[last], to)) ? last : -1;
}

function readTqdm(source: Source, { to, offsets }: Found): Statement {
  const statement = emptyStatement();
  const end = source.from + (offsets.percent ?? offsets.n)![0];
  const head = source.text.slice(source.from, end).replace(/[:\s]+$/, "");
  const bar = barSlots(source, offsets, head);
  bar.isPace = groupText(partOf(source), offsets.unit)?.startsWith("s/") ?? false;
  statement.bar = bar;
  statement.facts.phase = phaseOf(head) ?? "";
  readGrammar({ ...source, to: source.from + head.length }, statement);
  const tail = offsets.tail!;
  const behind = { ...source, from: source.from + tail[0], to: source.from + tail[1] };
  bar.cut = cutNumber(behind);
  bar.isNoise &&= !measures(statement) && !measures(readAlone(behind));
  if (!bar.isNoise) readBehind(behind, statement);
  placeByBar(statement);
  noteRow(statement, source, end);
  const close = source.from + to;
  if (source.text[close - 1] === "]" && /\S/.test(source.text.slice(close, source.to))) {
    statement.glued = close;
    statement.lastSlot = slotFrom(source, close) - 1;
  }
  return statement;
}

/** A bar's count is the batch of the metrics on it, and of the epoch that it names. A bar without either only moves. */
export function placeByBar({ slots, bar, facts }: Statement): void {
  if (bar!.isNoise || slots.step >= 0) return;
  if (slots.epoch < 0 && facts.pairs.length === 0) return;
  slots.batch = bar!.n;
  slots.batchTotal = bar!.total;
}

/** The format. */
export default { clues: makeClues("[", "|", "━", "╸", "╺", "╶", "─", " - 0"), read } satisfies Format;
