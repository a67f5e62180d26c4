/**
 * Who wrote the program: what it measures, and how each kind of its lines looks.
 *
 * @module
 */
import type { Draw } from "../draw.ts";
import type { Author, Counter, KindOfLine, Look, Quantity, Role, ShownPoint, Split, Value } from "../model.ts";

const falling = (draw: Draw, from: number) => (progress: number) => from * (1 - 0.8 * progress) * draw.real(0.9, 1.1);
const rising = (draw: Draw, to: number) => (progress: number) => to * (0.3 + 0.7 * progress) * draw.real(0.9, 1);

const QUANTITIES: Record<string, (draw: Draw) => Quantity[]> = {
  loss: (draw) => [{ word: "loss", kind: "loss", next: falling(draw, 2.3) }],
  "loss and acc": (draw) => [
    { word: "loss", kind: "loss", next: falling(draw, 2.3) },
    { word: "acc", kind: "score", next: rising(draw, 0.95) },
  ],
};

const WORDS: Record<Role, string> = {
  epoch: "Epoch",
  batch: "Batch",
  step: "Step",
  samples: "Samples",
  percent: "",
  episode: "Episode",
};

const TIES = { colon: ": ", equals: "=", space: " " };
const SEPARATORS = { comma: ", ", bar: " | ", dash: " - " };

const round = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : 1));

function showCounter({ role, at, of }: Counter): string {
  if (role === "percent") return `${Math.round(at)}%`;
  return `${WORDS[role]} ${round(at)}${of === undefined ? "" : `/${of}`}`;
}

/** Draws an author. */
export function drawAuthor(draw: Draw): Author {
  return {
    quantities: draw.one("quantities", QUANTITIES)(draw),
    look(draw: Draw, { line }: KindOfLine): Look {
      const tie = draw.one(`${line} tie`, TIES), separator = draw.one(`${line} separator`, SEPARATORS);
      const show = ({ quantity, value }: Value, split: Split | null) => {
        const words = [...split ? [split] : [], quantity.word], text = value.toFixed(4);
        const point: ShownPoint = { metric: words.join("_"), value: Number(text) };
        return { text: `${words.join(" ")}${tie}${text}`, point };
      };
      return ({ counters, split, values }) => {
        const shown = values.map((value) => show(value, value.split ?? split));
        return {
          text: [...counters.map(showCounter), ...shown.map(({ text }) => text)].join(separator),
          points: shown.map(({ point }) => point),
        };
      };
    },
  };
}
