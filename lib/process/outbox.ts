/**
 * Whom a run notifies, and which notifications were sent: a file beside the spool that is this user's alone, because a webhook's address is a
 * secret. It is the only place that has it: never the KV, never a log. Sends nothing itself.
 *
 * @module
 */
import { dirname } from "node:path";
import {
  checkPrivateDirectory,
  createPrivateFile,
  readDatedFile,
  readPrivateFile,
  removeFile,
  writePrivateFile,
} from "../host/private_files.ts";

/** Whom to notify, and of what. */
export interface NotifyWish {
  /** Addresses of webhooks, and commands. */
  targets: readonly string[];
  /** How long a run may print nothing before a notification; null for no such notification. */
  silenceMs: number | null;
  /** Where the run's page is, without a slash at its end. */
  origin: string;
}

/** The file's content. */
export interface Outbox extends NotifyWish {
  /** Notifications that were sent: the event and the index of the target, `end 0`. */
  sent: readonly string[];
  /** When the last try to notify of the run's end was over, or will be at the latest; and how often that was tried. */
  triedAt: number;
  tries: number;
}

/** Path of the outbox that belongs to a spool. */
export const outboxPath = (spool: string): string => `${spool.replace(/\.log$/, "")}.notify`;

/**
 * Makes the outbox of a run.
 *
 * @throws {NotPrivate} when something stands there already
 */
export function createOutbox(spool: string, wish: NotifyWish): void {
  checkPrivateDirectory(dirname(spool));
  createPrivateFile(outboxPath(spool));
  writeOutbox(spool, { ...wish, sent: [], triedAt: 0, tries: 0 });
}

/**
 * Reads the outbox of a run; null when there is nobody to notify, or when it can't be read.
 *
 * @throws {NotPrivate} when the file or its directory isn't this user's
 */
export function readOutbox(spool: string): Outbox | null {
  if (!checkPrivateDirectory(dirname(spool))) return null;
  const text = readPrivateFile(outboxPath(spool));
  try {
    return text === null || text === "" ? null : JSON.parse(text) as Outbox;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
}

/** When the outbox of a run was last written, in milliseconds since the epoch; null when there is none. */
export const readOutboxTime = (spool: string): number | null => readDatedFile(outboxPath(spool))?.at ?? null;

/** Replaces the outbox as a whole. */
export const writeOutbox = (spool: string, outbox: Outbox): void =>
  writePrivateFile(outboxPath(spool), JSON.stringify(outbox));

/** Notes that a target was notified of an event, if the outbox still exists. */
export function noteSent(spool: string, event: string, target: number): void {
  const now = readOutbox(spool), key = sentKey(event, target);
  if (now && !now.sent.includes(key)) writeOutbox(spool, { ...now, sent: [...now.sent, key] });
}

/** How `sent` writes that a target was notified of an event. */
export const sentKey = (event: string, target: number): string => `${event} ${target}`;

/** Removes the outbox, if there is one. */
export function removeOutbox(spool: string): void {
  if (!checkPrivateDirectory(dirname(spool))) return;
  removeFile(outboxPath(spool));
}

/** Ids of the runs that have an outbox in a directory. */
export function listOutboxes(directory: string): string[] {
  if (!checkPrivateDirectory(directory)) return [];
  const names = Array.from(Deno.readDirSync(directory), ({ name }) => name);
  return names.flatMap((name) => /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.notify$/.exec(name)?.[1] ?? []);
}
