/**
 * Checks whom a run shall notify, as it was entered on the page, through the API or with `--notify`.
 *
 * @module
 */
import { InvalidInput } from "../errors.ts";
import { NOTIFY_SILENCE_HIGHEST_S, NOTIFY_TARGET_MAX_CHARS, NOTIFY_TARGETS_MAX } from "../limits.ts";
import { canRunNotifyCommand } from "../process/notify_command.ts";
import type { NotifyWish } from "../process/outbox.ts";
import { formatDuration } from "../text/format.ts";
import { isWebhook } from "./deliver.ts";

/** What was entered. */
export interface EnteredWish {
  /** Addresses of webhooks, and commands; nobody is notified when there is none. */
  targets: readonly string[];
  /** Milliseconds without output after which a notification is sent. */
  silenceMs?: number | null | undefined;
  /** Where the run's page is. A slash at its end is removed. */
  origin: string;
}

/**
 * The checked wish; undefined when there is nobody to notify.
 *
 * @throws {InvalidInput} field `notify` or `notify_silence`
 */
export function checkWish({ targets, silenceMs = null, origin }: EnteredWish): NotifyWish | undefined {
  if (targets.length > NOTIFY_TARGETS_MAX) {
    throw new InvalidInput("notify", `a run notifies at most ${NOTIFY_TARGETS_MAX} targets`);
  }
  targets.forEach(checkTarget);
  if (silenceMs !== null && targets.length === 0) {
    throw new InvalidInput("notify_silence", "notify names nobody to notify of a silence");
  }
  if (silenceMs !== null && silenceMs > NOTIFY_SILENCE_HIGHEST_S * 1000) {
    throw new InvalidInput(
      "notify_silence",
      `a silence has at most ${formatDuration(NOTIFY_SILENCE_HIGHEST_S * 1000)}`,
    );
  }
  return targets.length === 0 ? undefined : { targets, silenceMs, origin: origin.replace(/\/$/, "") };
}

/** The messages don't repeat the target: it may be a secret. */
function checkTarget(target: string): void {
  if (target.length > NOTIFY_TARGET_MAX_CHARS) {
    throw new InvalidInput(
      "notify",
      `an address or command to notify has at most ${NOTIFY_TARGET_MAX_CHARS} characters`,
    );
  }
  if (target.trim() === "" || target.includes("\0")) {
    throw new InvalidInput("notify", "an address or command to notify is empty");
  }
  if (!isWebhook(target)) return checkCommand(target);
  const url = URL.parse(target);
  if (url === null) throw new InvalidInput("notify", "an address to notify is no valid address");
  if (url.username !== "" || url.password !== "") {
    throw new InvalidInput(
      "notify",
      "an address to notify can't hold a user and password; use a command, such as curl --netrc",
    );
  }
}

/** What begins like an address: `ftp://`, `http:/`. */
const ADDRESS = /^\s*[a-z][a-z\d+.-]+:\//i;

function checkCommand(target: string): void {
  if (ADDRESS.test(target)) {
    throw new InvalidInput("notify", "an address to notify begins with http:// or https://");
  }
  if (!canRunNotifyCommand(target)) {
    throw new InvalidInput(
      "notify",
      "there is no such command to notify; write an address with http:// or https://, or a command that is installed here",
    );
  }
}
