/**
 * Reads logs with the reader of this tree and with that of another one, and lists where the two differ: in points, marks, settings, names
 * that aren't charted, warnings. For changes that only make the reader faster. Logs are all `.log` files below the directories, and
 * generated ones. Exit code 1 when one is read in another way.
 *
 *     deno run -A tests/support/compare_reading.ts OTHER_TREE [--generated COUNT] [--seed N] [DIRECTORY…]
 *
 * @module
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import type { splitLines } from "../../lib/lines/split.ts";
import type { createPointReader } from "../../lib/points/reader.ts";
import { ROOT } from "./code_shape.ts";
import { hostileLogs, mutateLog } from "./fuzz/logs.ts";
import { makeRandom } from "./fuzz/random.ts";

/** Lines of a difference that are printed. */
const SHOWN = 4;

/** What reads a log in one tree. */
interface Tree {
  createPointReader: typeof createPointReader;
  splitLines: typeof splitLines;
}

async function openTree(root: string): Promise<Tree> {
  const load = (path: string) => import(pathToFileURL(join(root, path)).href);
  const { createPointReader } = await load("lib/points/reader.ts"), { splitLines } = await load("lib/lines/split.ts");
  return { createPointReader, splitLines };
}

/** All that a tree reads of a log, as lines of text. */
function readWith({ createPointReader, splitLines }: Tree, bytes: Uint8Array): string[] {
  const read: string[] = [];
  const reader = createPointReader(
    ({ metric, value, step, epoch, globalStep, line, kind }) => {
      read.push(`${line} ${metric}=${Object.is(value, -0) ? "-0" : value}@${step} ${epoch} ${globalStep} ${kind}`);
    },
    { onMark: (mark) => void read.push(JSON.stringify(mark)) },
  );
  const splitter = splitLines(reader.read);
  splitter.push(bytes);
  splitter.finish();
  reader.finish();
  const { settings, progress, warnings, unread } = reader;
  return [...read, ...[settings, progress, warnings, unread].map((each) => JSON.stringify(each))];
}

async function* findLogs(directory: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(directory)) {
    const path = join(directory, name);
    if (isDirectory) yield* findLogs(path);
    else if (/\.(?:log|txt|out)$/.test(name)) yield path;
  }
}

/** Generated logs, and mutations of the given ones. */
function* writeLogs(count: number, seed: number, logs: readonly Uint8Array[]): Generator<[string, Uint8Array]> {
  const random = makeRandom(seed), kinds = Object.keys(hostileLogs);
  for (let at = 0; at < count; at++) {
    const kind = kinds[at % kinds.length]!;
    yield [`${kind} ${at}`, hostileLogs[kind]!(random)];
    const log = logs.length > 0 ? random.pick(logs) : null;
    if (log && log.length > 0) yield [`a mutated log ${at}`, mutateLog(log, random)];
  }
}

if (import.meta.main) {
  const { values, positionals: [other, ...directories] } = parseArgs({
    allowPositionals: true,
    options: { generated: { type: "string", default: "200" }, seed: { type: "string", default: "1" } },
  });
  if (other === undefined) throw new Error("name the tree to compare with");
  const trees = [await openTree(other), await openTree(ROOT)], logs: Uint8Array[] = [];
  let count = 0, different = 0;
  const compare = (name: string, bytes: Uint8Array) => {
    const [before, now] = trees.map((tree) => readWith(tree, bytes)) as [string[], string[]];
    count++;
    if (before.join("\n") === now.join("\n")) return;
    different++;
    const at = before.findIndex((line, index) => line !== now[index]), from = at < 0 ? before.length : at;
    console.log(`${name}: ${before.length} lines, now ${now.length}`);
    for (const line of before.slice(from, from + SHOWN)) console.log(`  - ${line}`);
    for (const line of now.slice(from, from + SHOWN)) console.log(`  + ${line}`);
  };
  for (const directory of directories) {
    for await (const path of findLogs(directory)) {
      const bytes = await Deno.readFile(path);
      logs.push(bytes.subarray(0, 1_000_000));
      compare(path, bytes);
    }
  }
  for (const [name, bytes] of writeLogs(Number(values.generated), Number(values.seed), logs)) compare(name, bytes);
  console.log(`${different} of ${count} logs are read in another way`);
  if (different > 0) Deno.exit(1);
}
