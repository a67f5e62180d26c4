/**
 * What an experiment's page shows while it has no runs: how to start one.
 *
 * @module
 */
import type { JSX } from "preact";
import type { Experiment } from "../model.ts";
import { quoteRunIn } from "../text/command_line.ts";
import { EmptyState } from "./EmptyState.tsx";

/** The hint. */
export function NoRuns({ experiment, mayChange }: { experiment: Experiment; mayChange: boolean }): JSX.Element {
  return (
    <div class="panel" data-part="first-run" role="status">
      <EmptyState title="No runs yet" command={quoteRunIn(experiment.name)}>
        Start a command {mayChange ? "with the button above, or from a terminal:" : "from a terminal:"}
      </EmptyState>
    </div>
  );
}

/** What it shows after the first run has begun, while the reader fills in a form, so that the page must not be opened anew. */
export function FirstRun(): JSX.Element {
  return (
    <EmptyState title="The first run has begun">
      <a href="" aria-current={false}>Show it</a>
    </EmptyState>
  );
}
