/**
 * Links back to the list of experiments and to this experiment.
 *
 * @module
 */
import type { JSX } from "preact";
import type { Experiment } from "../model.ts";
import { showHidden } from "../text/visible.ts";

/** The links. The experiment's own page leaves `experiment` out, because its heading names it. */
export function Crumbs({ experiment }: { experiment?: Experiment }): JSX.Element {
  return (
    <nav aria-label="You are here">
      <ol class="crumbs">
        <li>
          <a href="/" aria-current={false}>Experiments</a>
        </li>
        {experiment && (
          <li>
            <a href={`/experiments/${experiment.id}`} title={showHidden(experiment.name)} aria-current={false}>
              {showHidden(experiment.name)}
            </a>
          </li>
        )}
      </ol>
    </nav>
  );
}
