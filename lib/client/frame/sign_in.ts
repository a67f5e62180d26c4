/**
 * Sends the token that somebody types on an open page, and goes on with the page as it is. The token goes where the printed address has it;
 * the page keeps it nowhere. Must work without any script that is loaded later: the server gives none to those who need this form.
 *
 * @module
 */

/** Listens to the buttons that ask for the form. Returns a function that stops. */
export function listenForSignIn(): () => void {
  const listener = ({ target }: MouseEvent) => {
    const { signIn } = (target as HTMLElement).dataset;
    if (signIn !== undefined) askForToken({ isReload: signIn === "reload" });
  };
  document.addEventListener("click", listener);
  return () => document.removeEventListener("click", listener);
}

/**
 * Shows the form, once; it leaves the page when it is closed. `isReload` when the page must be loaded again afterwards: it lacks a script, which
 * browsers don't ask for twice, or its forms.
 */
export function askForToken({ isReload = false } = {}): void {
  const template = document.querySelector<HTMLTemplateElement>("#sign-in-form");
  if (!template || document.querySelector("#sign-in")) return;
  document.body.append(template.content.cloneNode(true));
  const dialog = document.querySelector<HTMLDialogElement>("#sign-in")!, form = dialog.querySelector("form")!;
  const field = form.querySelector("input")!, problem = form.querySelector<HTMLElement>("[role=alert]")!;
  dialog.onclose = () => dialog.remove();
  form.onreset = () => dialog.close(); // the button that isn't for now
  form.onsubmit = async (event) => {
    event.preventDefault();
    problem.textContent = await sendToken(field.value);
    problem.hidden = problem.textContent === "";
    if (!problem.hidden) return field.select();
    if (isReload) return location.reload();
    dialog.close();
    dispatchEvent(new Event("online")); // the polls go on now, instead of after a pause that has grown
  };
  dialog.showModal();
}

/** Starts a session. Resolves to why that isn't possible; "" when it is. */
async function sendToken(token: string): Promise<string> {
  try {
    const answer = await fetch(`?token=${encodeURIComponent(token)}`, { redirect: "manual" });
    return answer.type === "opaqueredirect" ? "" : "This token is wrong.";
  } catch {
    return "The server didn’t answer.";
  }
}
