/**
 * Sends a notification to one target: POSTs to a webhook, or starts a command. No error text has the target in full, because a webhook's address
 * is a secret.
 *
 * @module
 */
import { runNotifyCommand } from "../process/notify_command.ts";
import { backOffMs, sleep } from "../time.ts";
import type { RunNotice } from "./notices.ts";

/** How sending to a target went. `isLasting`: trying again would be in vain. */
export type Delivery = { ok: true } | { ok: false; isLasting: boolean; why: string };

/** Longest time of one attempt. A target that answers later gets the notification again, so it is long. */
export const ATTEMPT_MAX_MS = 60_000;
/** Pauses between attempts. */
const FIRST_PAUSE_MS = 300, LONGEST_PAUSE_MS = 10_000;

/** Until when to try, and whether once is enough. */
export interface DeliverOptions {
  signal: AbortSignal;
  /** True for one attempt only; by default again and again. */
  isOnce?: boolean;
}

/** True for a target that is a webhook; any other is a command. */
export const isWebhook = (target: string): boolean => /^https?:\/\//i.test(target);

/**
 * A target as messages show it: the host of a webhook, and of a command nothing.
 *
 * @example
 * ```ts
 * import { nameTarget } from "./deliver.ts";
 * nameTarget("https://hooks.slack.com/services/T0/B0/secret"); // "https://hooks.slack.com/…"
 * nameTarget("mail -s over me"); // "the command of --notify"
 * ```
 */
export function nameTarget(target: string): string {
  if (!isWebhook(target)) return "the command of --notify";
  const url = URL.parse(target);
  return url ? `${url.protocol}//${url.host}/…` : "the address of --notify";
}

/** Sends a notification to a target, again and again until it answers, refuses for good, or the signal is aborted. */
export async function deliver(
  target: string,
  notice: RunNotice,
  { signal, isOnce = false }: DeliverOptions,
): Promise<Delivery> {
  for (let failures = 0;; failures++) {
    const delivery = isWebhook(target) ? await post(target, notice, signal) : await runCommand(target, notice, signal);
    if (delivery.ok || delivery.isLasting || isOnce || signal.aborted) return delivery;
    await sleep(backOffMs(failures, { firstMs: FIRST_PAUSE_MS, longestMs: LONGEST_PAUSE_MS }), signal);
    if (signal.aborted) return delivery;
  }
}

async function post(target: string, { document }: RunNotice, signal: AbortSignal): Promise<Delivery> {
  let response: Response;
  try {
    response = await fetch(target, {
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": "stdcurve" },
      body: JSON.stringify(document),
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(ATTEMPT_MAX_MS)]),
    });
  } catch {
    return { ok: false, isLasting: URL.parse(target) === null, why: `${nameTarget(target)} does not answer` }; // the error has the address
  }
  await response.body?.cancel().catch(() => {}); // its status is enough
  if (response.ok) return { ok: true };
  const { status } = response, isLasting = status < 500 && status !== 408 && status !== 425 && status !== 429;
  return { ok: false, isLasting, why: `${nameTarget(target)} answered with status ${status}` };
}

async function runCommand(target: string, { variables }: RunNotice, signal: AbortSignal): Promise<Delivery> {
  const end = await runNotifyCommand(target, variables, signal);
  if (end.isRunning || end.code === 0) return { ok: true }; // one that still runs has all that it needs
  return { ok: false, isLasting: end.code === 127, why: `${nameTarget(target)} ended with exit code ${end.code}` };
}
