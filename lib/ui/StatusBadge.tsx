/**
 * A run's status as an icon, a word and a colour. No reader depends on the colour alone.
 *
 * @module
 */
import type { JSX } from "preact";
import type { RunStatus } from "../model.ts";
import { Icon } from "./Icon.tsx";

const WORDS: Record<RunStatus, string> = {
  queued: "Queued",
  running: "Running",
  completed: "Completed",
  failed: "Failed",
  cancelled: "Cancelled",
};

/** The badge; `count` puts a number before the word ("3 running"). */
export function StatusBadge(
  { status, count }: { status: RunStatus; count?: number },
): JSX.Element {
  return (
    <span class={`status status-${status}`}>
      <Icon name={status} />
      <span>{count === undefined ? WORDS[status] : `${count} ${WORDS[status].toLowerCase()}`}</span>
    </span>
  );
}
