/**
 * The options `--notify` and `--notify-silence`: whom to notify of what happens to a run.
 *
 * @module
 */
import { type Command, Option } from "commander";
import { InvalidInput } from "../errors.ts";
import { printError } from "../host/stderr.ts";
import type { NotifyWish } from "../process/outbox.ts";
import { NotNotified } from "../runs/notify.ts";
import { checkWish } from "../runs/notify_wish.ts";
import { parseDuration } from "../text/format.ts";
import { UsageError } from "./usage.ts";

/** Parsed values of the options. */
export interface NotifyValues {
  notify?: string[];
  notifySilence?: number;
}

const NOTIFY =
  "notify a webhook (an http or https address) of the end of the run and its first NaN, or run a command for /bin/sh then; " +
  "may be repeated";

/** Adds both options to a command. */
export const addNotifyOptions = (command: Command): Command =>
  command
    .addOption(
      new Option("--notify <TARGET>", NOTIFY).env("STDCURVE_NOTIFY").argParser(addTarget),
    )
    .addOption(
      new Option("--notify-silence <TIME>", "notify also when the run prints nothing for so long: 90s, 30m, 2h")
        .argParser(readSilence),
    );

const addTarget = (text: string, earlier: string[] = []): string[] => [...earlier, text];

function readSilence(text: string): number {
  const ms = parseDuration(text);
  if (ms === null) throw new UsageError(`--notify-silence ${text} is no duration; write 90s, 30m or 2h`);
  return ms;
}

/**
 * Whom to notify; undefined for nobody.
 *
 * @throws {UsageError} for a silence without anybody to notify, and for an address that can't be used
 */
export function readWish({ notify = [], notifySilence }: NotifyValues, origin: string): NotifyWish | undefined {
  if (notifySilence !== undefined && notify.length === 0) {
    throw new UsageError("--notify-silence needs --notify, which names whom to notify");
  }
  try {
    return checkWish({ targets: notify, silenceMs: notifySilence ?? null, origin });
  } catch (error) {
    if (error instanceof InvalidInput) {
      throw new UsageError(`--${error.field.replace("_", "-")}: ${error.message}`, { cause: error });
    }
    throw error;
  }
}

/** Passes errors on, but prints those about notifications that could not be sent. */
export function printNotNotified(onError: (error: unknown) => void): (error: unknown) => void {
  return (error) => error instanceof NotNotified ? printError(`stdcurve: ${error.message}`) : onError(error);
}
