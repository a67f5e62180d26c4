/**
 * A warning or an error within the page.
 *
 * @module
 */
import type { ComponentChildren, JSX } from "preact";
import { Icon } from "./Icon.tsx";

/** A bordered text. Screen readers announce one of tone `bad`. */
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
