/**
 * The filter of the table of runs, with completion and an error that says where.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { completeFilter, type FilterCompletion } from "../../series/filter/complete_filter.ts";
import type { ShownRows } from "../../series/table/show_rows.ts";
import type { TableState } from "./use_table.ts";

/** Choices in sight. */
const CHOICES_SHOWN = 8;

/** The columns and values that the filter can name. */
function columnsOf({ rows, metadata: { metrics, settings } }: TableState) {
  const values = new Map(settings.map((name) => [
    name,
    [...new Set(rows.flatMap((row) => Object.hasOwn(row.settings, name) ? [row.settings[name]!] : []))],
  ]));
  return { metrics, settings, values, tags: [...new Set(rows.flatMap(({ tags }) => tags))] };
}

/** The text with a choice in it, and where the caret is then. */
export function applyChoice(
  text: string,
  { from, to }: FilterCompletion,
  choice: string,
): { text: string; caret: number } {
  return { text: text.slice(0, from) + choice + text.slice(to), caret: from + choice.length };
}

/** The field. */
export function FilterField({ table, error }: { table: TableState; error: ShownRows["error"] }): JSX.Element {
  const { view, change } = table, input = useRef<HTMLInputElement>(null), isShown = useRef(false);
  const completion = useSignal<FilterCompletion | null>(null), active = useSignal(-1);
  const choices = completion.value?.choices.slice(0, CHOICES_SHOWN) ?? [], isOpen = choices.length > 0;

  /** Offers what may be written at the caret: in an empty field only on request, since the list covers the table. */
  function complete(isWanted = false): void {
    const { value, selectionStart } = input.current!;
    completion.value = value === "" && !isWanted
      ? null
      : completeFilter(value, selectionStart ?? value.length, columnsOf(table));
    active.value = -1;
  }
  function choose(choice: string): void {
    const { text, caret } = applyChoice(input.current!.value, completion.peek()!, choice);
    input.current!.value = text;
    change({ filter: text });
    input.current!.focus();
    input.current!.setSelectionRange(caret, caret);
    complete();
  }
  function onKey(event: KeyboardEvent): void {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0, chosen = choices[active.value];
    if (by !== 0 && isOpen) {
      active.value = (Math.max(active.value, by > 0 ? -1 : 0) + by + choices.length) % choices.length;
    } else if (by > 0) complete(true);
    else if (event.key === "Enter" && chosen) choose(chosen.text);
    else if (event.key === "Escape" && isOpen) completion.value = null;
    else return;
    event.preventDefault();
  }
  useLayoutEffect(() => { // Back may have undone it. At once: a later effect would take back what is written meanwhile
    if (isShown.current && input.current!.value !== view.filter) input.current!.value = view.filter;
    isShown.current = true;
  }, [view.filter]);
  return (
    <div class="filter-field">
      <input
        ref={input}
        type="search"
        class="small-field"
        name="q"
        placeholder="Filter: status:failed lr<0.01 val_loss<0.5"
        aria-label="Filter runs"
        role="combobox"
        aria-expanded={isOpen}
        aria-controls="filter-choices"
        aria-activedescendant={active.value < 0 ? undefined : `filter-choice-${active.value}`}
        aria-invalid={error !== null}
        aria-describedby={error === null ? undefined : "filter-error"}
        autocomplete="off"
        spellcheck={false}
        defaultValue={view.filter}
        onInput={(event) => {
          change({ filter: event.currentTarget.value });
          complete();
        }}
        onKeyDown={onKey}
        onFocus={() => complete()}
        onBlur={() => completion.value = null}
      />
      <ChoiceList choices={choices} active={active.value} onChoose={choose} />
      {error !== null && (
        <p id="filter-error" class="form-error">
          {describeFault(error.text)} <span class="mono">{markPlace(view.filter, error.at)}</span>
        </p>
      )}
    </div>
  );
}

function ChoiceList(
  { choices, active, onChoose }: {
    choices: FilterCompletion["choices"];
    active: number;
    onChoose(choice: string): void;
  },
): JSX.Element {
  return (
    <ul id="filter-choices" role="listbox" aria-label="What may be written here" hidden={choices.length === 0}>
      {choices.map(({ text, hint }, at) => (
        <li
          key={text}
          id={`filter-choice-${at}`}
          role="option"
          aria-selected={at === active}
          onMouseDown={(event) => {
            event.preventDefault(); // the field keeps the focus
            onChoose(text);
          }}
        >
          {text} <span class="muted">{hint}</span>
        </li>
      ))}
    </ul>
  );
}

/** What is wrong with a filter as a sentence that leads to its marked place. */
export const describeFault = (text: string): string => `${text[0]!.toUpperCase()}${text.slice(1)}, at ▸:`;

/** The text with a mark at the place of an error. */
export const markPlace = (text: string, at: number): string => `${text.slice(0, at)}▸${text.slice(at)}`;
