/**
 * The page of an error: what happened, and what to do now.
 *
 * @module
 */
import type { JSX } from "preact";

const TITLES: Record<number, string> = {
  400: "This address can’t be read",
  403: "This is not allowed from here",
  404: "There is nothing at this address",
  503: "The store doesn’t answer",
};

const ADVICE: Record<number, string> = {
  400: "Check whether a part of the address is missing, or go to the list of experiments.",
  404: "It may have been deleted, or it is in another KV file. Choose the file with stdcurve serve --kv FILE.",
  503: "Training continues and nothing is lost. This page loads itself again every few seconds.",
};

/** The status, the error's message and advice. `message` is empty for our own bugs: the server's output has them. */
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
          "The output of stdcurve serve has the cause. Runs are still being captured."}
      </p>
      <div class="button-row">
        <a class="button button-primary" href="/" aria-current={false}>All experiments</a>
      </div>
    </section>
  );
}
