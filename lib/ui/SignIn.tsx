/**
 * What every page has for the moment when the server asks for the token again: a note, and the form for the token above everything else.
 * `client/server/session_over.ts` asks for them when a request was refused.
 *
 * @module
 */
import type { JSX } from "preact";

/** Says that the session is over, at the top of a page that can't be kept current. */
export function SessionOver(): JSX.Element {
  return (
    <p id="session-over" class="notice notice-bad" role="alert" hidden>
      <span>Your session is over: this page shows nothing new.</span>
      <button type="button" class="button" data-sign-in>Sign in</button>
    </p>
  );
}

/**
 * The form, which isn't part of the page until `client/frame/sign_in.ts` opens it: a page that is read-only has no form. A button with
 * `data-sign-in` opens it; with the value `reload`, the page is loaded again afterwards.
 */
export function SignIn(): JSX.Element {
  return (
    <template id="sign-in-form">
      <dialog id="sign-in" class="dialog" aria-labelledby="sign-in-title">
        <h2 id="sign-in-title">Sign in</h2>
        <form class="form" method="get">
          <p>
            Run <code>stdcurve token</code> on the machine of the server, and paste what it prints.
          </p>
          <div class="field">
            <label for="sign-in-token">Token</label>
            <input id="sign-in-token" name="token" type="password" required autocomplete="off" spellcheck={false} />
          </div>
          <p class="form-error" role="alert" hidden />
          <div class="button-row">
            <button type="reset" class="button">Not now</button>
            <button type="submit" class="button button-primary">Sign in</button>
          </div>
        </form>
      </dialog>
    </template>
  );
}
