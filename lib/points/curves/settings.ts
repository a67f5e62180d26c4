/**
 * Reads the settings that a program prints before training: `Namespace(lr=0.1, …)`, lines of `key: value`, printed dictionaries, dotted
 * lists of arguments. Keeps the values as printed text, and no secret: what is kept here is stored and shown.
 *
 * @module
 */
import { blankValue } from "../../text/secrets.ts";
import { type Setting, SETTING_MAX_CHARS, settingAlone, settingFields } from "../grammar/settings/setting_fields.ts";
import { beginsWithGiven } from "../words/given_words.ts";
import { canonicalName, understandName } from "../words/name.ts";
import { isSureName } from "./sure.ts";
import { sizeOf } from "../size.ts";
import type { LiveState } from "./state.ts";

const SETTINGS_MAX = 100, NAME_MAX_CHARS = 40, VALUE_MAX_CHARS = 60, LINE_MAX_CHARS = 4096;
/** Fields that a logger adds to each of its records. */
const RECORD_FIELD =
  /^(?:event|level|logger|msg|message|time|timestamp|ts|date|datetime|asctime|pid|process|thread|caller|file|line|module)$/;

/** `Using device cuda:0`, `listening on localhost:8080`: no settings. */
const DEVICE = /\b(?:cuda|gpu|cpu|npu|tpu|xpu|mps|localhost|port):\d+\s*$/i;

/** Keeps the settings on a line without a counter that was printed before training. Of a name that comes twice the first value stays. */
export function readSettings(text: string, state: LiveState): void {
  let left = SETTINGS_MAX - Object.keys(state.settings).length;
  if (left <= 0) return;
  const alone = settingAlone(text.slice(0, SETTING_MAX_CHARS));
  if (alone) {
    if (!DEVICE.test(text)) keep(alone, state);
    return;
  }
  const fields = settingFields(text.slice(0, LINE_MAX_CHARS));
  if (fields.length < 2 && !beginsWithGiven(text)) return;
  for (const field of fields) if (left > 0 && keep(field, state)) left--;
}

/** Remembers that lines may be values of metrics from here on: a table or a block may begin. */
export function beginValues(state: LiveState): void {
  if (!state.trained) state.settingsAbove = Object.keys(state.settings).length;
}

/** Forgets the settings of lines that turned out to be values: `| ep_rew_mean | 16.9 |` of a block. */
export function forgetValues(state: LiveState): void {
  const { settings, settingsAbove, trained } = state;
  if (trained) return;
  for (const name of Object.keys(settings).slice(settingsAbove)) {
    state.room += sizeOf([name, settings[name]]);
    delete settings[name];
  }
}

/** Keeps a setting. False for one that isn't kept. */
function keep([raw, printed]: Setting, state: LiveState): boolean {
  const { settings } = state;
  const name = canonicalName(raw).slice(0, NAME_MAX_CHARS);
  if (name === "" || name === "__proto__" || Object.hasOwn(settings, name)) return false;
  const value = printed.replace(/^(['"])(.*)\1$/, "$2").slice(0, VALUE_MAX_CHARS);
  if (value === "" || RECORD_FIELD.test(name)) return false;
  if (/^[-+.\d]/.test(value) && isSureName(understandName(raw))) return false;
  settings[name] = blankValue(name, value);
  state.room -= sizeOf([name, settings[name]]);
  return true;
}
