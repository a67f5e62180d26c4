/**
 * Stands where the forms are for those who may change something.
 *
 * @module
 */
import type { JSX } from "preact";

/** One sentence: what isn't possible, and how it becomes so. */
export function ReadOnlyNote(): JSX.Element {
  return (
    <p class="read-only-note">
      This page is read-only. To make changes, open the address that <code>stdcurve serve</code> printed;{" "}
      <code>stdcurve token</code> prints it again.{" "}
      <button type="button" class="button" data-sign-in="reload">Sign in</button>
    </p>
  );
}
