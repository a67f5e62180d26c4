/**
 * The content of a notification: a sentence, a JSON document for a webhook, and variables for a command. Pure: it sends nothing.
 *
 * @module
 */
import type { Run } from "../model.ts";
import { chooseMetric } from "../series/choose_metric.ts";
import { formatDuration, formatNumber } from "../text/format.ts";
import { showHidden } from "../text/visible.ts";

/** What happened. `event` names it among all that happened to the run. */
export interface RunEvent {
  /** `end`, `nan`, or `silence` with the offset in the log from which on nothing came. */
  event: string;
  /** What happened, for an event that is not the end: "printed its first NaN: loss at step 3 (line 12)". */
  detail: string;
}

/** The event of a run's end. */
export const END: RunEvent = { event: "end", detail: "" };

/** A run as a notification describes it. */
export interface NotifiedRun {
  run: Run;
  experiment: string;
  /** Where the run's page is, without a slash at its end. */
  origin: string;
}

/** What is sent. */
export interface RunNotice {
  event: string;
  /** For a webhook. `text` is what Slack shows, `content` what Discord shows. */
  document: Record<string, unknown>;
  /** For a command. */
  variables: Record<string, string>;
}

/** Discord refuses longer ones. */
const TEXT_MAX_CHARS = 1900;
/** Metrics in the document. */
const METRICS_MAX = 50;

/** Describes an event of a run. */
export function makeNotice({ run, experiment, origin }: NotifiedRun, { event, detail }: RunEvent): RunNotice {
  const url = `${origin}/experiments/${run.experimentId}?run=${run.id}`;
  const reason = detail || run.reason;
  const text = `${showHidden(`${experiment} · ${run.name}`)} ${describeEvent(run, detail)}\n${url}`;
  return {
    event,
    document: {
      text: escapeSlack(text).slice(0, TEXT_MAX_CHARS),
      content: text.slice(0, TEXT_MAX_CHARS),
      allowed_mentions: { parse: [] },
      event: event.split(":")[0],
      notification_id: `${run.id}:${event}`,
      id: run.id,
      name: run.name,
      experiment,
      status: run.status,
      reason,
      url,
      metrics: listMetrics(run),
    },
    variables: {
      STDCURVE_RUN_STATUS: run.status,
      STDCURVE_RUN_ID: run.id,
      STDCURVE_RUN_REASON: withoutNuls(reason),
      STDCURVE_RUN_URL: url,
      STDCURVE_RUN_NAME: withoutNuls(run.name),
      STDCURVE_RUN_EXPERIMENT: withoutNuls(experiment),
      STDCURVE_RUN_EVENT: event.split(":")[0]!,
    },
  };
}

const withoutNuls = (text: string) => text.replaceAll("\0", "");

/** A name or a reason must not call somebody, as `<!channel>` would. */
const escapeSlack = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/**
 * What happened to a run, as the end of a sentence that begins with its name.
 *
 * @example
 * ```ts
 * import { describeEvent } from "./notices.ts";
 * const run = { status: "failed", reason: "exit code 1", metrics: [], startedAt: 0, endedAt: 61_000 };
 * describeEvent(run as never, ""); // "failed after 1 min 1 s: exit code 1"
 * ```
 */
export function describeEvent(run: Run, detail: string): string {
  if (detail) return showHidden(detail);
  const { startedAt, endedAt, isImported } = run;
  const took = startedAt === null || endedAt === null || isImported
    ? ""
    : ` after ${formatDuration(endedAt - startedAt)}`;
  const why = run.reason === "" || run.reason === run.status ? "" : `: ${showHidden(run.reason)}`;
  const chosen = chooseMetric(run.metrics, null), metric = run.metrics.find(({ name }) => name === chosen);
  const last = metric ? ` (${showHidden(metric.name)} ${formatNumber(metric.last)} at step ${metric.lastStep})` : "";
  return `${run.status}${took}${why}${last}`;
}

/** The last value and step of each metric, the one that lists show first. JSON has no NaN: such values are strings. */
function listMetrics({ metrics }: Run): Record<string, unknown> {
  const first = chooseMetric(metrics, null);
  const ordered = [...metrics.filter(({ name }) => name === first), ...metrics.filter(({ name }) => name !== first)];
  return Object.fromEntries(
    ordered.slice(0, METRICS_MAX).map(({ name, last, lastStep }) => {
      return [name, { last: Number.isFinite(last) ? last : String(last), last_step: lastStep }];
    }),
  );
}
