/**
 * Copies a link, and says what became of it.
 *
 * @module
 */

const NOT_SECURE = "Browsers let only pages of https and of this machine copy by themselves";
const REFUSED = "The browser did not let the page copy";

/** Copies a link. The result is "" when it was copied, else why it was not: then the caller shows the link as text. */
export async function copyLink(link: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(link);
    return "";
  } catch {
    return isSecureContext ? REFUSED : NOT_SECURE; // a page of plain http has no clipboard, and the user may refuse it
  }
}

/** Copies the link to a line of the page's run. The result is for the reader of the page. */
export async function copyLineLink(line: number): Promise<string> {
  const refusal = await copyLink(new URL(`#L${line}`, location.href).href);
  return refusal === "" ? `Link to line ${line.toLocaleString("en")} copied` : `${refusal}: the address has the link`;
}
