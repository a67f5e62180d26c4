/**
 * Secrets in what people type: API keys, passwords, access tokens in commands, settings and addresses. They are replaced by `•••` before
 * anything is stored or shown. A log itself is never changed. Pure.
 *
 * @module
 */

/** Stands for a secret. */
export const BLANK = "•••";

/** How a secret's name ends, in lower case with `_` between words. */
const SECRET_ENDINGS: readonly string[] = [
  "password",
  "passwords",
  "passwd",
  "passphrase",
  "pwd",
  "secret",
  "secrets",
  "token",
  "apikey",
  "api_key",
  "api_keys",
  "auth",
  "authorization",
  "credential",
  "credentials",
  "private_key",
  "access_key",
  "access_key_id",
  "account_key",
  "encryption_key",
  "master_key",
  "signing_key",
  "wandb_key",
  "cookie",
  "signature",
];
/** How a secret's name ends where nothing parts its words: `PGPASSWORD`, `SSHPASS`, `dbpasswd`. */
const JOINED_ENDING = /(?:password|passwd|passphrase|apikey|sshpass)$/;
/** Tokens of a text, not of an account: `eos_token`, `pad_token`. */
const TEXT_TOKENS: ReadonlySet<string> = new Set(
  "pad eos bos unk mask sep cls special stop start end image audio video per next last first each think tool".split(
    " ",
  ),
);

