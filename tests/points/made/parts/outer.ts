/**
 * A bar around the epochs, alone or with values.
 *
 * @module
 */
import { pointOf } from "../point.ts";
import { identifier } from "../identifier.ts";
import { DRAWINGS } from "./bars.ts";
import { type Loop, measure, nameEpoch, type Part } from "../loop.ts";
import type { ShownPoint } from "../model.ts";
import { NOWHERE } from "../writer.ts";

/** A bar of the epochs, redrawn behind each of them. */
export function epochBar(loop: Loop, { isGlued }: { isGlued: boolean }): Part {
  const { draw, log, epochs } = loop;
  const drawing = draw.one("bar of epochs", DRAWINGS),
    hasValues = draw.maybe("bar of epochs: values", draw.habits.includes("block: of splits") ? 0 : 0.5);
  const title = draw.one("bar of epochs", { "no title": "", "titled": "Epochs" });
  const put = (at: number, values: string) => `\r${drawing({ title, at, of: epochs, values })}`;
  const take = () => {
    const texts = hasValues ? measure(loop, null) : [];
    return texts.map(({ quantity: { word, kind }, value }) => ({
      kind,
      name: identifier([word]),
      text: value.toFixed(4),
    }));
  };
  return {
    begin() {
      log.write(put(loop.firstEpoch, ""));
      loop.shown.bar = true;
      log.interrupt = (open) => isGlued && open.endsWith("]") ? "" : "\n";
    },
    endEpoch() {
      const texts = take(), at = loop.epoch + 1;
      const points = texts.map(({ name, kind, text }): ShownPoint => nameEpoch(loop, pointOf(name, kind, text), false));
      const values = texts.map(({ name, text }) => `${name}=${text}`).join(", ");
      // Where epochs count from 0, the bar is one ahead of them.
      log.write(put(at, values), points, loop.count.epochFrom === 1 ? { step: null, epoch: at } : NOWHERE);
    },
    end: () => log.write("\n"),
  };
}
