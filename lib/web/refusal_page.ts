/**
 * The page for someone who may not see the others: it says why, and how to get in. It loads nothing, because everything else needs the
 * token.
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
  "h1{font-size:1.3em}@media(prefers-color-scheme:dark){body{color:#e6e9ee;background:#14171c}}";

/** A page with one sentence of explanation. */
export function refusalPage(
  status: number,
  detail: string,
  { title = TITLES[status] ?? "Not allowed" }: { title?: string } = {},
): Response {
  const nonce = crypto.randomUUID();
  const sentence = detail.charAt(0).toUpperCase() + detail.slice(1);
  const html = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${title} – stdcurve</title>` +
    `<meta name="viewport" content="width=device-width"><style nonce="${nonce}">${STYLE}</style></head>` +
    `<body><main><h1>${title}</h1><p>${escapeHtml(sentence)}.</p></main></body></html>`;
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; frame-ancestors 'none'`;
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
