/**
 * What each number of a line was taken for, by which rule, and why the others aren't charted. The server says it; this shows it.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { showHidden } from "../../text/visible.ts";
import type { WireLineNumber } from "../../wire/lines.ts";

/** Numbers that are shown at first. */
const SHOWN_FIRST = 40;

/** A table with a row for each number; a sentence for a line without any. */
export function LineExplained({ numbers }: { numbers: readonly WireLineNumber[] }): JSX.Element {
  const isWhole = useSignal(false);
  if (numbers.length === 0) return <p class="line-explained-none">This line has no number.</p>;
  const shown = isWhole.value ? numbers : numbers.slice(0, SHOWN_FIRST), rest = numbers.length - shown.length;
  return (
    <>
      <table class="line-explained">
        <caption class="hidden-text">What each number of the line was taken for</caption>
        <thead>
          <tr>
            <th scope="col">Number</th>
            <th scope="col">Taken for</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>{shown.map((number) => <NumberRow key={number.start} number={number} />)}</tbody>
      </table>
      {rest > 0 && (
        <button type="button" class="line-link line-explained-more" onClick={() => isWhole.value = true}>
          {`Show ${rest} more numbers`}
        </button>
      )}
    </>
  );
}

function NumberRow({ number: { text, taken, rule, why } }: { number: WireLineNumber }): JSX.Element {
  return (
    <tr class={why === "" ? undefined : "is-uncharted"}>
      <th scope="row">{showHidden(text)}</th>
      <td>{showHidden(taken)}</td>
      <td>{showHidden(describeWhy(rule, why))}</td>
    </tr>
  );
}

/**
 * The rule, and why the number isn't charted, as one text.
 *
 * @example
 * ```ts
 * import { describeWhy } from "./LineExplained.tsx";
 * describeWhy("the step, by its name", ""); // "by: the step, by its name"
 * ```
 */
export function describeWhy(rule: string, why: string): string {
  const by = rule === "" ? "" : `by: ${rule}`;
  return why === "" || by === "" ? why + by : `${why} (${by})`;
}
