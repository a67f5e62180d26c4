/**
 * What stands above the table of runs: the filter, the columns, the baseline and the grouping.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { listColumns } from "../../series/table/table_columns.ts";
import { formatCount } from "../../text/count.ts";
import { showHidden } from "../../text/visible.ts";
import { FilterField } from "./FilterField.tsx";
import type { TableState } from "./use_table.ts";

/** The bar. */
export function TableBar({ table }: { table: TableState }): JSX.Element {
  const { shown, ticked, view, change } = table;
  const ids = shown.rows.map(({ id }) => id), areAllTicked = ids.length > 0 && ids.every((id) => ticked.includes(id));
  const others = ticked.filter((id) => !ids.includes(id));
  return (
    <div class="run-table-bar">
      <FilterField table={table} error={shown.error} />
      <span class="muted" role="status">{describeShown(table)}</span>
      <button
        type="button"
        class="button button-quiet"
        onClick={() => change({ runs: areAllTicked ? others : [...others, ...ids] })}
      >
        {areAllTicked ? "Untick these" : "Tick these"}
      </button>
      {ticked.length > 0 && (
        <button type="button" class="button button-quiet" onClick={() => change({ runs: [] })}>Untick all</button>
      )}
      <GroupChoice table={table} />
      <BaselineChoice table={table} />
      <ColumnChoice table={table} />
      <button
        type="button"
        class="button button-quiet"
        aria-pressed={view.scatter !== null}
        onClick={() => change({ scatter: view.scatter === null ? "auto" : null })}
      >
        Scatter
      </button>
    </div>
  );
}

/** How many rows are shown, in words. */
export function describeShown({ metadata, view, shown }: Pick<TableState, "metadata" | "view" | "shown">): string {
  const all = formatCount(metadata.total, "run");
  if (view.filter === "") return all;
  return shown.error === null ? `${shown.rows.length} of ${all}` : `All ${all}: the filter can’t be read`;
}

function GroupChoice({ table: { metadata, view, change } }: { table: TableState }): JSX.Element | null {
  if (metadata.settings.length === 0) return null;
  return (
    <label class="choice">
      Group by{" "}
      <select
        value={encodeURIComponent(view.group ?? "")}
        onChange={(event) => change({ group: decodeURIComponent(event.currentTarget.value) || null })}
      >
        <option value="">nothing</option>
        {metadata.settings.map((name) => <option key={name} value={encodeURIComponent(name)}>{showHidden(name)}
        </option>)}
      </select>
    </label>
  );
}

function BaselineChoice({ table }: { table: TableState }): JSX.Element {
  const { rows, view, drawn, change } = table;
  const baseline = rows.find(({ id }) => view.baseline !== null && id.endsWith(view.baseline));
  const offered = baseline && !drawn.includes(baseline) ? [baseline, ...drawn] : drawn;
  return (
    <label class="choice">
      Baseline{" "}
      <select
        value={baseline?.id ?? ""}
        onChange={(event) => change({ baseline: event.currentTarget.value || null })}
      >
        <option value="">none</option>
        {offered.map(({ id, name }) => <option key={id} value={id}>{showHidden(name)}</option>)}
      </select>
    </label>
  );
}

/** Closes an opened part with Escape, and with a press elsewhere. Returns a function that stops this. */
function closeOutside(part: HTMLDetailsElement): () => void {
  const stop = new AbortController(), { signal } = stop;
  addEventListener("pointerdown", ({ target }) => {
    if (target instanceof Node && !part.contains(target)) part.open = false;
  }, { signal });
  part.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    part.open = false;
    part.querySelector("summary")?.focus();
  }, { signal });
  return () => stop.abort();
}

/** Which columns are shown, and in which order. */
function ColumnChoice({ table }: { table: TableState }): JSX.Element {
  const { metadata, columns, view, change } = table, isOpen = useSignal(false);
  const place = useRef<HTMLDetailsElement>(null);
  useEffect(() => isOpen.value ? closeOutside(place.current!) : undefined, [isOpen.value]);
  const shown = columns.map(({ id }) => id), all = listColumns(metadata);
  const ordered = [...columns, ...all.filter(({ id }) => !shown.includes(id))];
  const move = (id: string, by: number) => {
    const at = shown.indexOf(id), next = shown.toSpliced(at, 1).toSpliced(at + by, 0, id);
    change({ columns: next });
  };
  return (
    <details
      class="disclosure column-choice"
      ref={place}
      onToggle={(event) => isOpen.value = event.currentTarget.open}
    >
      <summary>Columns</summary>
      {isOpen.value && (
        <div class="column-list">
          {ordered.map(({ id, title, kind, stat }) => {
            const at = shown.indexOf(id), name = `${showHidden(title)}${stat === null ? "" : `, ${stat}`}`;
            return (
              <div key={id}>
                <label>
                  <input
                    type="checkbox"
                    checked={at >= 0}
                    onChange={() => change({ columns: at >= 0 ? shown.filter((each) => each !== id) : [...shown, id] })}
                  />{" "}
                  {name} <span class="muted">{kind === "setting" || kind === "metric" ? kind : ""}</span>
                </label>
                {at > 0 && (
                  <button
                    type="button"
                    class="button button-quiet"
                    aria-label={`Move ${name} to the left`}
                    onClick={() => move(id, -1)}
                  >
                    ←
                  </button>
                )}
              </div>
            );
          })}
          {view.columns !== null && (
            <button type="button" class="button" onClick={() => change({ columns: null })}>As at first</button>
          )}
        </div>
      )}
    </details>
  );
}
