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
];
/** Tokens of a text, not of an account: `eos_token`, `pad_token`. */
const TEXT_TOKENS: ReadonlySet<string> = new Set(
  ["pad", "eos", "bos", "unk", "mask", "sep", "cls", "special", "stop", "start", "end", "image", "per", "next", "last"],
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
  /\beyJ[A-Za-z0-9_-]{10,2048}\.[A-Za-z0-9_-]{10,2048}\.[A-Za-z0-9_-]{10,2048}/g, // a signed JSON web token
];
/** Name and password in an address, such as `https://user:pass@host`. */
const USER_IN_URL = /\b([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/?#@:]{0,256}:[^\s/?#@]{1,256}@/gi;
const BEARER = /\b(bearer|basic)\s{1,8}[A-Za-z0-9._~+/=-]{8,2048}/gi;

/** True for a name whose value is a secret. */
export function isSecretName(name: string): boolean {
  const snake = name.replace(/^-+/, "").replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase().replace(/[.-]/g, "_");
  const words = snake.split("_");
  if (words.at(-1) === "token" && TEXT_TOKENS.has(words.at(-2) ?? "")) return false;
  return SECRET_ENDINGS.some((ending) => snake === ending || snake.endsWith(`_${ending}`));
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
  const blanked = SECRET_VALUES.reduce((rest, pattern) => rest.replace(pattern, BLANK), text);
  return blanked.replace(USER_IN_URL, `$1${BLANK}@`).replace(BEARER, `$1 ${BLANK}`);
}

/** A value without its secrets, by its name and by its form. */
export function blankValue(name: string, value: string): string {
  return value !== "" && isSecretName(name) ? BLANK : blankText(value);
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
    if (flag !== undefined && isSecretName(flag) && !word.startsWith("-")) return BLANK;
    const [, name, sign, value] = ASSIGNMENT.exec(word) ?? [];
    return name === undefined ? blankText(word) : `${name}${sign}${blankValue(name, value!)}`;
  });
}

/** Settings or an environment without their secrets. */
export function blankRecord(record: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, blankValue(name, value)]));
}

/** `name=value` or `"name": "value"` within a line; a value in quotes may hold spaces. */
const PAIR =
  /(["']?)([A-Za-z_][\w.-]{0,100})\1(\s{0,4}[=:]\s{0,4})(?:"[^"]{1,4096}"|'[^']{1,4096}'|[^\s"',;{}()[\]]{1,4096})/g;
const SPACED_FLAG = /(^|\s)(--?([A-Za-z][\w-]{0,100})\s{1,4})[^\s-]\S{0,4095}/g;

/** A line of a log without its secrets, for people who may only read. */
export function blankLine(line: string): string {
  const pairs = line.replace(PAIR, (whole: string, quote: string, name: string, tie: string) => {
    if (!isSecretName(name)) return whole;
    const mark = /["']$/.exec(whole)?.[0] ?? "";
    return `${quote}${name}${quote}${tie}${mark}${BLANK}${mark}`;
  });
  const flags = pairs.replace(
    SPACED_FLAG,
    (whole: string, before: string, flag: string, name: string) =>
      isSecretName(name) ? `${before}${flag}${BLANK}` : whole,
  );
  return blankText(flags);
}
