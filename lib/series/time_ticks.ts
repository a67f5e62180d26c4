/**
 * Ticks of time axes, and their texts: time since a run's start in seconds, and clock time in milliseconds since 1970. No two ticks of an
 * axis have the same text. Clocks of other time zones are an offset in minutes; nothing here asks for the zone of the machine.
 *
 * @module
 */
import { listTicks, type Range } from "./axis.ts";

const MINUTE = 60, HOUR = 3_600, DAY = 86_400;
/** Gaps between ticks that people expect of clocks, in seconds. */
const GAPS = [
  ...[1, 2, 5, 10, 15, 30],
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7, 14].map((days) => days * DAY),
];
/** A tick as many gaps away from 0 as this is no number of gaps any more. */
const TICKS_MAX = 50;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * Ticks at round times within the range, in seconds.
 *
 * @example
 * ```ts
 * import { listElapsedTicks } from "./time_ticks.ts";
 * listElapsedTicks({ low: 0, high: 100 }, 5); // [0, 30, 60, 90]
 * ```
 */
export function listElapsedTicks(range: Range, gaps: number): number[] {
  const rough = (range.high - range.low) / gaps;
  if (!(rough > 0)) return [];
  if (rough <= 0.5) return listTicks(range, gaps).filter((tick) => tick >= 0);
  const gap = GAPS.find((each) => each >= rough * 0.999);
  const ticks = gap === undefined
    ? listTicks({ low: range.low / DAY, high: range.high / DAY }, gaps).map((days) => days * DAY)
    : listMultiples(range, gap);
  return ticks.filter((tick) => tick >= 0);
}

function listMultiples({ low, high }: Range, gap: number): number[] {
  const first = Math.ceil(low / gap - 1e-9), last = Math.floor(high / gap + 1e-9);
  return Array.from({ length: Math.max(0, Math.min(TICKS_MAX, last - first + 1)) }, (_, at) => (first + at) * gap);
}

const UNITS: readonly (readonly [string, number])[] = [["d", DAY], ["h", HOUR], ["min", MINUTE], ["s", 1]];

/**
 * Writes times since the start with all units that are not zero.
 *
 * @example
 * ```ts
 * import { writeElapsed } from "./time_ticks.ts";
 * writeElapsed([0, 90, 7_200]); // ["0 s", "1 min 30 s", "2 h"]
 * ```
 */
export function writeElapsed(ticks: readonly number[]): string[] {
  return ticks.map((tick) => {
    if (tick === 0) return "0 s";
    if (tick < 1) return `${Number((tick * 1000).toPrecision(12))} ms`;
    let rest = Number(tick.toFixed(9));
    const parts = UNITS.flatMap(([unit, length]) => {
      const count = unit === "s" ? Number(rest.toFixed(9)) : Math.floor(rest / length);
      rest -= count * length;
      return count > 0 ? [`${count} ${unit}`] : [];
    });
    return parts.join(" ");
  });
}

/** Ticks at round times of a clock that is `zone` minutes ahead of UTC; range and ticks are milliseconds since 1970. */
export function listClockTicks({ low, high }: Range, { gaps, zone }: { gaps: number; zone: number }): number[] {
  const shift = zone * MINUTE;
  const ticks = listElapsedTicks({ low: low / 1000 + shift, high: high / 1000 + shift }, gaps);
  return [...new Set(ticks.map((tick) => Math.round((tick - shift) * 1000)))].filter((at) => at >= low && at <= high);
}

/**
 * Writes clock times as short as they can be told apart. When all ticks are of one day, the texts leave it out, and `day` is that day.
 *
 * @example
 * ```ts
 * import { writeClock } from "./time_ticks.ts";
 * writeClock([0, 60_000], 0); // { texts: ["00:00", "00:01"], day: "1 Jan 1970" }
 * ```
 */
export function writeClock(ticks: readonly number[], zone: number): { texts: string[]; day: string | null } {
  const clocks = ticks.map((ms) => readClock(ms + zone * MINUTE * 1000));
  const days = new Set(clocks.map(({ date, year }) => `${date} ${year}`));
  const hasSameYear = new Set(clocks.map(({ year }) => year)).size === 1;
  const parts = ["second", "part"] as const;
  const isNeeded = parts.map((name) => clocks.some((clock) => clock[name] !== 0));
  const timeOf = ({ minute, second, part }: Clock) =>
    minute + (isNeeded[0] || isNeeded[1] ? `:${pad(second)}` : "") + (isNeeded[1] ? `.${pad(part, 3)}` : "");
  if (days.size === 1) return { texts: clocks.map(timeOf), day: [...days][0]! };
  const isMidnight = clocks.every((clock) => clock.minute === "00:00" && clock.second === 0 && clock.part === 0);
  const texts = clocks.map((clock) =>
    (hasSameYear ? clock.date : `${clock.date} ${clock.year}`) + (isMidnight ? "" : ` ${timeOf(clock)}`)
  );
  return { texts, day: null };
}

interface Clock {
  date: string;
  year: number;
  minute: string;
  second: number;
  part: number;
}

function readClock(ms: number): Clock {
  const at = new Date(ms);
  return {
    date: `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]}`,
    year: at.getUTCFullYear(),
    minute: `${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}`,
    second: at.getUTCSeconds(),
    part: at.getUTCMilliseconds(),
  };
}

const pad = (number: number, digits = 2): string => String(number).padStart(digits, "0");

/**
 * The name of a time zone.
 *
 * @example
 * ```ts
 * import { nameZone } from "./time_ticks.ts";
 * nameZone(-210); // "UTC−3:30"
 * ```
 */
export function nameZone(zone: number): string {
  if (zone === 0) return "UTC";
  const size = Math.abs(zone), minutes = size % 60;
  return `UTC${zone < 0 ? "−" : "+"}${Math.floor(size / 60)}${minutes === 0 ? "" : `:${pad(minutes)}`}`;
}
