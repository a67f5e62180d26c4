/**
 * Reads the settings that a program prints before training: `Namespace(lr=0.1, …)`, lines of `key: value`, printed dictionaries, dotted
 * lists of arguments. Keeps the values as printed text, and no secret: what is kept here is stored and shown.
 *
 * @module
 */
import { blankValue } from "../../text/secrets.ts";
import { canonicalName, understandName } from "../words/name.ts";
import { isSureName } from "./sure.ts";
import { sizeOf } from "../size.ts";
import type { LiveState } from "./state.ts";

const SETTINGS_MAX = 100, NAME_MAX_CHARS = 40, VALUE_MAX_CHARS = 60, LINE_MAX_CHARS = 4096;
/** A value as printed: thousands in groups, something in quotes or brackets, a word. */
const VALUES = [
  String.raw`\d{1,3}(?:,\d{3}){1,4}`,
  String.raw`'[^']{0,60}'|"[^"]{0,60}"|\[[^\]]{0,60}\]|\([^)]{0,60}\)`,
  String.raw`[^\s,;|(){}\[\]'"]{1,60}`,
];
/** `name=value` of a dump, `'name': value` of a dictionary. */
const FIELD = {
  name: /(?:^|[\s,;|({])(?:([A-Za-z_][\w.-]{0,39}) ?= ?|['"]([\w./ -]{1,40})['"]: ?)/g,
  values: VALUES.map((value) => new RegExp(String.raw`(${value})(?=[\s,;|)}]|$)`, "y")),
};
/** A line that is one setting: `batch_size: 32`, `  lr ............ 0.1`, `seed = 1`. */
const LINE = {
  name: /^\s*(?:-{1,2} ?)?['"]?([A-Za-z_][\w./-]{0,39}(?: [A-Za-z][\w-]{0,20}){0,3})['"]?\s*(?:[:=]\s*|\.{3,} ?)/g,
  values: VALUES.map((value) => new RegExp(String.raw`(${value})(?: ?%)?,?\s*$`, "y")),
};

/** A setting of a line: its name and its value, as printed. */
type Setting = readonly [name: string, value: string];

/** All settings of one form on a line. */
function* settingsIn(text: string, { name, values }: typeof FIELD): Generator<Setting> {
  name.lastIndex = 0;
  for (let found = name.exec(text); found !== null; found = name.exec(text)) {
    const end = name.lastIndex, value = valueAt(end, text, values);
    if (value) yield [found[1] ?? found[2]!, value[1]!];
    name.lastIndex = value ? end + value[0].length : found.index + 1;
  }
}

/** The first form of a value that stands at an offset. */
function valueAt(at: number, text: string, values: readonly RegExp[]): RegExpExecArray | null {
  for (const value of values) {
    value.lastIndex = at;
    const found = value.exec(text);
    if (found) return found;
  }
  return null;
}

/** A row of two cells: `| micro batch size B | 4 |`, `│ lambda      1.0 │`. */
const ROW = /^\s*[|│┃]\s*([A-Za-z_][\w./ -]{0,39}?)(?:\s*[|│┃]\s*|\s{2,})([^|│┃\s][^|│┃]{0,59}?)\s*[|│┃]\s*$/;
/** What stands behind the name of a dictionary's field. */
const QUOTED_NAME = /['"]:/;
/** Fields that a logger adds to each of its records. */
const RECORD_FIELD =
  /^(?:event|level|logger|msg|message|time|timestamp|ts|date|datetime|asctime|pid|process|thread|caller|file|line|module)$/;

/** `Using device cuda:0`, `listening on localhost:8080`: no settings. */
const DEVICE = /\b(?:cuda|gpu|cpu|npu|tpu|xpu|mps|localhost|port):\d+\s*$/i;

/** Keeps the settings on a line without a counter that was printed before training. Of a name that comes twice the first value stays. */
export function readSettings(text: string, state: LiveState): void {
  const alone = settingAlone(text.slice(0, 200));
  if (alone) {
    if (!DEVICE.test(text)) keep(alone, state);
    return;
  }
  if (text.indexOf("=") < 0 && !QUOTED_NAME.test(text)) return;
  const fields = [...settingsIn(text.slice(0, LINE_MAX_CHARS), FIELD)];
  if (fields.length < 2 && !/^\w*(?:Namespace|Config|Args|Arguments)\(/.test(text)) return;
  for (const field of fields) keep(field, state);
}

/** The setting of a line that is nothing else; null for any other line. */
function settingAlone(text: string): Setting | null {
  for (const setting of settingsIn(text, LINE)) return setting;
  const row = ROW.exec(text);
  return row && [row[1]!, row[2]!];
}

function keep([raw, printed]: Setting, state: LiveState): void {
  const { settings } = state;
  const name = canonicalName(raw).slice(0, NAME_MAX_CHARS);
  if (name === "" || name === "__proto__" || Object.hasOwn(settings, name)) return;
  const value = printed.replace(/^(['"])(.*)\1$/, "$2").slice(0, VALUE_MAX_CHARS);
  if (value === "" || RECORD_FIELD.test(name)) return;
  if (/^[-+.\d]/.test(value) && isSureName(understandName(raw))) return;
  if (Object.keys(settings).length >= SETTINGS_MAX) return;
  settings[name] = blankValue(name, value);
  state.room -= sizeOf([name, settings[name]]);
}
