/**
 * From a file under `routes/` to the pattern of its address: one pure function, and the order in which patterns are tried.
 *
 * @module
 */

/**
 * The URL pattern of a route file.
 */
export function pathToPattern(file: string): string {
  const segments = file.replace(/^\.\/routes\//, "").replace(/\.[jt]sx?$/, "").split("/");
  if (segments.at(-1) === "index") segments.pop();
  const parts = segments.filter((segment) => !/^\(.*\)$/.test(segment)).map((segment) =>
    segment
      .replace(/^\[\.\.\.(\w+)\]$/, ":$1*")
      .replaceAll(/\[(\w+)\]/g, ":$1")
  );
  return "/" + parts.join("/");
}

const rank = (segment: string) => segment.endsWith("*") ? 2 : segment.includes(":") ? 1 : 0;

/** Order of trying: static before `:x` before `:x*`, segment by segment. */
export function comparePatterns(a: string, b: string): number {
  const left = a.split("/"), right = b.split("/");
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const order = rank(left[i] ?? "") - rank(right[i] ?? "");
    if (order !== 0) return order;
  }
  return right.length - left.length;
}
