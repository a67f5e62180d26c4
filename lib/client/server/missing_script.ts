/**
 * Says what to do when a script that is needed only now can't be loaded: sign in, or load the page again when the server is back.
 *
 * @module
 */
import { askForToken } from "../frame/sign_in.ts";
import { ownPath } from "./own_path.ts";

/** What Chrome, Firefox and Safari say of it. Chrome never tries such a script again in the same page. */
const MISSING_SCRIPT = /import(ed|ing a) module/i;
const AWAY = "The server didn’t answer. Reload the page when it is back.";
const NEEDS_TOKEN = 401;

/** True for what a script that can't be loaded throws. */
export const isMissingScript = (error: unknown): boolean => MISSING_SCRIPT.test(String(error));

/** Finds out why, and asks for the token where that is what is missing. Resolves to the words for any other reason; "" then. */
export async function explainMissing(): Promise<string> {
  const answer = await fetch(ownPath("/api/experiments?limit=1")).catch(() => null);
  if (answer?.status !== NEEDS_TOKEN) return AWAY;
  askForToken({ isReload: true });
  return "";
}
