/**
 * Addresses on this server as the browser knows them. Behind a proxy they begin with a path, which the page names in its head.
 *
 * @module
 */

/**
 * An address on this server. On the server itself it stays as it is: the whole page gets the path there.
 *
 * @param path starting with "/"; any other address stays as it is
 */
export function ownPath(path: string): string {
  if (typeof document === "undefined" || !path.startsWith("/")) return path;
  return (document.querySelector<HTMLMetaElement>('meta[name="stdcurve-base"]')?.content ?? "") + path;
}
