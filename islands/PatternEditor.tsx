/**
 * An experiment's patterns: what a user taught the reader by hand. Lists them, takes one more after the server has
 * checked it, changes or removes one. The proposal that the terminal makes ends here too, in the same fields.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { sendChange, type Sent } from "../lib/client/send.ts";
import { METRIC_NAME_MAX_CHARS } from "../lib/limits.ts";
import type { Pattern } from "../lib/model.ts";

type Refusal = Extract<Sent<unknown>, { ok: false }>;

/** The experiment and its patterns as the server has them. */
export interface PatternEditorProps {
  experimentId: string;
  patterns: Pattern[];
}

/** The list and the form below it. */
export default function PatternEditor(
  { experimentId, patterns }: PatternEditorProps,
): JSX.Element {
  const list = useSignal(patterns);
  const edited = useSignal<Pattern | null>(null);
  const refusal = useSignal<Refusal | null>(null);
  const said = useSignal("");
  const busy = useSignal(false);

  async function store(next: Partial<Pattern>[], done: string): Promise<boolean> {
    busy.value = true;
    refusal.value = null;
    const sent = await sendChange<{ patterns: Pattern[] }>({
      method: "PATCH",
      path: `/api/experiments/${experimentId}`,
      body: { patterns: next },
    });
    busy.value = false;
    if (sent.ok) {
      list.value = sent.value.patterns;
      said.value = done;
    } else {
      refusal.value = sent;
      said.value = "";
    }
    return sent.ok;
  }

  async function submit(event: JSX.TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const target = event.currentTarget;
    const form = new FormData(target);
    const written = {
      metric: String(form.get("metric")).trim(),
      pattern: String(form.get("pattern")).trim(),
    };
    const old = edited.value;
    const next = old === null
      ? [...list.value, written]
      : list.value.map((each) => (each.id === old.id ? { ...written, id: old.id } : each));
    const done = `"${written.metric || written.pattern}" applies to lines from now on. ` +
      "Press “Read again” on a run to apply it to what it has printed.";
    if (await store(next, done)) {
      edited.value = null;
      target.reset();
    }
  }

  function remove(pattern: Pattern): void {
    const next = list.value.filter((each) => each.id !== pattern.id);
    store(next, `"${pattern.metric || pattern.pattern}" was removed.`);
  }

  return (
    <div class="form">
      {list.value.length > 0 && (
        <ul class="pattern-list">
          {list.value.map((pattern) => (
            <li key={pattern.id}>
              <div>
                <strong>{pattern.metric || "(named by the pattern)"}</strong>
                <code>{pattern.pattern}</code>
              </div>
              <div class="button-row">
                <button
                  type="button"
                  class="button button-quiet"
                  onClick={() => (edited.value = pattern)}
                >
                  Edit<span class="hidden-text">{pattern.metric}</span>
                </button>
                <button
                  type="button"
                  class="button button-quiet"
                  disabled={busy.value}
                  onClick={() => remove(pattern)}
                >
                  Remove<span class="hidden-text">{pattern.metric}</span>
                </button>
              </div>
            </li>
          ))}
        </ul>
      )}
      <PatternForm
        key={edited.value?.id ?? "new"}
        pattern={edited.value}
        refusal={refusal.value}
        busy={busy.value}
        onSubmit={submit}
        onDrop={() => (edited.value = null)}
      />
      <p class="muted" role="status">{said.value}</p>
    </div>
  );
}

function PatternForm(
  { pattern, refusal, busy, onSubmit, onDrop }: {
    pattern: Pattern | null;
    refusal: Refusal | null;
    busy: boolean;
    onSubmit: (event: JSX.TargetedSubmitEvent<HTMLFormElement>) => void;
    onDrop: () => void;
  },
): JSX.Element {
  const isAbout = (field: string) => refusal !== null && refusal.field.startsWith(field);
  return (
    <form class="form" onSubmit={onSubmit}>
      <div class="form-row">
        <div class="field">
          <label for="pattern-metric">Metric</label>
          <input
            id="pattern-metric"
            name="metric"
            maxLength={METRIC_NAME_MAX_CHARS}
            autocomplete="off"
            placeholder="perplexity"
            defaultValue={pattern?.metric ?? ""}
            aria-invalid={isAbout("metric")}
          />
        </div>
        <div class="field">
          <label for="pattern-pattern">Pattern</label>
          <input
            id="pattern-pattern"
            name="pattern"
            required
            autocomplete="off"
            spellcheck={false}
            class="mono"
            placeholder="it (?P<step>\d+) ppl (?P<value>[\d.]+)"
            defaultValue={pattern?.pattern ?? ""}
            aria-invalid={isAbout("pattern")}
            aria-describedby="pattern-hint pattern-error"
          />
        </div>
      </div>
      <p class="muted hint" id="pattern-hint">
        RE2 syntax. The group <code>value</code> is required; <code>step</code>, <code>epoch</code> and{" "}
        <code>metric</code> are read where they are there.
      </p>
      <p class="form-error" id="pattern-error" role="alert" hidden={refusal === null}>
        {refusal?.message}
      </p>
      <div class="button-row">
        <button type="submit" class="button" disabled={busy}>
          {pattern === null ? "Check and add" : "Check and save"}
        </button>
        {pattern !== null && (
          <button type="button" class="button button-quiet" onClick={onDrop}>
            Leave as it was
          </button>
        )}
      </div>
    </form>
  );
}
