/**
 * How names and values become fields, and fields a line.
 *
 * @module
 */
import type { Draw } from "../draw.ts";

/** A field before it is written. */
export interface Field {
  name: string;
  value: string;
}

export type WriteFields = (fields: readonly Field[]) => string;

/** What stands between a name and its value. */
const TIES: Record<string, string> = {
  ": ": ": ",
  "=": "=",
  ":": ":",
  " = ": " = ",
  " : ": " : ",
  ":=": " := ",
  "blank": " ",
  "= ": "= ",
  " :": " :",
  "->": " -> ",
  "=>": " => ",
  "is": " is ",
  "tab": "\t",
  "colon tab": ":\t",
  "two blanks": "  ",
  "colon two blanks": ":  ",
};

/** What stands between fields. */
const PARTS: Record<string, string> = {
  "comma": ", ",
  "blank": " ",
  "two blanks": "  ",
  "bar": " | ",
  "double bar": " || ",
  "drawn bar": " │ ",
  "tab": "\t",
  "semicolon": "; ",
  "dash": " - ",
  "long dash": " — ",
  "three dashes": " --- ",
  "slash": " / ",
  "dot": " · ",
  "bullet": " • ",
  "comma tab": ",\t",
  "comma without a blank": ",",
  "semicolon without a blank": ";",
  "bar without blanks": "|",
  "colon": " : ",
  "many blanks": "      ",
  "and": " and ",
  "full stop": ". ",
  "blank comma": " , ",
};

/** Whole fields: `N` the name, `V` the value; all stand in a row. */
const WRAPS: Record<string, string> = {
  "[N: V]": "[N: V]",
  "[N V]": "[N V]",
  "[N=V]": "[N=V]",
  "(N: V)": "(N: V)",
  "(N=V)": "(N=V)",
  "<N: V>": "<N: V>",
  "{N: V}": "{N: V}",
  "N(V)": "N(V)",
  "N[V]": "N[V]",
  "N (V)": "N (V)",
  "N [V]": "N [V]",
  "N: [V]": "N: [V]",
};

const names = (fields: readonly Field[], by: string) => fields.map(({ name }) => name).join(by);
const values = (fields: readonly Field[], by: string) => fields.map(({ value }) => value).join(by);
const pairs = (fields: readonly Field[], tie: string, by: string) =>
  fields.map(({ name, value }) => name + tie + value).join(by);

/** All fields in one pair of brackets. */
const DICTIONARIES: Record<string, WriteFields> = {
  "{'loss': 0.5}": (fields) => `{${fields.map(({ name, value }) => `'${name}': ${value}`).join(", ")}}`,
  '{"loss": 0.5}': (fields) => `{${fields.map(({ name, value }) => `"${name}": ${value}`).join(", ")}}`,
  '{"loss":0.5}': (fields) => `{${fields.map(({ name, value }) => `"${name}":${value}`).join(",")}}`,
  "{loss: 0.5}": (fields) => `{${pairs(fields, ": ", ", ")}}`,
  "(loss=0.5, acc=0.9)": (fields) => `(${pairs(fields, "=", ", ")})`,
  "[loss: 0.5, acc: 0.9]": (fields) => `[${pairs(fields, ": ", ", ")}]`,
  "[loss: 0.5 | acc: 0.9]": (fields) => `[${pairs(fields, ": ", " | ")}]`,
};

/** Names and values in an order of their own. */
const LISTS: Record<string, WriteFields> = {
  "loss/acc: 0.5/0.9": (fields) => `${names(fields, "/")}: ${values(fields, "/")}`,
  "loss / acc = 0.5 / 0.9": (fields) => `${names(fields, " / ")} = ${values(fields, " / ")}`,
  "loss, acc: 0.5, 0.9": (fields) => `${names(fields, ", ")}: ${values(fields, ", ")}`,
  "(loss, acc) = (0.5, 0.9)": (fields) => `(${names(fields, ", ")}) = (${values(fields, ", ")})`,
  "with loss 0.5 and acc 0.9": (fields) => `with ${pairs(fields, " ", " and ")}`,
};

/** True where a tie and what parts fields can be read together. */
function areApart(tie: string, part: string): boolean {
  const [one, two] = [tie.trim(), part.trim()];
  return tie !== part && !(one !== "" && one === two) &&
    !(one === "" && two === "" && tie.length >= part.length && part !== "\t") &&
    !(tie === "\t" && part.trim() === "") && !(one === "->" && two === "→") && !(tie.trim() !== "" && part === " : ");
}

/** What the fields of a look hold. */
export interface Held {
  /** Signs that names and values have themselves. */
  signs: string;
  /** Values have decimal commas. */
  comma: boolean;
  /** Counters stand among the fields. */
  counts: boolean;
  /** There are two fields or more. */
  isMany: boolean;
}

/** Draws how a program writes its fields. */
export function drawFields(draw: Draw, { signs, comma, counts, isMany }: Held): WriteFields {
  const isFree = (...marks: string[]) => marks.every((mark) => !signs.includes(mark));
  const hasBrackets = comma || !isFree("(", "[", "<", "{");
  if (!hasBrackets && draw.maybe("fields: in brackets", 0.12)) {
    const wrap = draw.one("wrap", WRAPS), part = draw.one("part", { blank: " ", comma: ", ", nothing: "", bar: " | " });
    return (fields) =>
      fields.map(({ name, value }) => wrap.replace(/[NV]/g, (sign) => sign === "N" ? name : value)).join(part);
  }
  const isPlain = !hasBrackets && isFree("/", ",", "'", "|", "±", "+-", "+/-", " (", " on ");
  if (isPlain && draw.maybe("fields: a dictionary", 0.08)) return draw.one("fields", DICTIONARIES);
  if (isPlain && isMany && !counts && draw.maybe("fields: a list", 0.08)) {
    // Words before a slash may be shared by all names.
    return draw.one(
      "fields",
      isFree(" ") ? LISTS : Object.fromEntries(Object.entries(LISTS).filter(([key]) => !key.includes("/"))),
    );
  }
  const tie = draw.one("tie", TIES);
  const fits = Object.entries(PARTS).filter(([, part]) =>
    areApart(tie, part) && !(comma && part.includes(",")) && isFree(part.trim() || "\0")
  );
  const part = draw.one("part", Object.fromEntries(fits));
  return (fields) => pairs(fields, tie, part);
}
