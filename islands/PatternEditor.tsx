/**
 * The patterns of an experiment, which teach the reader further metrics. They can be added, changed and removed. After each change, all
 * runs of the experiment are read again.
 *
 * @module
 */
import "../lib/client/first_script.ts";
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { PatternForm } from "../lib/client/teach/PatternForm.tsx";
import { knownPatterns } from "../lib/client/teach/known_patterns.ts";
import type { WrittenPattern } from "../lib/client/teach/patterns.ts";
import type { Pattern } from "../lib/model.ts";
import { showHidden } from "../lib/text/visible.ts";

/** The experiment, the patterns that the server has, and the run that the page shows. */
export interface PatternEditorProps {
  experimentId: string;
  patterns: Pattern[];
  runId: string | null;
}

/** The list and, below it, the form of the pattern that is edited. */
export default function PatternEditor({ experimentId, patterns, runId }: PatternEditorProps): JSX.Element {
  const list = knownPatterns.value ?? patterns;
  const edited = useSignal<WrittenPattern | null>(null);
  const Form = useSignal<typeof PatternForm | null>(null);
  const said = useSignal("");
  const busy = useSignal(false);

  /** Opens the form. Its script is loaded only now. */
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

  return (
    <div class="patterns">
      {list.length === 0 && edited.value === null && (
        <p class="muted">
          To track a number that isn’t read, click it in the terminal and choose “track this”, or write a pattern.
        </p>
      )}
      {list.length > 0 && <PatternList patterns={list} isBusy={busy.value} onEdit={edit} onRemove={remove} />}
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
            onSaved={() => edited.value = null}
            onCancel={() => edited.value = null}
          />
        )}
      <p class="said" role="status">{said.value}</p>
    </div>
  );
}

function PatternList(
  { patterns, isBusy, onEdit, onRemove }: {
    patterns: readonly Pattern[];
    isBusy: boolean;
    onEdit: (pattern: Pattern) => void;
    onRemove: (pattern: Pattern) => void;
  },
): JSX.Element {
  const nameOf = (pattern: Pattern) => showHidden(pattern.metric) || "named by the pattern";
  const button = (verb: string, pattern: Pattern, act: (pattern: Pattern) => void) => (
    <button
      type="button"
      class="button"
      aria-label={`${verb} ${nameOf(pattern)}`}
      disabled={isBusy}
      onClick={() => act(pattern)}
    >
      {verb}
    </button>
  );
  return (
    <ul class="pattern-list">
      {patterns.map((pattern) => (
        <li key={pattern.id}>
          <div>
            <strong>{nameOf(pattern)}</strong>
            <code>{showHidden(pattern.pattern)}</code>
          </div>
          <div class="button-row">
            {button("Edit", pattern, onEdit)}
            {button("Remove", pattern, onRemove)}
          </div>
        </li>
      ))}
    </ul>
  );
}
