/**
 * How the counters of a line are written: `Epoch 3/10`, `[3][20/100]`, `ep=003`.
 *
 * @module
 */
import type { Draw } from "../draw.ts";
import type { Counter, Role } from "../model.ts";
import { type Language, pick } from "./languages.ts";

/** One counter: `W` its word, `#` its number, `/T` its total, which is left out where there is none. */
const ONE: Record<string, string> = {
  "Epoch 3/10": "W #/T",
  "Epoch 3": "W #",
  "Epoch: 3": "W: #",
  "Epoch: 3/10": "W: #/T",
  "Epoch : 3": "W : #",
  "Epoch=3": "W=#",
  "Epoch = 3": "W = #",
  "Epoch=3/10": "W=#/T",
  "Epoch:3/10": "W:#/T",
  "Epoch [3/10]": "W [#/T]",
  "Epoch: [3/10]": "W: [#/T]",
  "Epoch[3/10]": "W[#/T]",
  "Epoch: [3]": "W: [#]",
  "[Epoch 3/10]": "[W #/T]",
  "[Epoch 3]": "[W #]",
  "[Epoch: 3]": "[W: #]",
  "(Epoch 3/10)": "(W #/T)",
  "(epoch: 3)": "(W: #)",
  "<Epoch 3>": "<W #>",
  "Epoch (3/10)": "W (#/T)",
  "Epoch {3}": "W {#}",
  "Epoch #3": "W ##",
  "Epoch-3": "W-#",
  "Epoch3": "W#",
  "Epoch3/10": "W#/T",
  "Epoch 3 of 10": "W # of T",
  "Epoch 3 / 10": "W # / T",
  "Epoch\t3": "W\t#",
  "Epoch:\t3": "W:\t#",
  "*Epoch 3*": "*W #*",
  "**Epoch 3/10**": "**W #/T**",
  "Epoch is 3": "W is #",
  "Epoch -> 3": "W -> #",
  "[3/10]": "[#/T]",
  "3/10": "#/T",
  "3 alone": "#",
  "[3]": "[#]",
  "#3": "##",
};

/** An epoch and what counts within it: `X` is the other's word, `@` its number, `/U` its total. */
const TWO: Record<string, string> = {
  "Epoch: [3][20/100]": "W: [#][@/U]",
  "Epoch [3/10] Step [20/100]": "W [#/T] X [@/U]",
  "Epoch [3/10], Step [20/100]": "W [#/T], X [@/U]",
  "[Epoch 3/10] [Batch 20/100]": "[W #/T] [X @/U]",
  "[3/10][20/100]": "[#/T][@/U]",
  "[3, 20]": "[#, @]",
  "Epoch 3 [20/100]": "W # [@/U]",
  "Epoch: 3 [20/100]": "W: # [@/U]",
  "Epoch 3: [20/100]": "W #: [@/U]",
  "Epoch 3, step 20": "W #, X @",
  "Epoch 3 step 20": "W # X @",
  "Epoch: 3, step: 20/100": "W: #, X: @/U",
  "epoch=3 step=20": "W=# X=@",
  "(epoch: 3, iters: 20)": "(W: #, X: @)",
  "epoch 3 - iter 20/100": "W # - X @/U",
  "epoch 3 | step 20/100": "W # | X @/U",
  "Epoch: 3/10 | Batch 20/100": "W: #/T | X @/U",
  "epoch 3 (20/100)": "W # (@/U)",
  "[epoch: 3, batch: 20]": "[W: #, X: @]",
  "[epoch 3 iteration 20]": "[W # X @]",
  "[epoch 3][20/100]": "[W #][@/U]",
  "epoch 3 batch 20 of 100": "W # X @ of U",
  "epoch3 step20": "W# X@",
  "Epoch 3; Batch 20": "W #; X @",
  "[Epoch 3] (Batch 20/100)": "[W #] (X @/U)",
  "Epoch [3], Batch [20]": "W [#], X [@]",
  "Epoch {3}, batch {20}": "W {#}, X {@}",
  "3/10 20/100": "#/T @/U",
  "Epoch 3 --- Batch 20": "W # --- X @",
};

/** Words that some programs use in place of all others, and how they write them: one counter and two. */
const SHORT_WORDS: Record<Role, string> = {
  epoch: "E, e, ep",
  batch: "B, b, it",
  step: "S, s, it",
  samples: "",
  percent: "",
  episode: "ep",
};
const SHORT: Record<string, string>[] = [
  { "ep3": "W#", "ep 3": "W #", "[ep3]": "[W#]", "ep3/10": "W#/T" },
  {
    "e3 b20": "W# X@",
    "E 3 | B 20": "W # | X @",
    "[E 3][B 20]": "[W #][X @]",
    "e: 3 b: 20": "W: # X: @",
    "e3 b20/100": "W# X@/U",
  },
];

