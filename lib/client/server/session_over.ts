/**
 * Says on the page when the server asks for the token again: the session is over, or the token was replaced. The note is in `_app`.
 *
 * @module
 */

const NEEDS_TOKEN = 401;

/** Shows the note when an answer asks for the token, and hides it after the next answer that doesn't. */
export function noteAnswer({ status, ok }: Pick<Response, "status" | "ok">): void {
  const note = typeof document === "undefined" ? null : document.getElementById("session-over");
  if (note && (ok || status === NEEDS_TOKEN)) note.hidden = ok;
}
