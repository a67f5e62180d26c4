/**
 * Says once on a page which of its runs an older reader read, with buttons that have them read again. Without scripts there are no buttons.
 *
 * @module
 */
import type { JSX } from "preact";
import { formatCount } from "../text/count.ts";
import { isReadByOlder } from "../text/older_reader.ts";
import { Notice } from "./Notice.tsx";

/** The runs of a page. */
export interface OlderReaderProps {
  /** True when an older reader read the run that the page shows. */
  isOwn?: boolean;
  /** How many other runs it read. */
  others: number;
  /** Ids of the experiments of these. */
  experiments: readonly string[];
  /** False for those who may only read: they get no button. */
  mayChange: boolean;
}

/** The notice; null when today's reader read all of them. */
export function OlderReaderNotice(
  { isOwn = false, others, experiments, mayChange }: OlderReaderProps,
): JSX.Element | null {
  if (!isOwn && others === 0) return null;
  return (
    <Notice tone="warn">
      <p>{describeOlder(isOwn, others)}</p>
      {mayChange && (
        <p class="button-row">
          {isOwn && <button type="button" class="button" data-press="reread">Read this run again</button>}
          {others > 0 && (
            <button type="button" class="button" data-press="reread-all" data-experiments={experiments.join(" ")}>
              Read all again
            </button>
          )}
        </p>
      )}
    </Notice>
  );
}

/** What the notice says on the page of a run, of so many runs that an older reader read. */
export function noticeOf(
  older: number,
  run: { warnings: readonly string[] } | null,
): { isOwn: boolean; others: number } {
  const isOwn = run !== null && isReadByOlder(run);
  return { isOwn, others: older - Number(isOwn) };
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
