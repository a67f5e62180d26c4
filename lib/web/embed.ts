/**
 * What pages of other sites may show of this app: a chart as an image, and, for the origins that `serve --embed` names, a page in a frame
 * that keeps the chart up to date. Nothing in them can change anything, and they set no cookie.
 *
 * @module
 */
import { POLL_MS } from "../limits.ts";
import { escapeHtml } from "../text/html.ts";
import { keepPolicy } from "./own_policy.ts";

const ancestors = (origins: readonly string[]) => origins.length === 0 ? "'none'" : `'self' ${origins.join(" ")}`;

/** The chart's answer, with the pages of these origins allowed to show it in a frame. */
export function allowFrames(response: Response, origins: readonly string[]): Response {
  const policy = response.headers.get("content-security-policy");
  if (policy === null) return response;
  const allowed = policy.replace(/frame-ancestors [^;]+/, `frame-ancestors ${ancestors(origins)}`);
  response.headers.set("content-security-policy", allowed);
  return keepPolicy(response);
}

/** Begins the SVG text of a chart whose runs may get further points. */
const LIVE_CHART = /^<\?xml[^>]*>\s*<svg[^>]* data-live="true"/;

const STYLE = ":root{color-scheme:light dark}html,body,main,a{margin:0;height:100%;display:block;overflow:hidden}" +
  "h1{position:absolute;margin:0;clip-path:inset(50%);white-space:nowrap}img{display:block;width:100%;height:100%;object-fit:contain}";

/** Asks for the chart in the frame's size, and again while a run is live. */
const SCRIPT =
  `const image = document.querySelector("img"), address = new URL("chart.svg" + location.search, location.href);
const within = (size, low, high) => String(Math.round(Math.min(high, Math.max(low, size))));
let timer, isLive = document.body.dataset.live !== undefined;
async function show() {
  clearTimeout(timer);
  address.searchParams.set("width", within(innerWidth, 200, 4000));
  address.searchParams.set("height", within(innerHeight, 150, 3000));
  try {
    const answer = await fetch(address, { cache: "no-cache" });
    if (answer.ok) {
      const svg = await answer.text(), source = "data:image/svg+xml," + encodeURIComponent(svg);
      isLive = ${LIVE_CHART}.test(svg);
      if (image.src !== source) image.src = source;
    }
  } finally {
    if (isLive) timer = setTimeout(show, ${POLL_MS});
  }
}
addEventListener("resize", () => {
  clearTimeout(timer);
  timer = setTimeout(show, 200);
});
show();`;

/** A page with the chart alone, for a frame on a page of one of these origins. */
export function embedPage(
  svg: string,
  { href, origins }: { href: string; origins: readonly string[] },
): Response {
  const nonce = crypto.randomUUID(), title = /<title>([^<]*)<\/title>/.exec(svg)?.[1] ?? "stdcurve";
  const words = (/<desc>([^<]*)<\/desc>/.exec(svg)?.[1] ?? "").replaceAll('"', "&#34;");
  const html = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>` +
    `<meta name="viewport" content="width=device-width"><style nonce="${nonce}">${STYLE}</style></head>` +
    `<body${LIVE_CHART.test(svg) ? " data-live" : ""}><main><h1>${title}</h1><a href="${
      escapeHtml(href)
    }" target="_blank" rel="noopener">` +
    `<img src="data:image/svg+xml,${encodeURIComponent(svg)}" alt="${words}"></a></main>` +
    `<script nonce="${nonce}">${SCRIPT}</script></body></html>`;
  const policy = `default-src 'none'; img-src data:; connect-src 'self'; style-src 'nonce-${nonce}'; ` +
    `script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors ${ancestors(origins)}`;
  return keepPolicy(
    new Response(html, {
      headers: {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": policy,
        "cross-origin-resource-policy": "cross-origin",
        "cross-origin-embedder-policy": "require-corp", // a page that asks this of itself asks it of its frames too
        "cache-control": "private, no-cache",
      },
    }),
  );
}
