/**
 * The page for any error: unknown and malformed addresses, the store away, our bugs.
 *
 * @module
 */
import { HttpError, type PageProps } from "fresh";
import { Head } from "fresh/runtime";
import type { JSX } from "preact";
import { ErrorPage } from "../lib/ui/ErrorPage.tsx";

/** Renders `error`; fresh sets the status. */
export default function ErrorRoute({ error }: PageProps): JSX.Element {
  const status = error instanceof HttpError ? error.status : 500;
  const message = error instanceof HttpError && status < 500 ? error.message : "";
  return (
    <>
      <Head>
        <title>{`${status} · stdcurve`}</title>
      </Head>
      <ErrorPage status={status} message={message} />
    </>
  );
}
