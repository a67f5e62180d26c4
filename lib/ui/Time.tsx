/**
 * Times in words, such as "1 min ago". The markup has the exact time, for readers who hover and for programs.
 *
 * @module
 */
import type { JSX } from "preact";
import type { Run } from "../model.ts";
import { formatDuration } from "../text/format.ts";
import { formatTime } from "../time.ts";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * How long before `now` a time was, in words. A time that is a week old or older becomes a date.
 *
 * @example
 * ```ts
 * import { describeAgo } from "./Time.tsx";
 * describeAgo(0, 90_000); // "1 min ago"
 * ```
 */
export function describeAgo(ms: number, now: number): string {
  const age = Math.max(0, now - ms);
  if (age < 10 * SECOND_MS) return "just now";
  if (age < MINUTE_MS) return `${Math.floor(age / SECOND_MS)} s ago`;
  if (age < HOUR_MS) return `${Math.floor(age / MINUTE_MS)} min ago`;
  if (age < DAY_MS) return `${Math.floor(age / HOUR_MS)} h ago`;
  const days = Math.floor(age / DAY_MS);
  if (days < 7) return days === 1 ? "yesterday" : `${days} days ago`;
  return formatTime(ms).slice(0, 10);
}

/** A time in words, relative to `now`. */
export function Time({ ms, now }: { ms: number; now: number }): JSX.Element {
  const iso = formatTime(ms);
  return <time datetime={iso} title={iso}>{describeAgo(ms, now)}</time>;
}

/** How long something took, or has taken so far. The markup of a time that goes on has its beginning, from which the page counts on. */
export function Duration({ from, to, now }: { from: number; to: number | null; now: number }): JSX.Element {
  const text = formatDuration(Math.max(0, (to ?? now) - from));
  return to === null ? <span data-since={formatTime(from)}>{text}</span> : <>{text}</>;
}

/** Duration of a run in milliseconds, up to `now` for a live one; null before it starts, and for an imported log. */
export function runDuration(run: Pick<Run, "startedAt" | "endedAt" | "isImported">, now: number): number | null {
  if (run.startedAt === null || run.isImported) return null;
  return Math.max(0, (run.endedAt ?? now) - run.startedAt);
}
