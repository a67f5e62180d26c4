/**
 * Says that a run or an experiment was deleted, and offers to undo it.
 *
 * @module
 */
import type { JSX } from "preact";
import { showHidden } from "../text/visible.ts";
import { Notice } from "./Notice.tsx";

/** What was deleted. */
export interface DeletedNoticeProps {
  name: string;
  experimentId: string;
  /** Missing for a whole experiment. */
  runId?: string;
}

/** The notice. Its button works with scripts only. */
export function DeletedNotice({ name, experimentId, runId }: DeletedNoticeProps): JSX.Element {
  return (
    <div class="deleted-notice">
      <Notice tone="warn">
        <p role="status">
          {runId === undefined ? "The experiment " : "The run "}
          <strong>{showHidden(name)}</strong> was deleted. It can be restored for a day.
        </p>
        <button type="button" class="button" data-press="restore" data-experiment={experimentId} data-run={runId}>
          Undo
        </button>
      </Notice>
    </div>
  );
}
