/**
 * Something that the reader should know, in place: a warning, an error, a hint.
 *
 * @module
 */
import type { ComponentChildren, JSX } from "preact";
import { Icon } from "./Icon.tsx";

/** A bordered line of text; `bad` also announces itself. */
export function Notice(
  { tone, children }: { tone: "warn" | "bad"; children: ComponentChildren },
): JSX.Element {
  return (
    <div class={`notice notice-${tone}`} role={tone === "bad" ? "alert" : "note"}>
      <Icon name={tone === "bad" ? "failed" : "warning"} />
      <div>{children}</div>
    </div>
  );
}
