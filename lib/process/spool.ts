/**
 * The two files between a command and the process that captures it. The spool has the output of the command. The note beside it vouches
 * for the run on this machine: it repeats the run's nonce, and has the command's process id and later its exit code. Both are this user's
 * alone, in a directory that is this user's alone, and both stay when either process ends.
 *
 * @module
 */
import { lstatSync, utimesSync } from "node:fs";
import { dirname, join } from "node:path";
import { InvalidInput } from "../errors.ts";
import { readBoot } from "../host/boot.ts";
import { readOomKills } from "../host/oom.ts";
import { hostName } from "../host/paths.ts";
import {
  appendPrivateFile,
  checkPrivateDirectory,
  checkPrivateFile,
  createPrivateFile,
  readDatedFile,
  readPrivateFile,
  refuseExisting,
  removeFile,
  writePrivateFile,
} from "../host/private_files.ts";
import { parseStartMark } from "./alive.ts";
import { describeExit, type Exit, type ExitClues } from "./exit.ts";

/** A process that the system gives no other id. */
export interface MarkedProcess {
  pid: number;
  /** Null where the system has no start marks. */
  mark: string | null;
}

/** The terminal of its own that a command has. */
export interface Terminal {
  /** Path of its device. */
  path: string;
  /** `script`, which holds it and writes the spool. */
  holder: MarkedProcess;
  /** Id of the command itself, which also leads its process group. Null before it has begun. */
  commandPid: number | null;
}

/**
 * The first process of a command: the shell that leads its session. Without a terminal it also leads the command's process group. In a
 * terminal the command has groups of its own, and this shell only waits for it.
 */
export interface Leader extends MarkedProcess {
  terminal?: Terminal | undefined;
}

