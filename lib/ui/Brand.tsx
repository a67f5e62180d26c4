/**
 * The program's logo and name, as a link to the first page.
 *
 * @module
 */
import type { JSX } from "preact";

/** The logo shows a falling curve above a cursor. */
export function Brand(): JSX.Element {
  return (
    <a class="brand" href="/">
      <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <rect class="brand-tile" width="32" height="32" rx="7" />
        <path class="brand-curve" d="M6 8c3 13 9 15.5 20 15.5" />
        <path class="brand-cursor" d="M6 25h5" />
      </svg>
      stdcurve
    </a>
  );
}
