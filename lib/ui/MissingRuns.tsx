/**
 * Says which runs that an address names are not there.
 *
 * @module
 */
import type { JSX } from "preact";
import { formatCount } from "../text/count.ts";
import { Notice } from "./Notice.tsx";

/** The runs that are missing. */
export interface MissingRunsProps {
  /** Their ids, as the address has them. */
  ids: readonly string[];
  /** True for a page of one experiment. */
  isOfExperiment: boolean;
  /** True where the page lists runs that can be restored. */
  canRestore: boolean;
}

/** Of more, the notice names these. */
const NAMED = 5;

/** One notice for all of them; null when none is missing. */
export function MissingRuns({ ids, isOfExperiment, canRestore }: MissingRunsProps): JSX.Element | null {
  if (ids.length === 0) return null;
  const where = isOfExperiment ? " in this experiment" : "", isOne = ids.length === 1;
  const rest = ids.length > NAMED ? ` and ${ids.length - NAMED} more` : "";
  return (
    <Notice tone="bad">
      <p>
        {isOne
          ? `There is no run ${ids[0]}${where}; it may have been deleted.`
          : `${formatCount(ids.length, "run")} of the address are not${where}; they may have been deleted: ${
            ids.slice(0, NAMED).join(", ")
          }${rest}.`}
        {canRestore && " What was deleted within a day can be restored at the end of this page."}
      </p>
    </Notice>
  );
}
