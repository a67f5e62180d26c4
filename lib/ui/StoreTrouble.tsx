/**
 * Says that the store doesn't take everything now.
 *
 * @module
 */
import type { JSX } from "preact";
import { Notice } from "./Notice.tsx";

/** The notice. `trouble` says what is wrong. */
export function StoreTrouble({ trouble }: { trouble: string }): JSX.Element {
  return (
    <Notice tone="bad">
      Not everything is stored now: {trouble}. Commands go on, and their output is stored when the store works again.
    </Notice>
  );
}
