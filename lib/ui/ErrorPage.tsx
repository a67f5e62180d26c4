/**
 * A page for what went wrong: what it was, and what to do now.
 *
 * @module
 */
import type { JSX } from "preact";

const TITLES: Record<number, string> = {
  400: "That address can't be read",
  403: "That is not allowed from here",
  404: "There is nothing at this address",
  503: "The store doesn't answer",
};

const ADVICE: Record<number, string> = {
  400: "Check the address for a part that is missing or cut off, or start again from the experiments.",
  404: "It may have been deleted, or it is in another KV file: stdcurve serve --kv FILE chooses one.",
  503: "Another process may hold the KV file. Training goes on and nothing is lost; load this page again in a moment.",
};

/** Status, the error's own words (none for our bugs: those are in the server's output), advice. */
export function ErrorPage(
  { status, message }: { status: number; message: string },
): JSX.Element {
  return (
    <section class="error-page">
      <span class="code">{status}</span>
      <h1>{TITLES[status] ?? "Something went wrong on the server"}</h1>
      {message !== "" && <p>{message}</p>}
      <p>
        {ADVICE[status] ??
          "The cause is in the output of stdcurve serve. Runs go on being captured."}
      </p>
      <div class="button-row">
        <a class="button button-primary" href="/" aria-current={false}>All experiments</a>
      </div>
    </section>
  );
}
