/**
 * Epochs as Keras prints them: a title, a bar with running values, and the values of the evaluation behind its last state.
 *
 * @module
 */
import { pointOf } from "../point.ts";
import { identifier, spellingOf } from "../identifier.ts";
import { type Loop, measure, nameEpoch, noteBatch, type Part, placeAt } from "../loop.ts";
import type { Split } from "../model.ts";

/** How a state of the bar is drawn, by habit. */
const DRAWINGS: Record<string, (at: number, of: number) => string> = {
  "equals signs": (at, of) => {
    const cells = Math.floor(30 * at / of);
    const drawn = at === of ? "=".repeat(30) : `${"=".repeat(cells)}>${".".repeat(29 - cells)}`;
    return `${String(at).padStart(String(of).length)}/${of} [${drawn}]`;
  },
  "thick lines": (at, of) => `\x1b[1m${at}/${of}\x1b[0m \x1b[32m${"━".repeat(Math.floor(20 * at / of))}\x1b[0m`,
};

/** What is written between two states of the bar, by habit. */
const BETWEEN: Record<string, (drawn: string) => string> = {
  "backspaces": (drawn) => "\b".repeat(drawn.length) + "\r",
  "a return": () => "\r",
};

const show = (value: number) => value.toFixed(4);

/** Titles and bars of Keras' `fit()`. */
export function kerasEpochs(loop: Loop): Part {
  const { draw, log, batches, epochs } = loop;
  const draws = draw.one("keras", DRAWINGS), between = draw.one("keras", BETWEEN);
  const hasStates = draw.maybe("keras: states", 0.5), hasVal = draw.maybe("keras: val", 0.6);
  const stride = Math.ceil(batches / 6);
  let drawn = "";
  const take = (split: Split | null) =>
    measure(loop, null).map(({ quantity: { word, kind }, value }) => {
      const name = identifier([split, word]);
      return { text: `${name}: ${show(value)}`, point: pointOf(name, kind, show(value)) };
    });
  const put = (at: number, times: string, values: ReturnType<typeof take>, isEnd: boolean) => {
    if (drawn !== "") log.write(between(drawn));
    drawn = [`${draws(at, batches)}${times}`, ...values.map(({ text }) => text)].join(" - ");
    const points = values.map(({ point }) => isEnd ? nameEpoch(loop, point, false) : point);
    log.write(drawn, points, isEnd ? { step: null, epoch: loop.epoch + 1 } : placeAt(loop, at));
  };
  return {
    startEpoch() {
      log.print(`Epoch ${loop.epoch + 1}/${epochs}`);
      loop.shown.epoch = true;
      drawn = "";
    },
    batch() {
      const at = loop.batch + 1;
      if (!hasStates || at % stride !== 0 || at === batches) return;
      const values = take(null);
      for (const { point } of values) loop.shown.byBatch.add(spellingOf(point.metric));
      put(at, " - ETA: 3s", values, false);
      noteBatch(loop, placeAt(loop, at), false);
    },
    endEpoch() {
      put(batches, " - 4s 11ms/step", [...take(null), ...hasVal ? take("val") : []], true);
      log.write("\n");
    },
  };
}
