/**
 * The headers that every answer of this server has, whoever made it: pages, files, data and errors.
 *
 * @module
 */

const HEADERS: readonly (readonly [string, string])[] = [
  ["x-content-type-options", "nosniff"],
  ["referrer-policy", "no-referrer"], // an address of ours may hold a token
  ["cross-origin-opener-policy", "same-origin"],
  ["cross-origin-resource-policy", "same-origin"],
];

/** The same answer with the headers that keep pages of other origins from using it. Its own values stay. */
export function protectAnswer(response: Response): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of HEADERS) if (!headers.has(name)) headers.set(name, value);
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
