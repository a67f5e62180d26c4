/**
 * An error with a status, for handlers to throw.
 *
 * @module
 */

/** Ends a request with this status; the error page shows it. */
export class HttpError extends Error {
  override name = "HttpError";
  /** HTTP status. */
  readonly status: number;

  constructor(status: number, message = "", options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}
