/**
 * What stands before each printed line: times, levels, ranks. Several processes may print the same line.
 *
 * @module
 */
import type { Loop } from "../loop.ts";

/** A clock that goes on with every look. */
function makeClock(start: number, perLook: number): () => { day: string; time: string; ms: string } {
  let now = start;
  return () => {
    now += perLook;
    const [day, rest] = new Date(now).toISOString().split("T") as [string, string];
    return { day, time: rest.slice(0, 8), ms: rest.slice(9, 12) };
  };
}

type Clock = ReturnType<typeof makeClock>;
type Prefix = (clock: Clock) => () => string;

const timed = (show: (now: ReturnType<Clock>) => string): Prefix => (clock) => () => show(clock());
const always = (text: string): Prefix => () => () => text;

const PREFIXES: Record<string, Prefix> = {
  "date, time, level": timed(({ day, time, ms }) => `${day} ${time},${ms} - INFO - `),
  "date, time, name, level": timed(({ day, time, ms }) => `${day} ${time},${ms} - trainer - INFO - `),
  "date and time in brackets": timed(({ day, time }) => `[${day} ${time}] `),
  "time alone": timed(({ time }) => `${time} `),
  "time in brackets": timed(({ time }) => `[${time}] `),
  "time and bar": timed(({ day, time }) => `${day} ${time} | INFO | `),
  "level": always("INFO:root:"),
  "level in brackets": always("[INFO] "),
  "time and file": timed(({ day, time, ms }) => `${day} ${time}.${ms} | INFO     | __main__:train:57 - `),
  "glog": timed(({ day, time, ms }) => `I${day.slice(5).replace("-", "")} ${time}.${ms}000  4121 train.py:57] `),
  "iso": timed(({ day, time, ms }) => `${day}T${time}.${ms}Z `),
};

/** Processes that print, each line once for each. */
const RANKS: Record<string, string[]> = {
  "two without a word": ["", ""],
  "two with their rank": ["[rank0]: ", "[rank1]: "],
  "four with a number in brackets": ["[1,0]<stdout>:", "[1,1]<stdout>:", "[1,2]<stdout>:", "[1,3]<stdout>:"],
};

const MORNING = Date.UTC(2026, 2, 14, 9, 26, 53), MINUTE_MS = 60_000;

/** Sets what stands before the lines of a log. */
export function drawPrefixes({ draw, log }: Loop): void {
  const clock = makeClock(MORNING + draw.int(0, 600) * MINUTE_MS, draw.int(300, 90_000));
  const prefix = draw.maybe("a prefix", 0.3) ? draw.one("prefix", PREFIXES)(clock) : () => "";
  const ranks = draw.maybe("several processes", 0.08) ? draw.one("processes", RANKS) : [""];
  log.prefixes = ranks.map((rank) => () => rank + prefix());
}
