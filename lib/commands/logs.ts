/**
 * `stdcurve import` and `stdcurve extract`: what to do with a log that is there already.
 *
 * @module
 */
import { basename } from "node:path";
import { writeValue } from "../api/wire.ts";
import { InvalidInput } from "../errors.ts";
import { extractPoints } from "../extract.ts";
import { decodeLog, importLog } from "../import.ts";
import type { Pattern, Point } from "../model.ts";
import { kvLocation } from "../place.ts";
import { formatNumber } from "../series/format.ts";
import { openStore } from "../store/store.ts";
import { openOutput, type Output } from "./output.ts";
import { alignColumns } from "./table.ts";
import { onlyWord, parseWords, textOf } from "./usage.ts";

/** A log's bytes: a file's, or stdin's for `-`. */
async function openLog(path: string): Promise<ReadableStream<Uint8Array>> {
  if (path === "-") return Deno.stdin.readable;
  try {
    const file = await Deno.open(path);
    if ((await file.stat()).isDirectory) {
      file.close();
      throw new InvalidInput("file", `${path} is a directory; name a log file`);
    }
    return file.readable;
  } catch (error) {
    if (error instanceof InvalidInput) throw error;
    const why = error instanceof Deno.errors.NotFound ? "there is no such file" : String(error);
    throw new InvalidInput("file", `cannot read ${path}: ${why}`, { cause: error });
  }
}

/** Makes a run of a log. */
export async function importCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseWords("import", args, {
    experiment: { type: "string", short: "e" },
    name: { type: "string", short: "n" },
  });
  const path = onlyWord("import", positionals, "FILE");
  const log = await decodeLog(await openLog(path));
  using store = await openStore(kvLocation(textOf(values.kv)));
  const { id: experimentId } = await store.experiments.getOrCreate(textOf(values.experiment) ?? "default");
  const output = openOutput();
  const run = await importLog(store, log, {
    experimentId,
    name: textOf(values.name) ?? (path === "-" ? "stdin" : basename(path)),
    instance: crypto.randomUUID(),
    ...(path === "-" ? { onStart: ({ id }) => void output.print(`${id}\n`) } : {}),
    onTrouble: (error) => console.error(`stdcurve: the store does not answer (${error}); trying on`),
  });
  if (path !== "-") await output.print(`${run.id}\n`);
  if (run.status === "completed") return 0;
  console.error(`stdcurve: ${run.reason}`);
  return 1;
}

const NAMED = /^([\w/@.-]+)=(?=.)/;

/** `NAME=RE2`, or a pattern with a `metric` group or of a metric called `value`. */
function readPattern(text: string, index: number): Pattern {
  const name = NAMED.exec(text)?.[1];
  const pattern = name ? text.slice(name.length + 1) : text;
  return { id: String(index), metric: name ?? (/\(\?P?<metric>/.test(pattern) ? "" : "value"), pattern };
}

/** Shows a log's points. */
export async function extractCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseWords("extract", args, {
    json: { type: "boolean" },
    pattern: { type: "string", multiple: true },
  });
  const log = await decodeLog(await openLog(onlyWord("extract", positionals, "FILE")));
  const patterns = ([values.pattern ?? []].flat() as string[]).map(readPattern);
  const output = openOutput();
  if (values.json) return await printPoints(output, log, patterns);
  const found = new Map<string, Point[]>();
  let count = 0;
  const reader = await extractPoints(log, (point) => {
    const points = found.get(point.metric) ?? found.set(point.metric, []).get(point.metric)!;
    points.push(point);
    count++;
  }, { patterns });
  const rows = [...found].map(([name, points]) => {
    const values = points.map(({ value }) => value).filter((value) => !Number.isNaN(value));
    const [first, last] = [points[0]!, points.at(-1)!];
    const [low, high] = values.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [
      Infinity,
      -Infinity,
    ]);
    return [
      name,
      String(points.length),
      formatNumber(first.value),
      formatNumber(last.value),
      values.length ? formatNumber(low) : "–",
      values.length ? formatNumber(high) : "–",
      `${formatNumber(first.step)}–${formatNumber(last.step)}`,
    ];
  });
  const head = ["metric", "points", "first", "last", "min", "max", "steps"];
  await output.print(count === 0 ? "No metrics found.\n" : alignColumns([head, ...rows], { right: [1, 2, 3, 4, 5] }));
  const settings = Object.keys(reader.settings).length;
  if (settings > 0) {
    await output.print(
      `${settings} settings, such as ${
        Object.entries(reader.settings).slice(0, 3).map((pair) => pair.join("=")).join(", ")
      }\n`,
    );
  }
  return 0;
}

const LINES_A_WRITE = 1000;

async function printPoints(output: Output, log: AsyncIterable<Uint8Array>, patterns: Pattern[]): Promise<number> {
  let lines: string[] = [];
  const write = async () => {
    const text = lines.join("");
    lines = [];
    await output.print(text);
  };
  const take = ({ line, metric, value, step, epoch, kind }: Point) => {
    lines.push(JSON.stringify({ line, metric, value: writeValue(value), step, epoch, kind }) + "\n");
  };
  const paced = async function* () {
    for await (const piece of log) {
      yield piece;
      if (lines.length >= LINES_A_WRITE) await write();
      if (output.closed) return;
    }
  };
  await extractPoints(paced(), take, { patterns });
  await write();
  return 0;
}
