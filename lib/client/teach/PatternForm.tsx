/**
 * The form for a pattern: its metric and its regular expression. While they are typed, it shows what they match in the run's log.
 * Loaded when a form is opened.
 *
 * @module
 */
import "../first_script.ts";
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { METRIC_NAME_MAX_CHARS } from "../../limits.ts";
import type { WirePreview } from "../../wire/lines.ts";
import { type PatternOwner, type Rereading, savePattern, type WrittenPattern } from "./patterns.ts";
import { runPath } from "../server/read.ts";
import { sendChange } from "../server/send.ts";
import { showHidden } from "../../text/visible.ts";

/** The pattern to start with, and what the form calls. */
export interface PatternFormProps extends PatternOwner {
  /** Prefix of element ids. It must be unique on the page, because two islands may have a form open. */
  id: string;
  initial: WrittenPattern;
  /** Text of the button that saves the pattern. */
  action: string;
  /** Shows the progress to the reader of the page. */
  say(words: string): void;
  onSaved(rereading: Rereading): void;
  onCancel(): void;
  /** Goes to a line that matches. Without it, the matches are plain text. */
  onGoTo?: (line: number) => void;
}

/** Pause between the last keystroke and the request. */
const TYPING_PAUSE_MS = 250;
const MATCHES_SHOWN = 4;

/** The form. */
export function PatternForm(props: PatternFormProps): JSX.Element {
  const { id, experimentId, runId } = props;
  const written = useSignal(props.initial);
  const preview = useSignal<WirePreview | null>(null);
  const refusal = useSignal("");
  const busy = useSignal(false);

  // An answer that arrives after the next keystroke is ignored.
  useEffect(() => {
    const { metric, pattern } = written.value;
    if (runId === null || pattern === "") return;
    let isStale = false;
    const timer = setTimeout(async () => {
      const path = `${runPath(experimentId, runId)}/pattern-preview`;
      const sent = await sendChange<WirePreview>({ method: "POST", path, body: { metric, pattern } });
      if (isStale) return;
      preview.value = sent.ok ? sent.value : null;
      refusal.value = sent.ok ? "" : sent.message;
    }, TYPING_PAUSE_MS);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [written.value]);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    busy.value = true;
    const sent = await savePattern(props, written.value, props.say);
    busy.value = false;
    refusal.value = sent.ok ? "" : sent.message;
    if (sent.ok) props.onSaved(sent.value);
  }

  const field = (name: "metric" | "pattern", label: string, more: JSX.IntrinsicElements["input"]) => (
    <label class={`track-${name}`}>
      <span>{label}</span>
      <input
        class="small-field mono"
        name={name}
        value={written.value[name]}
        autocomplete="off"
        spellcheck={false}
        aria-describedby={`${id}-answer`}
        onInput={(event) => (written.value = { ...written.value, [name]: event.currentTarget.value.trim() })}
        {...more}
      />
    </label>
  );
  return (
    <form class="track" onSubmit={submit}>
      {field("metric", "Metric", {
        maxLength: METRIC_NAME_MAX_CHARS,
        placeholder: "perplexity",
        required: !/\(\?P?<metric>/.test(written.value.pattern),
      })}
      {field("pattern", "Pattern (RE2)", {
        required: true,
        placeholder: String.raw`it (?P<step>\d+) ppl (?P<value>[\d.]+)`,
        "aria-invalid": refusal.value !== "",
      })}
      <div class="track-buttons">
        <button type="submit" class="button button-primary" disabled={busy.value}>{props.action}</button>
        <button type="button" class="button" onClick={props.onCancel}>Cancel</button>
      </div>
      <div class="track-answer" id={`${id}-answer`} role="status">
        {refusal.value !== "" && <p class="form-error">{refusal.value}</p>}
        {refusal.value === "" && preview.value && <Matches preview={preview.value} onGoTo={props.onGoTo} />}
      </div>
      <p class="track-hint">
        The group <code>(?P&lt;value&gt;…)</code> is the value. The groups <code>step</code>, <code>epoch</code> and
        {" "}
        <code>metric</code> are optional.
      </p>
    </form>
  );
}

function Matches(
  { preview: { total, matches }, onGoTo }: { preview: WirePreview; onGoTo: PatternFormProps["onGoTo"] },
): JSX.Element {
  if (total === 0) return <p>No match in the log so far.</p>;
  const more = total - Math.min(total, MATCHES_SHOWN);
  return (
    <>
      <p>{total === 1 ? "1 match" : `${total.toLocaleString("en")} matches`} in the log so far</p>
      <ul>
        {matches.slice(0, MATCHES_SHOWN).map((match, at) => (
          <li key={at}>
            {onGoTo
              ? <button type="button" class="line-link" onClick={() => onGoTo(match.line)}>line {match.line}</button>
              : `line ${match.line}`}
            {`: ${showHidden(match.metric) || "value"} ${match.value} at step ${match.step}`}
          </li>
        ))}
        {more > 0 && <li>{`and ${more.toLocaleString("en")} more`}</li>}
      </ul>
    </>
  );
}
