/**
 * The record of a run. Every change of it goes through here: the commit that makes it also counts it, and writes what lists show of it.
 *
 * @module
 */
import type { Run } from "../../model.ts";
import { recordRowKey, runKey } from "../keys.ts";
import type { KvOperation } from "../kv/kv.ts";
import { makeRecordRow } from "./run_row.ts";
import { countListChange } from "./versions.ts";

/** A run as stored, without what capture knows about it. `deleting` hides it; with `deletedAt` it can be restored. */
export type RunRecord =
  & Omit<
    Run,
    | "metrics"
    | "warnings"
    | "unread"
    | "settings"
    | "progress"
    | "lastLine"
    | "logBytes"
    | "markCount"
    | "lastOutputAt"
    | "owner"
  >
  & { deleting?: boolean; deletedAt?: number };

/** Adds a run's record to a commit. */
export const setRun = (operation: KvOperation, run: RunRecord): KvOperation =>
  countListChange(operation.set(runKey(run.id), run), run.experimentId)
    .set(recordRowKey(run.experimentId, run.id), makeRecordRow(run));