/** An epoch and the samples that were seen of it, before a share and the bracket's end. */
const SAMPLES: Record<string, string> = { "Epoch: 3 [640/60000 (1%)]": "W: # [@/U", "Epoch 3 [640/60000]": "W # [@/U" };

const PADDINGS: Record<string, (at: number, of: number) => string> = {
  "none": String,
  "zeros": (at, of) => String(at).padStart(Math.max(3, String(of).length), "0"),
  "blanks": (at, of) => String(at).padStart(Math.max(3, String(of).length)),
};

const isBare = (template: string) => !/[WX]/.test(template);

export type WriteCounters = (counters: readonly Counter[]) => string;

/** Writes the counters of all lines of a kind. */
export interface Counters {
  write: WriteCounters;
  /** No word stands at the only number. */
  isBare: boolean;
}

function fill(
  template: string,
  counters: readonly Counter[],
  words: Record<Role, string>,
  pad: (at: number, of: number) => string,
): string {
  const [first, second] = counters as [Counter, Counter?];
  const total = (counter: Counter | undefined) => counter?.of === undefined ? "" : String(counter.of);
  const number = (counter: Counter) =>
    Number.isInteger(counter.at) ? pad(counter.at, counter.of ?? 0) : String(counter.at);
  // A total that nobody knows goes with its slash.
  const known = template.replace(
    /(?: ?\/ ?| of )([TU])/g,
    (all, sign) => total(sign === "T" ? first : second) === "" ? "" : all,
  );
  return known.replace(/##|[WX#@TU]/g, (sign) => {
    if (sign === "##") return `#${number(first)}`;
    if (sign === "W") return words[first.role];
    if (sign === "X") return words[second!.role];
    if (sign === "#") return number(first);
    if (sign === "@") return number(second!);
    return total(sign === "T" ? first : second);
  });
}

/** What is known of a line before its counters are drawn. */
interface Counted {
  roles: readonly Role[];
  /** Numbers without words can be told from all others. */
  mayBeBare: boolean;
  /** Nothing but counters stands before the values. */
  isPlain: boolean;
}

/** A word that a number may be glued to. */
const GLUEABLE = /^(?:ep|epo\p{L}*|\p{L}poca|step|iter|it|batch|episode)$/iu;

/** Draws how a program writes its counters. */
export function drawCounters(draw: Draw, language: Language, { roles, mayBeBare, isPlain }: Counted): Counters {
  if (roles.length === 0) return { write: () => "", isBare: false };
  const isPair = roles.length === 2 && (roles[1] === "batch" || roles[1] === "step"), isAlone = roles.length === 1;
  const isShort = isPlain && (isPair || (isAlone && roles[0] !== "step" && roles[0] !== "batch")) &&
    draw.maybe("counter: short words", 0.06);
  const words = Object.fromEntries(
    Object.entries(isShort ? SHORT_WORDS : language.roles).map(([role, text]) => [role, pick(draw, text)]),
  ) as Record<Role, string>;
  for (const role of roles) if (words[role]) draw.habits.push(`word: ${words[role]}`);
  const pad = draw.maybe("counter: padded", 0.25) ? draw.one("padding", PADDINGS) : String;
  const isGlueable = roles.every((role) => GLUEABLE.test(words[role]));
  const among = (table: Record<string, string>) => {
    const fits = (template: string) => (mayBeBare || !isBare(template)) && (isGlueable || !/W[-#]/.test(template));
    return isShort
      ? SHORT[roles.length - 1]!
      : Object.fromEntries(Object.entries(table).filter(([, each]) => fits(each)));
  };
  if (isPair) {
    const template = draw.one("counters", among(TWO));
    return { write: (counters) => fill(template, counters, words, pad), isBare: false };
  }
  const share = (counters: readonly Counter[]) => {
    const percent = counters.find(({ role }) => role === "percent");
    return percent ? ` (${Math.round(percent.at)}%)` : "";
  };
  if (roles.includes("samples")) {
    const template = draw.one("counters", SAMPLES);
    return { write: (counters) => `${fill(template, counters, words, String)}${share(counters)}]`, isBare: false };
  }
  const template = language.ordinal && roles[0] === "epoch" && draw.maybe("counter: ordinal", 0.5)
    ? pick(draw, language.ordinal)
    : draw.one("counter", among(ONE));
  const glue = isAlone ? "" : draw.one("glue", { comma: ", ", blank: " ", bar: " | ", dash: " - ", semicolon: "; " });
  const write: WriteCounters = (counters) => {
    const own = counters.filter(({ role }) => role !== "percent");
    const texts = own.map((each, at) =>
      fill(at > 0 && isBare(template) ? ONE["Epoch 3"]! : template, [each], words, pad)
    );
    return texts.join(glue) + share(counters);
  };
  return { write, isBare: isBare(template) };
}
