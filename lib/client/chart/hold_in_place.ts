/**
 * Keeps a part of the page where it is in the window while what stands above it becomes higher: browsers do that by themselves only on a page
 * that is scrolled already. Knows nothing of what it holds.
 *
 * @module
 */

/** What stands above grows within this time: it asks the server for what it shows. */
const HELD_MS = 2_000;

/** Holds an element for a while, or until the reader scrolls. */
export function holdInPlace(element: Element): void {
  const { top } = element.getBoundingClientRect(), stop = new AbortController(), { signal } = stop;
  const observer = new ResizeObserver(() => scrollBy(0, element.getBoundingClientRect().top - top));
  observer.observe(document.body);
  signal.addEventListener("abort", () => observer.disconnect());
  for (const type of ["wheel", "touchmove", "keydown"]) {
    addEventListener(type, () => stop.abort(), { signal, passive: true });
  }
  setTimeout(() => stop.abort(), HELD_MS);
}
