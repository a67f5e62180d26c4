/**
 * A name that nobody knows on a line of its own, and its value behind R's index on the next one. Any other format is asked first: many lines
 * are words alone. Refuses values without the index, as the first of a vector from top to bottom has none.
 *
 *     Function Value
 *     [1] 24.2
 *
 * @module
 */
import type { Format } from "./format.ts";
import { beginAbove, proceedBelow } from "./name_above.ts";

/** The format. */
export default { span: { begin: (source) => beginAbove(source, false), proceed: proceedBelow } } satisfies Format;
