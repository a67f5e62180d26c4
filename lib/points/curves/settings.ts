/**
 * Reads the settings that a program prints before training: `Namespace(lr=0.1, …)`, lines of `key: value`, printed dictionaries, dotted
 * lists of arguments. Keeps the values as printed text, and no secret: what is kept here is stored and shown.
 *
 * @module
 */
import { blankValue } from "../../text/secrets.ts";
import { canonicalName, understandName } from "../words/name.ts";
import { isSureName } from "./promote.ts";
import { sizeOf } from "../size.ts";
import type { LiveState } from "./state.ts";

const SETTINGS_MAX = 100, NAME_MAX_CHARS = 40, VALUE_MAX_CHARS = 60, LINE_MAX_CHARS = 4096;
const VALUE = String
  .raw`(?:\d{1,3}(?:,\d{3}){1,4}|'[^']{0,60}'|"[^"]{0,60}"|\[[^\]]{0,60}\]|\([^)]{0,60}\)|[^\s,;|(){}\[\]'"]{1,60})`;
/** `name=value` of a dump, `'name': value` of a dictionary. */
const FIELD = new RegExp(
  String.raw`(?:^|[\s,;|({])(?:([A-Za-z_][\w.-]{0,39}) ?= ?|['"]([\w./ -]{1,40})['"]: ?)(${VALUE})(?=[\s,;|)}]|$)`,
  "g",
);
/** A line that is one setting: `batch_size: 32`, `  lr ............ 0.1`, `seed = 1`. */
const LINE = new RegExp(
  String
    .raw`^\s*(?:-{1,2} ?)?['"]?([A-Za-z_][\w./-]{0,39}(?: [A-Za-z][\w-]{0,20}){0,3})['"]?\s*(?:[:=]\s*|\.{3,} ?)(${VALUE})(?: ?%)?,?\s*$`,
);

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
  const line = LINE.exec(text.slice(0, 200)) ?? ROW.exec(text.slice(0, 200));
  if (line) {
    if (!DEVICE.test(text)) keep(line[1]!, line[2]!, state);
    return;
  }
  if (text.indexOf("=") < 0 && !QUOTED_NAME.test(text)) return;
  const fields = [...text.slice(0, LINE_MAX_CHARS).matchAll(FIELD)];
  if (fields.length < 2 && !/^\w*(?:Namespace|Config|Args|Arguments)\(/.test(text)) return;
  for (const [, name, quoted, value] of fields) keep(name ?? quoted!, value!, state);
}

function keep(raw: string, printed: string, state: LiveState): void {
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
