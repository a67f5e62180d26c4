/**
 * The audit log: who launched, cancelled and deleted what through a server, one line of JSON each. It is a file of the user's state
 * directory that nobody else can read. It holds no token.
 *
 * @module
 */
import { renameSync } from "node:fs";
import { join } from "node:path";
import { AUDIT_MAX_BYTES } from "../limits.ts";
import { systemClock } from "../time.ts";
import { stateDirectory } from "./paths.ts";
import { appendPrivateFile, makePrivateDirectory, NotPrivate, readPrivateFile } from "./private_files.ts";
import { printError } from "./stderr.ts";

/** Path of the log; the one before it has `.1` behind its name. */
export const auditPath = (): string => join(stateDirectory(), "audit.jsonl");

/**
 * Appends an entry: the time, then its fields in their order. A log that has grown to `maxBytes` becomes the previous one, which is dropped. An entry that can't be
 * written is reported on stderr: what it is about has happened already.
 */
export function appendAudit(entry: object, { maxBytes = AUDIT_MAX_BYTES, clock = systemClock } = {}): void {
  const path = auditPath(), line = JSON.stringify({ at: new Date(clock()).toISOString(), ...entry });
  try {
    makePrivateDirectory(stateDirectory());
    if (appendPrivateFile(path, `${line}\n`) >= maxBytes) renameSync(path, `${path}.1`);
  } catch (error) {
    printError(`stdcurve: the audit log can't be written: ${error instanceof Error ? error.message : error}: ${line}`);
  }
}

/** A launch as its entry has it. */
export interface AuditedLaunch {
  command: string[];
  cwd: string;
}

function parseLaunch(line: string): [string, AuditedLaunch] | null {
  try {
    const { act, experiment_id, command, cwd } = JSON.parse(line);
    return act === "launch" && Array.isArray(command) ? [experiment_id, { command, cwd }] : null;
  } catch {
    return null; // a full disk cut it short
  }
}

/** The last launch of each experiment that the two logs have, by the experiment's id. Empty where they can't be read. */
export function readLastLaunches(): Map<string, AuditedLaunch> {
  try {
    const texts = [`${auditPath()}.1`, auditPath()].map((path) => readPrivateFile(path) ?? "");
    return new Map(texts.join("").split("\n").map(parseLaunch).filter((each) => each !== null));
  } catch (error) {
    if (error instanceof NotPrivate || error instanceof Deno.errors.NotCapable) return new Map();
    throw error;
  }
}
