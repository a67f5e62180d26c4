/**
 * The page for any error: a wrong address, a store that does not answer, a bug.
 *
 * @module
 */
import { HttpError, type PageProps } from "fresh";
import { Head } from "fresh/runtime";
import type { JSX } from "preact";
import { Unavailable } from "../lib/errors.ts";
import { ErrorPage } from "../lib/ui/ErrorPage.tsx";

/** A page that waits for the store loads itself again after so many seconds. */
const RELOAD_SECONDS = "5";

/** Renders the error. Fresh sets the status. A message is shown when the request was wrong, and what is wrong with the store. */
export default function ErrorRoute({ error }: PageProps): JSX.Element {
  const status = error instanceof HttpError ? error.status : 500;
  const isTold = error instanceof HttpError && (status < 500 || error.cause instanceof Unavailable);
  const message = isTold ? error.message : "";
  return (
    <>
      <Head>
        <title>{`${status} · stdcurve`}</title>
        {status === 503 && <meta http-equiv="refresh" content={RELOAD_SECONDS} />}
      </Head>
      <ErrorPage status={status} message={message} />
    </>
  );
}
