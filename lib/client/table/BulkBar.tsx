/**
 * The bar of what can be done to the ticked runs at once: tag, export, cancel, delete. A deletion can be undone here until the page is left or
 * something else is done, and for a day by the list of what was deleted.
 *
 * @module
 */
import "../first_script.ts";
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { MANY_RUNS_MAX } from "../../limits.ts";
import { isComplete } from "../../model.ts";
import { formatCount } from "../../text/count.ts";
import { ConfirmDialog } from "../run/ConfirmDialog.tsx";
import { openModal } from "../run/Modal.tsx";
import { ownPath } from "../server/own_path.ts";
import { type BulkAct, changeRuns, readTags } from "./bulk_acts.ts";
import type { TableState } from "./use_table.ts";

/** What the bar is of. */
export interface BulkBarProps {
  table: TableState;
  deleted: Signal<readonly string[]>;
  mayChange: boolean;
}

/** The bar. `deleted` are the runs whose deletion can be undone here. */
export default function BulkBar({ table, deleted, mayChange }: BulkBarProps): JSX.Element {
  const { rows, ticked, change, refresh } = table, said = useSignal("");
  const isBusy = useSignal(false), chosen = rows.filter(({ id }) => ticked.includes(id));
  const live = chosen.filter(({ status }) => !isComplete(status));

  async function act(ids: readonly string[], what: BulkAct): Promise<void> {
    if (isBusy.value || ids.length === 0) return;
    isBusy.value = true;
    const { done, words } = await changeRuns(ids, what), isDeletion = what.act === "delete";
    said.value = words;
    deleted.value = isDeletion ? done : [];
    if (isDeletion && done.length > 0) change({ runs: ticked.filter((id) => !done.includes(id)) }, false);
    if (what.act === "restore" && done.length > 0) change({ runs: [...ticked, ...done] }, false);
    isBusy.value = false;
    refresh();
  }
  const ask = (ids: readonly string[], what: Question["act"]) =>
    openModal((close) => (
      <BulkQuestion
        count={ids.length}
        act={what}
        onYes={() => act(ids, { act: what })}
        onClose={close}
      />
    ));
  const ids = chosen.map(({ id }) => id), done = chosen.filter(({ status }) => isComplete(status)).map(({ id }) => id);
  return (
    <div class="bulk-bar">
      {chosen.length > 0 && (
        <>
          <strong>{formatCount(chosen.length, "run")}</strong>
          <ExportLinks ids={ids} />
          {mayChange && (
            <>
              <TagForm isDisabled={isBusy.value} onTags={(tags) => act(ids, { act: "tag", ...tags })} />
              {live.length > 0 && (
                <button
                  type="button"
                  class="button"
                  disabled={isBusy.value}
                  onClick={() => ask(live.map(({ id }) => id), "cancel")}
                >
                  {`Cancel ${formatCount(live.length, "run")}`}
                </button>
              )}
              {done.length > 0 && (
                <button
                  type="button"
                  class="button button-danger"
                  disabled={isBusy.value}
                  onClick={() => ask(done, "delete")}
                >
                  {`Delete ${formatCount(done.length, "run")}`}
                </button>
              )}
            </>
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

function ExportLinks({ ids }: { ids: readonly string[] }): JSX.Element {
  return (
    <>
      <a class="button" href={ownPath(`/api/export.csv?runs=${ids}`)} download>
        Export CSV
      </a>
      <a
        class="button"
        href={ownPath(`/api/export.html?runs=${ids.slice(0, MANY_RUNS_MAX)}`)}
        download
      >
        {ids.length > MANY_RUNS_MAX ? `Export the first ${MANY_RUNS_MAX} as HTML` : "Export HTML"}
      </a>
    </>
  );
}

/** What is asked before many runs are changed. */
interface Question {
  count: number;
  act: "cancel" | "delete";
  onYes(): Promise<void>;
  onClose(): void;
}

function BulkQuestion({ count, act, onYes, onClose }: Question): JSX.Element {
  const runs = formatCount(count, "run"), isDeletion = act === "delete";
  const confirm = async () => {
    await onYes();
    onClose();
    return "";
  };
  return (
    <ConfirmDialog
      title={`${isDeletion ? "Delete" : "Cancel"} ${runs}?`}
      yes={`${isDeletion ? "Delete" : "Cancel"} ${runs}`}
      no={isDeletion ? "Cancel" : "Keep them running"}
      onYes={confirm}
      onClose={onClose}
    >
      {isDeletion
        ? "Their logs and metrics are deleted. You can undo this for a day."
        : "Their commands are asked to stop, and killed if they still run after 10 s. This can’t be undone."}
    </ConfirmDialog>
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
