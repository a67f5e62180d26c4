/**
 * A pattern being written: its metric and expression, and, as they are typed, what they would match in the log so far. Sent when
 * one is to be written.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { METRIC_NAME_MAX_CHARS } from "../../limits.ts";
import type { WirePreview } from "../../wire.ts";
import { keepPattern, type PatternPlace, type Reading, type WrittenPattern } from "./patterns.ts";
import { runPath } from "../server/read.ts";
import { sendChange } from "../server/send.ts";

/** What is written, and who is told. */
export interface PatternFormProps extends PatternPlace {
  /** Of the form's own on this page: two islands may have one open. */
  id: string;
  initial: WrittenPattern;
  /** Words of the button that keeps it. */
  action: string;
  /** Hears how far it has come. */
  say(words: string): void;
  onKept(reading: Reading): void;
  onDrop(): void;
  /** Goes to a line that matches. */
  onGoTo?: (line: number) => void;
}

/** Between the last letter and the question to the server. */
const TYPING_PAUSE_MS = 250;
const MATCHES_SHOWN = 4;

/** The form. */
export function PatternForm(props: PatternFormProps): JSX.Element {
  const { id, experimentId, runId } = props;
  const written = useSignal(props.initial);
  const preview = useSignal<WirePreview | null>(null);
  const refusal = useSignal("");
  const busy = useSignal(false);

  /** Checks what is written; an answer that comes after the next letter is passed over. */
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
    const sent = await keepPattern(props, written.value, props.say);
    busy.value = false;
    refusal.value = sent.ok ? "" : sent.message;
    if (sent.ok) props.onKept(sent.value);
  }

  const field = (name: "metric" | "pattern", label: string, more: JSX.IntrinsicElements["input"]) => (
    <label class={`track-${name}`}>
      <span>{label}</span>
      <input
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
        <button type="button" class="button" onClick={props.onDrop}>Cancel</button>
      </div>
      <div class="track-answer" id={`${id}-answer`} role="status">
        {refusal.value !== "" && <p class="form-error">{refusal.value}</p>}
        {refusal.value === "" && preview.value && <Matches preview={preview.value} onGoTo={props.onGoTo} />}
      </div>
      <p class="track-hint">
        The group <code>(?P&lt;value&gt;…)</code> is read; <code>step</code>, <code>epoch</code> and <code>metric</code>
        {" "}
        where they are there.
      </p>
    </form>
  );
}

function Matches(
  { preview: { total, matches }, onGoTo }: { preview: WirePreview; onGoTo: PatternFormProps["onGoTo"] },
): JSX.Element {
  if (total === 0) return <p>Nothing in the log so far matches.</p>;
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
            {`: ${match.metric || "value"} ${match.value} at step ${match.step}`}
          </li>
        ))}
        {more > 0 && <li>{`and ${more.toLocaleString("en")} more`}</li>}
      </ul>
    </>
  );
}