/** What a note says. */
export interface Note {
  /** The owner record of the run has the same one. */
  nonce: string;
  /** Machine, and start of the machine, for which the process id counts. */
  host: string;
  boot: string | null;
  /** Null before the shell has begun. */
  leader: Leader | null;
  /** Processes that the system had ended for want of memory before the command began; null where it does not say. */
  oomKills: number | null;
  /** Null while the command runs. */
  exitCode: number | null;
  /** What the shell of the command knew about its end. */
  clues: ExitClues;
  /** True when the command's terminal was closed while something was left on it, because its holder was killed. */
  isHungUp: boolean;
  /** What `script` said when it could not open a terminal. Null for nothing. */
  holderMessage: string | null;
  /** When the note was last written, in milliseconds since the epoch. */
  at: number;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Path of the spool of a run. It follows from the id alone, never from anything else that is stored.
 *
 * @throws {InvalidInput} field `id` for one that is no UUID
 */
export function spoolPath(directory: string, id: string): string {
  if (!UUID.test(id)) throw new InvalidInput("id", `${JSON.stringify(id)} is not the id of a run`);
  return join(directory, `${id}.log`);
}

/** Ids of the runs that have a note in the directory. */
export async function listSpools(directory: string): Promise<string[]> {
  const names = await Array.fromAsync(Deno.readDir(directory), ({ name }) => name);
  return names.filter((name) => name.endsWith(".note")).map((name) => name.slice(0, -".note".length)).filter((id) =>
    UUID.test(id)
  );
}

/** Path of the note that belongs to a spool. */
export const notePath = (spool: string): string => `${spool.replace(/\.log$/, "")}.note`;

/** The line of a note that says how often the system had to end processes for want of memory before; "" where it does not say. */
function describeOomCount(): string {
  const count = readOomKills();
  return count === null ? "" : `oom_kills ${count}\n`;
}

/** Path of the pipe through which keys get to the command's terminal. */
export const keysPath = (spool: string): string => `${spool.replace(/\.log$/, "")}.keys`;

/**
 * Makes an empty spool and its note, where neither is. The shell of the command adds its process id and the exit code to the note. `more` are
 * further lines of the note: a key of small letters, and a value of one line.
 *
 * The note is there first and whole: a process that is killed meanwhile leaves no spool that nobody vouches for.
 *
 * @throws {NotPrivate} when something stands there already
 */
export function createSpool(spool: string, nonce: string, more: Readonly<Record<string, string>> = {}): void {
  checkPrivateDirectory(dirname(spool));
  const note = notePath(spool);
  const lines = Object.entries({ nonce, host: hostName(), boot: readBoot() ?? "", ...more });
  const text = lines.map(([key, value]) => `${key} ${value}\n`).join("") + describeOomCount();
  for (const path of [note, spool]) refuseExisting(path);
  writePrivateFile(note, text);
  try {
    createPrivateFile(spool);
  } catch (error) {
    removeFile(note);
    throw error;
  }
}

/** Adds a line to a note that exists. Its value is one line. The time of the note stays: it is when the command wrote last. */
export function addToNote(spool: string, key: string, value: string): void {
  const note = notePath(spool), stats = lstatSync(note, { throwIfNoEntry: false });
  if (!checkPrivateDirectory(dirname(spool)) || !stats) return;
  appendPrivateFile(note, `${key} ${value}\n`);
  utimesSync(note, stats.atime, stats.mtime);
}

/**
 * The value of the last line of a note with this key. Null when there is none.
 *
 * @throws {NotPrivate} when the note or its directory isn't this user's alone
 */
export function readFromNote(spool: string, key: string): string | null {
  const text = checkPrivateDirectory(dirname(spool)) ? readPrivateFile(notePath(spool)) : null;
  const line = text?.split("\n").findLast((each) => each.startsWith(`${key} `));
  return line === undefined ? null : line.slice(key.length + 1);
}

/**
 * A line that is no "key value" is a message of the command's shell: it prints one when a signal has ended the command, in words that depend
 * on shell and language.
 */
const SHELL_MESSAGE = /^(?![a-z_]+(?: .*)?$)./m;

/** A shell may also say that the command was stopped. What it says before the last stop is not about the end. */
const afterLastStop = (text: string): string => text.slice(text.lastIndexOf("\nstopped\n") + 1);

/** True when a signal has ended the command; undefined when its shell would not say so. */
const findSignalled = (text: string): boolean | undefined =>
  SHELL_MESSAGE.test(afterLastStop(text)) || (/^unsaid\n/m.test(text) ? undefined : false);

/**
 * Reads the note of a spool. Null when there is none, or none that is complete.
 *
 * @throws {NotPrivate} when the note or its directory isn't this user's alone
 */
export function readNote(spool: string): Note | null {
  if (!checkPrivateDirectory(dirname(spool))) return null;
  const file = readDatedFile(notePath(spool)); // whoever captures the run may remove the note at any moment
  const head = /^nonce (\S+)\nhost (.*)\nboot (.*)\n/.exec(file?.text ?? "");
  if (file === null || !head) return null;
  const { text, at } = file;
  const number = (key: string) => {
    const value = findLine(text, key);
    return value !== null && /^\d+$/.test(value) ? Number(value) : null;
  };
  return {
    nonce: head[1]!,
    host: head[2]!,
    boot: head[3] || null,
    leader: readLeader(text, number),
    oomKills: number("oom_kills"),
    exitCode: number("exit"),
    clues: { isSignalled: findSignalled(text), isUnstarted: /^unstarted\n/m.test(text) },
    isHungUp: /^hangup\n/m.test(text),
    holderMessage: /^script: (.*)\n/m.exec(text)?.[1] ?? null,
    at,
  };
}

/** The rest of the complete line that begins with a key; null for none. */
const findLine = (text: string, key: string): string | null =>
  new RegExp(`^${key} (.*)\n`, "m").exec(text)?.[1] ?? null;

function readLeader(text: string, number: (key: string) => number | null): Leader | null {
  const pid = number("pid"), path = findLine(text, "terminal"), holder = number("holder");
  if (pid === null) return null;
  const terminal = path === null || holder === null
    ? undefined
    : { path, holder: { pid: holder, mark: readMark(text, "holder_stat") }, commandPid: number("command") };
  return { pid, mark: readMark(text, "stat"), ...(terminal ? { terminal } : {}) };
}

function readMark(text: string, key: string): string | null {
  const stat = findLine(text, key);
  return stat === null ? null : parseStartMark(stat);
}

/** How the command of a spool ended, and when, in milliseconds since the epoch. Null while it runs. */
export function readExit(spool: string, command: readonly string[]): Exit & { at: number } | null {
  const note = readNote(spool);
  if (!note || note.exitCode === null) return null;
  const exit = describeExit(note.exitCode, command, note.clues), hangup = note.isHungUp ? HANGUP_REASON : "";
  return { ...exit, reason: [exit.reason, hangup].filter(Boolean).join("; "), at: note.at };
}

/** What is said of a command whose terminal is gone. */
export const HANGUP_REASON = "its terminal was closed, because the program script that held it was killed";

/** Why nobody knows the exit code of a command, when its terminal was taken from it. Null when it wasn't, and when the code is known. */
export function describeUnknownExit(spool: string): string | null {
  const note = readNote(spool);
  return note && note.exitCode === null && note.isHungUp ? `exit code unknown: ${HANGUP_REASON}` : null;
}

/**
 * Size of a spool in bytes. Null when there is none.
 *
 * @throws {NotPrivate} when the file isn't this user's
 */
export function readSpoolSize(spool: string): number | null {
  checkPrivateFile(spool);
  return lstatSync(spool, { throwIfNoEntry: false })?.size ?? null;
}

/**
 * Removes a spool, its note and its pipe for keys, if they exist. The note goes last: when this process is killed meanwhile, another one finds
 * by it what is left.
 *
 * @throws {NotPrivate} when their directory isn't this user's
 */
export function removeSpool(spool: string): void {
  if (!checkPrivateDirectory(dirname(spool))) return;
  for (const path of [keysPath(spool), spool, notePath(spool)]) removeFile(path);
}
