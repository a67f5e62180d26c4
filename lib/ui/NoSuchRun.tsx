/**
 * Says that the address names a run that its experiment doesn't have.
 *
 * @module
 */
import type { JSX } from "preact";
import { Notice } from "./Notice.tsx";

/** The notice. `newestHref` is missing when there is no run to choose. */
export function NoSuchRun({ id, newestHref }: { id: string; newestHref?: string }): JSX.Element {
  return (
    <Notice tone="bad">
      <p>There is no run {id} in this experiment; it may have been deleted.</p>
      {newestHref && (
        <p>
          Choose one of the list, or go to <a href={newestHref} aria-current={false}>the newest run</a>.
        </p>
      )}
    </Notice>
  );
}
