/**
 * A run's name in two parts. When space is short, the part that it shares with the other names is cut.
 *
 * @module
 */
import type { JSX } from "preact";
import type { DistinctName } from "../text/distinct_names.ts";

/** The name on one line. Give the element around it the whole name as its title. */
export function RunName({ shared, own }: DistinctName): JSX.Element {
  return (
    <span class="name">
      {shared !== "" && <span class="name-shared">{shared}</span>}
      <span class="name-own">{own}</span>
    </span>
  );
}
