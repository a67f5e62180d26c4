/**
 * The origins that `serve --embed` and `STDCURVE_EMBED` name: those of pages that may show a chart in a frame.
 *
 * @module
 */
import { InvalidInput } from "../errors.ts";

/** Nothing else may get into a policy. */
const ORIGIN = /^https?:\/\/(?:\[[\da-f:.]{2,45}\]|[a-z\d.-]{1,253})(?::\d{1,5})?\/?$/i;

/**
 * The origins in a text, with spaces or commas between them.
 *
 * @throws {InvalidInput} for anything but the origin of an http or https address: `*` would let every page frame the chart
 *
 * @example
 * ```ts
 * import { readOrigins } from "./embed_origins.ts";
 * readOrigins("https://wiki.example.org http://localhost:8888/"); // ["https://wiki.example.org", "http://localhost:8888"]
 * ```
 */
export function readOrigins(text: string): string[] {
  const words = text.split(/[\s,]+/).filter((word) => word !== "");
  return [
    ...new Set(words.map((word) => {
      const url = ORIGIN.test(word) ? URL.parse(word) : null;
      if (url) return url.origin;
      throw new InvalidInput(
        "embed",
        `--embed takes the origin of a page, such as https://wiki.example.org, not ${word}`,
      );
    })),
  ];
}
