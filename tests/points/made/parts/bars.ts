/**
 * Progress bars of batches: how they look, when they are drawn, and the values behind them.
 *
 * @module
 */
import { identifier, spellingOf } from "../identifier.ts";
import { epochCounter, type Loop, measure, noteBatch, type Part, placeAt } from "../loop.ts";
import type { ShownPoint } from "../model.ts";

/** One state of a bar. `values` is empty where the bar shows none. */
interface State {
  title: string;
  at: number;
  of: number;
  values: string;
}

const CELLS = 10;
const clock = (seconds: number) =>
  `${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
const fill = ({ at, of }: State, full: string, empty: string) => {
  const cells = Math.floor(CELLS * at / of);
  return full.repeat(cells) + empty.repeat(CELLS - cells);
};
const percent = ({ at, of }: State) => `${String(Math.floor(100 * at / of)).padStart(3)}%`;

/** A bar of tqdm with its own drawing and unit. */
function tqdm(full: string, unit: string): (state: State) => string {
  return (state) => {
    const { title, at, of, values } = state, spent = Math.round(at / 7), left = Math.round((of - at) / 7);
    const pace = at === 0 ? `?<?, ?${unit}/s` : `${clock(spent)}<${clock(left)},  7.03${unit}/s`;
    const times = at === 0 ? `00:00${pace.slice(1)}` : pace;
    return `${title ? `${title}: ` : ""}${percent(state)}|${fill(state, full, " ")}| ${at}/${of} [${times}${
      values ? `, ${values}` : ""
    }]`;
  };
}

/** How a bar looks, by habit. */
export const DRAWINGS: Record<string, (state: State) => string> = {
  "tqdm": tqdm("█", "it"),
  "tqdm of ascii": tqdm("#", "it"),
  "tqdm of batches": tqdm("█", "batch"),
  "arrows": (state) =>
    `${state.title ? `${state.title} ` : ""}[${fill(state, "=", ".")}] ${state.at}/${state.of} ${state.values}`,
};

/** When a bar is drawn: tqdm draws it for new values behind it and for each step, unless it was drawn just now. */
type Moments = "after the value and after the step" | "after the step";
const MOMENTS: Record<string, Moments> = {
  "value and step": "after the value and after the step",
  "step": "after the step",
};

/** What is written before and behind the states of a bar. */
interface Frame {
  before: string;
  behind: string;
  end(drawn: string): string;
}

const FRAMES: Record<string, Frame> = {
  "redrawn": { before: "\r", behind: "", end: () => "\n" },
  "taken away at its end": { before: "\r", behind: "", end: (drawn) => `\r${" ".repeat(drawn.length)}\r` },
  "each state on its own line": { before: "", behind: "\n", end: () => "" },
};

const TITLES: Record<string, (loop: Loop) => string> = {
  none: () => "",
  "the epoch": (loop) => `Epoch ${epochCounter(loop).at}`,
  "the epoch of all": (loop) => `Epoch [${epochCounter(loop).at}/${loop.epochs}]`,
  "a word": () => "Training",
  "a word and the epoch": (loop) => `Train Epoch ${epochCounter(loop).at}`,
};

/** How values behind a bar are written: as tqdm does, or as a text. */
const VALUES: Record<string, (value: number) => string> = {
  "three digits": (value) => String(Number(value.toPrecision(3))),
  "four decimals": (value) => value.toFixed(4),
};

/** What is written before a line that is printed beside a bar that is drawn again. */
const INTERRUPTS: Record<string, (open: string) => string> = {
  "glued to it": (open) => open.endsWith("]") ? "" : "\n",
  "in its place": (open) => `\r${" ".repeat(open.length - open.lastIndexOf("\r") - 1)}\r`,
  "on a new line": () => "\n",
};

/** What a bar of an epoch shows. */
interface Values {
  text: string;
  points: ShownPoint[];
}

const NO_VALUES: Values = { text: "", points: [] };

function takeValues(loop: Loop, show: (value: number) => string): Values {
  const texts = measure(loop, null).map(({ quantity: { word, kind }, value }) => ({
    word,
    isState: kind === "lr",
    name: identifier([word]),
    text: show(value),
  }));
  const points = texts.map(({ word, isState, name, text }) => ({
    metric: word,
    also: [name],
    value: Number(text),
    isState,
  }));
  for (const { metric } of points) loop.shown.byBatch.add(spellingOf(metric));
  return { text: texts.map(({ name, text }) => `${name}=${text}`).join(", "), points };
}

const TRIES_MAX = 30;

/** Values of which none is equal to the one before: nothing on a bar tells such a value from one that is shown again. */
function takeNew(loop: Loop, show: (value: number) => string, older: Values): Values {
  let newer = takeValues(loop, show);
  const isEqual = ({ value }: ShownPoint, at: number) => older.points[at]?.value === value;
  for (let tries = 0; tries < TRIES_MAX && newer.points.some(isEqual); tries++) newer = takeValues(loop, show);
  return newer;
}

/** A bar around the batches of each epoch. */
export function batchBar(loop: Loop, { hasValues }: { hasValues: boolean }): Part {
  const { draw, log, batches } = loop;
  const drawing = draw.one("bar", DRAWINGS),
    frame = draw.one("bar frame", FRAMES),
    title = draw.one("bar title", TITLES);
  const show = hasValues ? draw.one("bar values", VALUES) : null, moments = draw.one("bar moments", MOMENTS);
  const stride = Math.ceil(batches / draw.int(4, 10));
  let drawn = "", values = NO_VALUES, isBegun = false;
  const put = (at: number, points: readonly ShownPoint[]) => {
    drawn = drawing({ title: title(loop), at, of: batches, values: isBegun ? values.text : "" });
    const place = placeAt(loop, at);
    log.write(frame.before + drawn, points, place);
    log.write(frame.behind);
  };
  return {
    begin() {
      if (frame.before !== "") log.interrupt = draw.one("print beside the bar", INTERRUPTS);
    },
    startEpoch() {
      isBegun = false;
      put(0, []);
      isBegun = true;
      loop.shown.bar = true;
      loop.shown.epoch ||= /\d/.test(title(loop));
    },
    batch() {
      const done = loop.batch + 1;
      // Bars draw more states than these: a test doesn't need them all.
      if (done % stride !== 0 && done !== batches) return;
      if (show !== null) values = takeNew(loop, show, values);
      if (moments === "after the value and after the step") {
        put(loop.batch, values.points);
        put(done, values.points.map((point) => ({ ...point, optional: true })));
      } else put(done, values.points);
      noteBatch(loop, placeAt(loop, done), false);
    },
    endEpoch: () => log.write(frame.end(drawn)),
  };
}
