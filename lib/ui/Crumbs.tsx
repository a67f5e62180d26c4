/**
 * The way back: experiments, this experiment.
 *
 * @module
 */
import type { JSX } from "preact";
import type { Experiment } from "../model.ts";

/** The trail; `experiment` is left out on its own page, where the heading names it. */
export function Crumbs({ experiment }: { experiment?: Experiment }): JSX.Element {
  return (
    <nav aria-label="You are here">
      <ol class="crumbs">
        <li>
          <a href="/" aria-current={false}>Experiments</a>
        </li>
        {experiment && (
          <li>
            <a href={`/experiments/${experiment.id}`} title={experiment.name} aria-current={false}>{experiment.name}</a>
          </li>
        )}
      </ol>
    </nav>
  );
}
