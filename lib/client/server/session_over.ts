/**
 * Says on the page when the server asks for the token again: the session is over or may only read, or the token was replaced. The note and
 * the form are in `_app`.
 *
 * @module
 */
import { askForToken } from "../frame/sign_in.ts";

/**
 * Shows the note when a page can't be read any more, until it can; and the form when somebody wants to change something. What is open below the
 * form stays as it is. Another token helps where a server names the scheme of its tokens.
 */
export function noteAnswer({ ok, headers }: Pick<Response, "ok" | "headers">, { isChange = false } = {}): void {
  const isRefused = headers.has("www-authenticate");
  if (isChange) return isRefused ? askForToken() : undefined;
  const note = typeof document === "undefined" ? null : document.getElementById("session-over");
  if (note && (ok || isRefused)) note.hidden = ok;
}
