/**
 * Says once on a page which of its runs an older reader read, with buttons that have them read again. Without scripts there are no buttons.
 *
 * @module
 */
import type { JSX } from "preact";
import type { Run } from "../model.ts";
import { formatCount } from "../text/count.ts";
import { isReadByOlder } from "../text/older_reader.ts";
import { Notice } from "./Notice.tsx";

/** The runs of a page. */
export interface OlderReaderProps {
  /** The runs of a list. */
  runs: readonly Run[];
  /** The run that the page shows; null on a page that shows none. */
  selected: Run | null;
  /** False for those who may only read: they get no button. */
  mayChange: boolean;
}

/** The notice; null when today's reader read all of them. */
export function OlderReaderNotice({ runs, selected, mayChange }: OlderReaderProps): JSX.Element | null {
  const others = runs.filter((run) => run.id !== selected?.id && isReadByOlder(run));
  const own = selected !== null && isReadByOlder(selected) ? selected : null;
  if (own === null && others.length === 0) return null;
  const experiments = [...new Set(others.map(({ experimentId }) => experimentId))];
  return (
    <Notice tone="warn">
      <p>{describeOlder(own !== null, others.length)}</p>
      {mayChange && (
        <p class="button-row">
          {own && <button type="button" class="button" data-press="reread">Read this run again</button>}
          {others.length > 0 && (
            <button type="button" class="button" data-press="reread-all" data-experiments={experiments.join(" ")}>
              Read all again
            </button>
          )}
        </p>
      )}
    </Notice>
  );
}

/**
 * Which runs an older reader read, as a sentence.
 *
 * @example
 * ```ts
 * import { describeOlder } from "./OlderReaderNotice.tsx";
 * describeOlder(true, 2); // "This run and 2 others were read by an older reader: read them again to get what today’s reader finds."
 * ```
 */
export function describeOlder(isOwn: boolean, others: number): string {
  const who = isOwn
    ? others === 0 ? "This run was" : `This run and ${formatCount(others, "other")} were`
    : others === 1
    ? "1 run of the list was"
    : `${others} runs of the list were`;
  const them = isOwn && others === 0 || !isOwn && others === 1 ? "it" : "them";
  return `${who} read by an older reader: read ${them} again to get what today’s reader finds.`;
}