/** Values that are secrets whatever their name: the prefixes that services give their keys. */
const SECRET_VALUES: readonly RegExp[] = [
  /\bhf_[A-Za-z0-9]{16,128}\b/g, // Hugging Face
  /\bsk-[A-Za-z0-9_-]{16,256}/g, // OpenAI, Anthropic
  /\b(?:AKIA|ASIA)[A-Z0-9]{12,32}\b/g, // AWS
  /\bgh[pousr]_[A-Za-z0-9]{20,255}\b/g, // GitHub
  /\bgithub_pat_[A-Za-z0-9_]{20,255}\b/g,
  /\bglpat-[A-Za-z0-9_-]{16,128}/g, // GitLab
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,255}/g, // Slack
  /\bAIza[A-Za-z0-9_-]{30,64}/g, // Google
  /\bwandb_v\d_[A-Za-z0-9_]{16,255}\b/g,
  /\b(?:nvapi|xai|dckr_pat|pypi|npm|gsk|r8)[-_][A-Za-z0-9_-]{20,255}/g, // NVIDIA, xAI, Docker, PyPI, npm, Groq, Replicate
  /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,255}/g, // Stripe
  /\bSG\.[A-Za-z0-9_-]{16,64}\.[A-Za-z0-9_-]{16,128}/g, // SendGrid
  /\bhttps:\/\/hooks\.slack\.com\/services\/[A-Za-z0-9/_-]{8,255}/g,
  // A signed JSON web token. It begins near the start of a word: otherwise each -eyJ of a long word would be tried to its end.
  /(?<=(?<![\w-])[\w-]{0,64})\beyJ[A-Za-z0-9_-]{10,2048}\.[A-Za-z0-9_-]{10,2048}\.[A-Za-z0-9_-]{10,2048}/g,
];
/** A line of a printed private key or certificate. */
const KEY_LINE = /^(?=[A-Za-z0-9+/]*\d)(?=[A-Za-z0-9+/]*[a-z])(?=[A-Za-z0-9+/]*[A-Z])[A-Za-z0-9+/]{56,76}={0,2}$/;
/** `max_token: 512`, `token: 1.25`. */
const COUNT = /^[-+]?\d{1,6}(?:\.\d{1,20})?%?$/;
/** A value that says only whether there is a secret. */
const SWITCH = /^(?:true|false|yes|no|none|null|)$/i;
/** What every secret of a known form has in it: a cheap test for the usual text, which has none of it. */
const HINTS = [
  /hf_|sk-|A[KS]IA|gh[pousr]_|github_pat|glpat|xox|AIza|wandb_v|nvapi|xai-|dckr|pypi|npm[-_]|gsk|r8[-_]|[rs]k_|SG\.|eyJ/i,
  /:\/\/|[?&]|bearer|basic/i,
];
/** Name and password in an address, such as `https://user:pass@host`. */
const USER_IN_URL = /\b([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/?#@:]{0,256}:[^\s/?#@]{1,256}@/gi;
/** A long name alone in an address is an access token: `https://TOKEN@host`. */
const TOKEN_IN_URL = /\b([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/?#@:]{20,256}@/gi;
/** The signature of an address that lets anyone in who has it. */
const SIGNED_URL = /([?&](?:sig|x-amz-signature|x-amz-security-token|x-goog-signature)=)[^\s&"']{8,4096}/gi;
const BEARER = /\b(bearer|basic)\s{1,8}[A-Za-z0-9._~+/=-]{8,2048}/gi;

/** True for a name whose value is a secret. */
export function isSecretName(name: string): boolean {
  const snake = name.replace(/^-+/, "").replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase().replace(/[.-]/g, "_");
  const words = snake.split("_");
  if (words.at(-1) === "token" && TEXT_TOKENS.has(words.at(-2) ?? "")) return false;
  return JOINED_ENDING.test(snake) || SECRET_ENDINGS.some((ending) => snake === ending || snake.endsWith(`_${ending}`));
}

/**
 * The same text without the secrets in it that can be told by their form.
 *
 * @example
 * ```ts
 * import { blankText } from "./secrets.ts";
 * blankText("https://me:pa55@host/x"); // "https://•••@host/x"
 * ```
 */
export function blankText(text: string): string {
  if (!HINTS.some((hint) => hint.test(text))) return text;
  const blanked = SECRET_VALUES.reduce((rest, pattern) => rest.replace(pattern, BLANK), text);
  return blanked.replace(USER_IN_URL, `$1${BLANK}@`).replace(TOKEN_IN_URL, `$1${BLANK}@`).replace(
    SIGNED_URL,
    `$1${BLANK}`,
  )
    .replace(BEARER, `$1 ${BLANK}`);
}

/** True for a value that tells no secret: a switch, or a short number of tokens. */
const isHarmless = (name: string, value: string) => SWITCH.test(value) || /token$/i.test(name) && COUNT.test(value);

/** A value without its secrets, by its name and by its form. */
export function blankValue(name: string, value: string): string {
  if (isHarmless(name, value)) return value;
  return isSecretName(name) ? BLANK : blankText(value);
}

/** `NAME=value`, `--name=value`, `name: value` in one word. */
const ASSIGNMENT = /^(-{0,2}[A-Za-z_][\w.-]{0,100})([=:])(.+)$/s;
const FLAG = /^--?([A-Za-z][\w-]{0,100})$/;

/**
 * A command without its secrets: values of flags and assignments with a secret's name, and words of a secret's form.
 *
 * @example
 * ```ts
 * import { blankCommand } from "./secrets.ts";
 * blankCommand(["train", "--api-key", "abc", "--lr=1"]); // ["train", "--api-key", "•••", "--lr=1"]
 * ```
 */
export function blankCommand(command: readonly string[]): string[] {
  return command.map((word, at) => {
    const flag = FLAG.exec(command[at - 1] ?? "")?.[1];
    if (flag !== undefined && isSecretName(flag) && !word.startsWith("-") && !isHarmless(flag, word)) return BLANK;
    if (/^(?:-u|--user|--proxy-user)$/.test(command[at - 1] ?? "") && word.includes(":")) return BLANK;
    const [, name, sign, value] = ASSIGNMENT.exec(word) ?? [];
    return name !== undefined && isSecretName(name) ? `${name}${sign}${blankValue(name, value!)}` : blankLine(word);
  });
}

/** True for a command in which a secret was blanked: it can't be started again as it is. */
export const isBlanked = (command: readonly string[]): boolean => command.some((word) => word.includes(BLANK));

/** Settings or an environment without their secrets. */
export function blankRecord(record: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, blankValue(name, value)]));
}

/** `name=value` or `"name": "value"` within a line; a value in quotes may hold spaces, and one of HTTP begins with its scheme. */
const VALUE = String
  .raw`"[^"]{1,4096}"|'[^']{1,4096}'|(?:(?:bearer|basic|token|digest)\s{1,4})?[^\s"',;{}()[\]]{1,4096}`;
const VALUE_AT = new RegExp(VALUE, "iy");
const NAME = /(["']?)([A-Za-z_][\w.-]{0,100})\1\s{0,4}[=:]\s{0,4}/gi;
const SPACED_FLAG = /(^|\s)(--?([A-Za-z][\w-]{0,100})\s{1,4})[^\s-]\S{0,4095}/g;

/** Escape sequences of a terminal. A colour in the middle of a key would hide it. */
// deno-lint-ignore no-control-regex
const ESCAPES = /\x1b(?:\[[0-?]{0,64}[ -/]{0,8}[@-~]|\][^\x07\x1b]{0,4096}(?:\x07|\x1b\\)?|[^[\]])/g;

/** A line of a log without escape sequences. */
export const dropEscapes = (line: string): string => line.includes("\x1b") ? line.replace(ESCAPES, "") : line;

/** A line of a log without its secrets, for people who may only read. A line that has one loses its colours too. */
export function blankLine(line: string): string {
  const plain = dropEscapes(line);
  const blanked = KEY_LINE.test(plain.trim()) ? BLANK : blankPairs(plain);
  return blanked === plain ? line : blanked;
}

/** The text without the values behind names of secrets. */
function blankValues(text: string): string {
  let blanked = "", from = 0;
  NAME.lastIndex = 0;
  for (let pair = NAME.exec(text); pair !== null; pair = NAME.exec(text)) {
    VALUE_AT.lastIndex = NAME.lastIndex;
    const value = VALUE_AT.exec(text)?.[0];
    if (value === undefined) continue;
    NAME.lastIndex += value.length;
    const mark = /["']$/.exec(value)?.[0] ?? "", bare = mark === "" ? value : value.slice(1, -1);
    if (!isSecretName(pair[2]!) || isHarmless(pair[2]!, bare)) continue;
    blanked += `${text.slice(from, VALUE_AT.lastIndex - value.length)}${mark}${BLANK}${mark}`;
    from = VALUE_AT.lastIndex;
  }
  return blanked + text.slice(from);
}

function blankPairs(line: string): string {
  const pairs = blankValues(blankText(line));
  return pairs.replace(
    SPACED_FLAG,
    (whole: string, before: string, flag: string, name: string) =>
      !isSecretName(name) || isHarmless(name, whole.slice(before.length + flag.length))
        ? whole
        : `${before}${flag}${BLANK}`,
  );
}
