/**
 * Lines of batches that are printed over one another with `\r`, and end with the epoch.
 *
 * @module
 */
import { spellingOf } from "../identifier.ts";
import { batchCounter, epochCounter, lookOf, type Loop, measure, noteBatch, type Part, placeAt } from "../loop.ts";

/** One line an epoch, redrawn for each few batches. */
export function redrawnLine(loop: Loop): Part {
  const { draw, log, batches } = loop, every = Math.ceil(batches / draw.int(4, 8));
  const counters = () => [epochCounter(loop), { ...batchCounter(loop), of: batches }];
  const isBehind = draw.one("redrawn line", { "return before": false, "return behind": true });
  const look = lookOf(loop, "batch", { counters: counters() });
  return {
    batch() {
      if ((loop.batch + 1) % every !== 0 && loop.batch + 1 !== batches) return;
      const { text, points } = look({ counters: counters(), split: null, values: measure(loop, null) });
      const place = placeAt(loop, batchCounter(loop).at);
      for (const { metric } of points) loop.shown.byBatch.add(spellingOf(metric));
      if (!isBehind) log.write("\r");
      log.write(text, points, place);
      if (isBehind) log.write("\r");
      noteBatch(loop, place, false);
      loop.shown.epoch = true;
    },
    endEpoch: () => log.write("\n"),
  };
}
