/**
 * The bar of what can be done to the ticked runs at once: tag, export, cancel, delete. A deletion can be undone for ten seconds here, and
 * for a day on the pages of the runs.
 *
 * @module
 */
import "../first_script.ts";
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { MANY_RUNS_MAX } from "../../limits.ts";
import { isComplete } from "../../model.ts";
import { formatCount } from "../../text/count.ts";
import { ownPath } from "../server/own_path.ts";
import { type BulkAct, changeRuns, readTags } from "./bulk_acts.ts";
import type { TableState } from "./use_table.ts";

/** How long a deletion can be undone in the bar. */
const UNDO_MS = 10_000;

/** The bar. */
export default function BulkBar({ table, mayChange }: { table: TableState; mayChange: boolean }): JSX.Element {
  const { rows, ticked, refresh } = table, said = useSignal(""), deleted = useSignal<string[]>([]);
  const isBusy = useSignal(false), chosen = rows.filter(({ id }) => ticked.includes(id));
  const live = chosen.filter(({ status }) => !isComplete(status));
  useEffect(() => {
    if (deleted.value.length === 0) return;
    const timer = setTimeout(() => deleted.value = [], UNDO_MS);
    return () => clearTimeout(timer);
  }, [deleted.value]);

  async function act(ids: readonly string[], what: BulkAct): Promise<void> {
    if (isBusy.value || ids.length === 0) return;
    isBusy.value = true;
    const { done, words } = await changeRuns(ids, what);
    said.value = words;
    if (what.act === "delete") deleted.value = done;
    if (what.act === "restore") deleted.value = [];
    isBusy.value = false;
    refresh();
  }
  const ids = chosen.map(({ id }) => id), done = chosen.filter(({ status }) => isComplete(status)).map(({ id }) => id);
  return (
    <div class="bulk-bar">
      <strong>{formatCount(chosen.length, "run")}</strong>
      <a class="button" href={ownPath(`/api/export.csv?runs=${ids}`)} download aria-disabled={ids.length === 0}>
        Export CSV
      </a>
      <a
        class="button"
        href={ownPath(`/api/export.html?runs=${ids.slice(0, MANY_RUNS_MAX)}`)}
        download
        aria-disabled={ids.length === 0}
      >
        {ids.length > MANY_RUNS_MAX ? `Export the first ${MANY_RUNS_MAX} as HTML` : "Export HTML"}
      </a>
      {mayChange && (
        <>
          <TagForm isDisabled={isBusy.value || ids.length === 0} onTags={(tags) => act(ids, { act: "tag", ...tags })} />
          {live.length > 0 && (
            <button
              type="button"
              class="button"
              disabled={isBusy.value}
              onClick={() => act(live.map(({ id }) => id), { act: "cancel" })}
            >
              {`Cancel ${formatCount(live.length, "run")}`}
            </button>
          )}
          {done.length > 0 && (
            <button
              type="button"
              class="button button-danger"
              disabled={isBusy.value}
              onClick={() => act(done, { act: "delete" })}
            >
              {`Delete ${formatCount(done.length, "run")}`}
            </button>
          )}
        </>
      )}
      <span role="status">{said.value}</span>
      {deleted.value.length > 0 && (
        <button
          type="button"
          class="button"
          onClick={() => act(deleted.value, { act: "restore" })}
        >
          Undo
        </button>
      )}
    </div>
  );
}

function TagForm(
  { isDisabled, onTags }: { isDisabled: boolean; onTags: (tags: ReturnType<typeof readTags>) => void },
): JSX.Element {
  const text = useSignal("");
  function submit(): void {
    const tags = readTags(text.value);
    if (isDisabled || tags.add_tags.length + tags.remove_tags.length === 0) return;
    onTags(tags);
    text.value = "";
  }
  return (
    <span class="tag-form">
      <input
        type="text"
        class="small-field"
        aria-label="Tags to add; one with a minus before it is removed"
        placeholder="tag, -tag"
        value={text.value}
        onInput={(event) => text.value = event.currentTarget.value}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          submit();
        }}
      />
      <button type="button" class="button" disabled={isDisabled || text.value.trim() === ""} onClick={submit}>
        Tag
      </button>
    </span>
  );
}
