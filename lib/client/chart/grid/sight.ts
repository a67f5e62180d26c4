/**
 * Which panels are in sight, by one observer for all of them.
 *
 * @module
 */
import { type Signal, signal } from "@preact/signals";

/** The panels in sight. */
export interface Sight {
  /** True while the panel is in sight. */
  of(key: string): Signal<boolean>;
  /** Watches a panel's element. Returns a function that stops this. */
  watch(key: string, element: Element): () => void;
  close(): void;
}

/** A panel this near to the edge of the window counts as in sight, CSS pixels: scrolling then never shows an empty one. */
const MARGIN_PX = 100;

/** Creates it. `onChange` gets the keys of the panels in sight, once for all that changed together. */
export function createSight(onChange: (keys: ReadonlySet<string>) => void): Sight {
  const seen = new Map<string, Signal<boolean>>(), keys = new WeakMap<Element, string>();
  const of = (key: string) => {
    const known = seen.get(key) ?? signal(false);
    seen.set(key, known);
    return known;
  };
  const report = () => onChange(new Set([...seen].filter(([, isSeen]) => isSeen.peek()).map(([key]) => key)));
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) of(keys.get(target)!).value = isIntersecting;
    report();
  }, { rootMargin: `${MARGIN_PX}px 0px` });
  return {
    of,
    watch(key, element) {
      keys.set(element, key);
      observer.observe(element);
      return () => {
        observer.unobserve(element);
        if (!of(key).peek()) return;
        of(key).value = false;
        report();
      };
    },
    close: () => observer.disconnect(),
  };
}
