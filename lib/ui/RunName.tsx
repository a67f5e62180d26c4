/**
 * A run's name among others: as much of the beginning that they share as there is room for, and what tells it apart.
 *
 * @module
 */
import type { JSX } from "preact";
import type { DistinctName } from "../text/distinct_names.ts";

/** The name in a line of its own; the element around it has the whole name as its title. */
export function RunName({ shared, own }: DistinctName): JSX.Element {
  return (
    <span class="name">
      {shared !== "" && <span class="name-shared">{shared}</span>}
      <span class="name-own">{own}</span>
    </span>
  );
}
