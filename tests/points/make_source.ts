/**
 * Makes the source that a format or the grammar reads, for tests.
 *
 * @module
 */
import { makeShape, scanShape } from "../../lib/points/scan/shape.ts";
import type { Source } from "../../lib/points/scan/source.ts";

/** A whole line, or its part between two offsets. */
export function makeSource(text: string, from = 0, to = text.length): Source {
  const shape = makeShape();
  scanShape(text, shape);
  return { text, shape, from, to };
}
