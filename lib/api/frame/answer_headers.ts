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

/** What a caller gets depends on the token. */
const CACHING = "private, no-cache";

/**
 * The answer with the headers that keep pages of other origins from using it, and caches from sharing it. Its own values stay. A 304 gets
 * no `cache-control`: that would replace the one of the stored file, which may be kept for a year.
 */
export function protectAnswer(response: Response): Response {
  try {
    addHeaders(response);
    return response; // the same one: a copy of a text would be sent as a stream without a length
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // headers that can't be changed, as those of a redirect
    const copy = new Response(response.body, response);
    addHeaders(copy);
    return copy;
  }
}

function addHeaders({ status, headers }: Response): void {
  for (const [name, value] of HEADERS) if (!headers.has(name)) headers.set(name, value);
  if (status !== 304 && !headers.has("cache-control")) headers.set("cache-control", CACHING);
}
