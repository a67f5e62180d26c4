/**
 * Teaching by pointing: a pattern for a number that wasn't read, what it would match in the log so far, and its keeping.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { METRIC_NAME_MAX_CHARS } from "../limits.ts";
import type { Pattern } from "../model.ts";
import { type LineNumber, proposePattern } from "./line_numbers.ts";
import { readJson, runPath } from "./read.ts";
import { sendChange } from "./send.ts";

/** The number, and whose log it is of. */
export interface TrackNumberProps {
  experimentId: string;
  runId: string;
  /** The line's plain text. */
  text: string;
  number: LineNumber;
}

/** What a pattern would match. */
export interface PatternPreview {
  total: number;
  /** The first of them. */
  matches: readonly { line: number; step: number; value: number | string }[];
}

/** The form. */
export function TrackNumber(props: TrackNumberProps): JSX.Element {
  const { experimentId, runId } = props;
  const written = useSignal(proposePattern(props.text, props.number));
  const preview = useSignal<PatternPreview | null>(null);
  const said = useSignal("");
  const isBusy = useSignal(false);

  async function show(): Promise<void> {
    isBusy.value = true;
    const sent = await sendChange<PatternPreview>({
      method: "POST",
      path: `${runPath(experimentId, runId)}/pattern-preview`,
      body: written.value,
    });
    isBusy.value = false;
    preview.value = sent.ok ? sent.value : null;
    said.value = sent.ok ? "" : sent.message;
  }

  /** Keeps the pattern with the experiment, then has this run read again with it. */
  async function keep(): Promise<void> {
    isBusy.value = true;
    said.value = await keepPattern(props, written.value);
    isBusy.value = false;
  }

  const field = (name: "metric" | "pattern", label: string, limit: number) => (
    <label class={`track-${name}`}>
      <span>{label}</span>
      <input
        name={name}
        value={written.value[name]}
        maxLength={limit}
        autocomplete="off"
        spellcheck={false}
        required
        onInput={(event) => {
          written.value = { ...written.value, [name]: event.currentTarget.value };
          preview.value = null;
        }}
      />
    </label>
  );
  return (
    <form
      class="track"
      onSubmit={(event) => {
        event.preventDefault();
        void (preview.value ? keep() : show());
      }}
    >
      {field("metric", "Metric", METRIC_NAME_MAX_CHARS)}
      {field("pattern", "Pattern (RE2)", 2_000)}
      <button type="submit" disabled={isBusy.value}>
        {preview.value ? "Track this" : "Show matches"}
      </button>
      <div class="track-answer" role="status">
        {said.value}
        {preview.value && <Matches preview={preview.value} />}
      </div>
    </form>
  );
}

function Matches({ preview }: { preview: PatternPreview }): JSX.Element {
  const { total, matches } = preview;
  return (
    <>
      <p>{total === 1 ? "1 match in the log so far" : `${total} matches in the log so far`}</p>
      <ul>
        {matches.slice(0, 5).map((match, at) => (
          <li key={at}>{`line ${match.line}: ${match.value} at step ${match.step}`}</li>
        ))}
      </ul>
    </>
  );
}

/** What to say about how it went. */
async function keepPattern(
  { experimentId, runId }: TrackNumberProps,
  written: { metric: string; pattern: string },
): Promise<string> {
  const path = `/api/experiments/${encodeURIComponent(experimentId)}`;
  let patterns: Pattern[];
  try {
    const experiment = await readJson<{ patterns: Pattern[] }>(
      path,
      {},
      AbortSignal.timeout(10_000),
    );
    patterns = experiment.patterns;
  } catch (error) {
    return `The patterns can't be read: ${error instanceof Error ? error.message : String(error)}`;
  }
  const kept = await sendChange({
    method: "PATCH",
    path,
    body: { patterns: [...patterns, written] },
  });
  if (!kept.ok) return kept.message;
  const reread = await sendChange({
    method: "POST",
    path: `${runPath(experimentId, runId)}/reread`,
  });
  return reread.ok
    ? `${written.metric} is tracked. It appears in the chart when the page is loaded again.`
    : `The pattern is kept, and this run can't be read again now: ${reread.message}`;
}
