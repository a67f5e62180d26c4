/**
 * Medians, a table, and a process that is measured alone. Machines are shared and noisy, so measurements compare ratios within one run,
 * in pairs, by their medians.
 *
 * @module
 */

/** One figure beside its target. */
export interface Row {
  what: string;
  measured: string;
  /** Empty where there is none. */
  target: string;
}

/** The middle value. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The value that this share of the values doesn't exceed; `share` from 0 to 1. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(Math.floor(share * sorted.length), sorted.length - 1)]!;
}

/** A number with thousands separators. */
export const whole = (value: number): string => Math.round(value).toLocaleString("en-US");

/** Median milliseconds that an action takes. */
export async function time(passes: number, action: () => unknown): Promise<number> {
  return (await timeTwice(passes, action)).clock;
}

/** Median milliseconds that an action takes by the clock, and of its thread's processor time: on a shared machine it waits for its turns. */
export async function timeTwice(
  passes: number,
  action: () => unknown,
): Promise<{ clock: number; processor: number }> {
  const clocks: number[] = [], processors: number[] = [];
  for (let i = 0; i < passes; i++) {
    const began = performance.now(), had = await processorTime();
    await action();
    clocks.push(performance.now() - began);
    processors.push(await processorTime() - had);
  }
  return { clock: median(clocks), processor: median(processors) };
}

/** Milliseconds that this process's first thread has had a processor; those of the clock on systems that don't report it. */
async function processorTime(): Promise<number> {
  const schedule = await Deno.readTextFile("/proc/self/schedstat").catch(() => "");
  return schedule === "" ? performance.now() : Number(schedule.split(" ")[0]) / 1e6;
}

/** What `deno task stdcurve` tells V8. */
export const V8_FLAGS =
  "--v8-flags=--max-semi-space-size=1,--heap-growing-percent=20,--no-concurrent-recompilation,--no-sparkplug,--max-inlined-bytecode-size-cumulative=3000";

/** Runs a module of this directory in a process of its own, with the flags of `deno task stdcurve`; what it printed. */
export async function runModule(name: string, ...args: string[]): Promise<string> {
  const path = new URL(name, import.meta.url).pathname;
  const { success, stdout } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--no-check",
      V8_FLAGS,
      path,
      ...args,
    ],
    stderr: "inherit",
  }).output();
  if (!success) throw new Error(`${name} failed`);
  return new TextDecoder().decode(stdout);
}

/** The most memory that this process ever had, in bytes; its present memory on systems that don't report the most. */
export async function peakMemory(): Promise<number> {
  const status = await Deno.readTextFile("/proc/self/status").catch(() => "");
  const peak = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
  return peak ? 1024 * Number(peak) : Deno.memoryUsage().rss;
}

/** The rows as text with aligned columns. */
export function formatTable(rows: readonly Row[]): string {
  const cells = rows.map(({ what, measured, target }) => [what, measured, target]);
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((row) => [...row[column]!].length)));
  return cells.map((row) => row.map((cell, column) => cell.padEnd(widths[column]!)).join("  ").trimEnd() + "\n").join(
    "",
  );
}
