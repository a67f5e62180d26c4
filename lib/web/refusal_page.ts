/**
 * The page for someone who may not see the others: it says why, and takes the token. It loads nothing, because everything else needs
 * the token.
 *
 * @module
 */
import { escapeHtml } from "../text/html.ts";
import { keepPolicy } from "./own_policy.ts";

const TITLES: Readonly<Record<number, string>> = {
  401: "This page needs the token",
  403: "Not allowed",
  429: "Too many tries",
  503: "No token yet",
};

const STYLE =
  "body{font:16px/1.5 system-ui,sans-serif;max-width:36em;margin:12vh auto;padding:0 1.2em;color:#1d2430;background:#fff}" +
  "h1{font-size:1.3em}form{display:flex;flex-wrap:wrap;gap:.5em}label{flex:1 0 100%}" +
  "input,button{min-height:44px;padding:0 .8em;border:1px solid #77808f;border-radius:6px;font:inherit;color:inherit;background:none}" +
  "input{flex:1 1 12em;min-width:0}button{cursor:pointer}" +
  "@media(prefers-color-scheme:dark){body{color:#e6e9ee;background:#14171c;color-scheme:dark}}";

/** A form that leads to the same address with the token behind it, which starts a session and leads to the address alone. */
function tokenForm({ searchParams }: URL): string {
  const kept = [...searchParams].filter(([name]) => name !== "token").map(([name, value]) =>
    `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`
  );
  return `<form method="get">${kept.join("")}<label for="token">Token, or the address with it</label>` +
    `<input id="token" name="token" type="password" required autofocus autocomplete="off">` +
    `<button type="submit">Sign in</button></form>`;
}

/** How the page differs from a sentence with the usual title. */
export interface RefusalPageOptions {
  title?: string | undefined;
  /** The address that was asked for, where a token opens it: the page then has a form for the token. */
  address?: URL | null;
}

/** A page with one sentence of explanation. */
export function refusalPage(
  status: number,
  detail: string,
  { title = TITLES[status] ?? "Not allowed", address = null }: RefusalPageOptions = {},
): Response {
  const nonce = crypto.randomUUID();
  const sentence = detail.charAt(0).toUpperCase() + detail.slice(1), form = address === null ? "" : tokenForm(address);
  const html = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${title} – stdcurve</title>` +
    `<meta name="viewport" content="width=device-width"><style nonce="${nonce}">${STYLE}</style></head>` +
    `<body><main><h1>${title}</h1><p>${escapeHtml(sentence)}.</p>${form}</main></body></html>`;
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; frame-ancestors 'none'`;
  const response = new Response(html, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy,
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
    },
  });
  return keepPolicy(response); // Fresh's own policy blocks the style
}
