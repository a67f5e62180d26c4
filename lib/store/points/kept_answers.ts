/**
 * Keeps the newest answers about points in bounded memory. An answer counts for one version of a run. Reads nothing.
 *
 * @module
 */

/** What is kept of a version of a run. A metric that the run doesn't have is null. */
export interface KeptAnswer<Metric> {
  generation: number;
  rev: number;
  metrics: Map<string, Metric | null>;
}

/** The newest answers. The least recently used ones go first. */
export interface AnswerKeeper<Metric> {
  find(key: string): KeptAnswer<Metric> | undefined;
  put(key: string, answer: KeptAnswer<Metric>): void;
}

/** A kept name takes as much memory as so many points, also without any. */
const NAME_POINTS = 4;

/** Creates a keeper of at most `pointsMax` points. `sizeOf` gives the points of a metric. */
export function createKeeper<Metric>(pointsMax: number, sizeOf: (metric: Metric) => number): AnswerKeeper<Metric> {
  const known = new Map<string, KeptAnswer<Metric>>(), sizes = new Map<string, number>();
  let held = 0;
  const forget = (key: string) => {
    held -= sizes.get(key) ?? 0;
    sizes.delete(key);
    known.delete(key);
  };
  const measure = ({ metrics }: KeptAnswer<Metric>) =>
    [...metrics.values()].reduce((sum, each) => sum + NAME_POINTS + (each === null ? 0 : sizeOf(each)), 0);
  return {
    find: (key) => known.get(key),
    put(key, answer) {
      forget(key);
      known.set(key, answer);
      sizes.set(key, measure(answer));
      held += sizes.get(key)!;
      for (const oldest of known.keys()) {
        if (held <= pointsMax) return;
        forget(oldest);
      }
    },
  };
}
