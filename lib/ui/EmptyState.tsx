/**
 * A placeholder for a page without content: what will be here, and the next command to type.
 *
 * @module
 */
import type { ComponentChildren, JSX } from "preact";
import { showHidden } from "../text/visible.ts";

/** The placeholder. `command` looks like a line of a terminal. */
export function EmptyState(
  { title, command, children }: { title: string; command?: string; children?: ComponentChildren },
): JSX.Element {
  return (
    <div class="empty">
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {command && <code class="command">{showHidden(command)}</code>}
    </div>
  );
}
