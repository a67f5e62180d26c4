/**
 * An experiment's patterns: what a user taught the reader, by pointing or by hand. Lists them; one is added, changed or removed,
 * and every run of the experiment is read again with what is taught now.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { PatternForm } from "../lib/client/teach/PatternForm.tsx";
import { knownPatterns } from "../lib/client/teach/known_patterns.ts";
import type { WrittenPattern } from "../lib/client/teach/patterns.ts";
import type { Pattern } from "../lib/model.ts";

/** The experiment, its patterns as the server has them, and the run on the page. */
export interface PatternEditorProps {
  experimentId: string;
  patterns: Pattern[];
  runId: string | null;
}

/** The list and, when wanted, the form below it. */
export default function PatternEditor({ experimentId, patterns, runId }: PatternEditorProps): JSX.Element {
  const list = knownPatterns.value ?? patterns;
  const edited = useSignal<WrittenPattern | null>(null);
  const Form = useSignal<typeof PatternForm | null>(null);
  const said = useSignal("");
  const busy = useSignal(false);

  /** The form's script is not sent before one is wanted. */
  async function edit(pattern: WrittenPattern): Promise<void> {
    said.value = "";
    edited.value = pattern;
    const loaded = await import("../lib/client/teach/PatternForm.tsx");
    Form.value = loaded.PatternForm;
  }

  async function remove(pattern: Pattern): Promise<void> {
    busy.value = true;
    edited.value = null;
    const { removePattern } = await import("../lib/client/teach/patterns.ts");
    const sent = await removePattern({ experimentId, runId }, pattern, (words) => said.value = words);
    busy.value = false;
    if (!sent.ok) said.value = sent.message;
  }

  const nameOf = (pattern: Pattern) => pattern.metric || "named by the pattern";
  return (
    <div class="patterns">
      {list.length === 0 && edited.value === null && (
        <p class="muted">
          A number that isn’t read can be taught: press it in the terminal and choose “track this”, or write a pattern.
        </p>
      )}
      {list.length > 0 && (
        <ul class="pattern-list">
          {list.map((pattern) => (
            <li key={pattern.id}>
              <div>
                <strong>{nameOf(pattern)}</strong>
                <code>{pattern.pattern}</code>
              </div>
              <div class="button-row">
                <button
                  type="button"
                  class="button"
                  aria-label={`Edit ${nameOf(pattern)}`}
                  disabled={busy.value}
                  onClick={() => edit(pattern)}
                >
                  Edit
                </button>
                <button
                  type="button"
                  class="button"
                  aria-label={`Remove ${nameOf(pattern)}`}
                  disabled={busy.value}
                  onClick={() => remove(pattern)}
                >
                  Remove
                </button>
              </div>
            </li>
          ))}
        </ul>
      )}
      {edited.value === null
        ? (
          <button type="button" class="button" disabled={busy.value} onClick={() => edit({ metric: "", pattern: "" })}>
            Write a pattern
          </button>
        )
        : Form.value && (
          <Form.value
            key={edited.value.id ?? "new"}
            id="own-pattern"
            experimentId={experimentId}
            runId={runId}
            initial={edited.value}
            action={edited.value.id === undefined ? "Add" : "Save"}
            say={(words) => said.value = words}
            onKept={() => edited.value = null}
            onDrop={() => edited.value = null}
          />
        )}
      <p class="said" role="status">{said.value}</p>
    </div>
  );
}
