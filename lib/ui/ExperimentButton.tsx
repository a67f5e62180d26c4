/**
 * The button of an experiment. What it opens is loaded at the first press.
 *
 * @module
 */
import type { JSX } from "preact";

/** Opens the dialog that renames, describes and deletes the experiment. */
export function ExperimentButton(): JSX.Element {
  return (
    <button type="button" class="button button-quiet" data-press="experiment" aria-label="Experiment settings">
      Settings
    </button>
  );
}
