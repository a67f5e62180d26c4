/**
 * Bars inside a bar around epochs, as tqdm writes them: the cursor goes down to the inner one and back up.
 *
 * @module
 */
import { DRAWINGS } from "./bars.ts";
import { type Loop, measure, noteBatch, type Part, placeAt } from "../loop.ts";
import { identifier, spellingOf } from "../identifier.ts";
import { pointOf } from "../point.ts";

const UP = "\x1b[A";

/** A bar of the epochs with a bar of batches below it, which is taken away at its end or stays. */
export function nestedBars(loop: Loop): Part {
  const { draw, log, epochs, batches } = loop;
  const drawing = draw.one("nested bars", { "of blocks": DRAWINGS["tqdm"]!, "of ascii": DRAWINGS["tqdm of ascii"]! });
  const title = draw.one("nested bars", { "no titles": ["", ""], "titles": ["Epochs", "Batches"] });
  const stride = Math.ceil(batches / draw.int(3, 6));
  const outer = (at: number) => `\r${drawing({ title: title[0]!, at, of: epochs, values: "" })}`;
  const inner = (at: number, values: string) => `\n\r${drawing({ title: title[1]!, at, of: batches, values })}`;
  return {
    begin: () => log.write(outer(loop.firstEpoch)),
    startEpoch: () => log.write(inner(0, "") + UP),
    batch() {
      const done = loop.batch + 1;
      if (done % stride !== 0 && done !== batches) return;
      const texts = measure(loop, null).map(({ quantity: { word, kind }, value }) => ({
        kind,
        name: identifier([word]),
        text: value.toFixed(4),
      }));
      const points = texts.map(({ name, kind, text }) => pointOf(name, kind, text));
      for (const { metric } of points) loop.shown.byBatch.add(spellingOf(metric));
      log.write(inner(done, texts.map(({ name, text }) => `${name}=${text}`).join(", ")), points, placeAt(loop, done));
      log.write(UP);
      noteBatch(loop, placeAt(loop, done), false);
    },
    endEpoch() {
      log.write(`\n\r${" ".repeat(70)}\r${UP}${outer(loop.epoch + 1)}`);
    },
    end: () => log.write("\n"),
  };
}
