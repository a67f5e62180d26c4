/**
 * The logs that measurements read.
 *
 * @module
 */

/** A log and the number of its lines. */
export interface BenchLog {
  name: string;
  lines: number;
  bytes: Uint8Array<ArrayBuffer>;
}

function joinLog(name: string, lines: string[]): BenchLog {
  return { name, lines: lines.length, bytes: new TextEncoder().encode(lines.join("")) };
}

/** The design's lines, two metrics each: `Step 100: loss=1.2345, lr=1.00e-04`. */
export function writeDesignLog(count: number): BenchLog {
  const lines = Array.from(
    { length: count },
    (_, i) => `Step ${i + 1}: loss=${(4 / (1 + i / 1000)).toFixed(4)}, lr=${(1e-4).toExponential(2)}\n`,
  );
  return joinLog("the design's lines", lines);
}

/** Lines like a real training's: a logger's prefix, four metrics and a speed, and every twentieth line a sentence. */
export function writeTrainingLog(count: number): BenchLog {
  const lines = Array.from({ length: count }, (_, i) => {
    const at = `2026-01-28 12:${String(Math.floor(i / 60) % 60).padStart(2, "0")}:${String(i % 60).padStart(2, "0")}`;
    if (i % 20 === 19) return `${at},123 - trainer - INFO - Saving model checkpoint to outputs/checkpoint-${i}\n`;
    const loss = (4 / (1 + i / 1000) + (i * 7919 % 1000) / 1e5).toFixed(4), norm = (0.5 + (i % 97) / 100).toFixed(3);
    return `${at},123 - trainer - INFO - step ${i}/${count} | loss ${loss} | grad_norm ${norm} | lr 3.00e-04 | tokens/s 51234\n`;
  });
  return joinLog("a training's lines", lines);
}

/** The logs of real frameworks in `tests/fixtures/logs`. Each is repeated, because they are excerpts of longer ones. */
export async function readMixedLogs(repeats: number): Promise<BenchLog[]> {
  const directory = new URL("../tests/fixtures/logs/", import.meta.url);
  const logs: BenchLog[] = [];
  for await (const { name } of Deno.readDir(directory)) {
    if (!name.endsWith(".log")) continue;
    const text = (await Deno.readTextFile(new URL(name, directory))).repeat(repeats);
    logs.push({ name, lines: text.split(/\r\n|\r|\n/).length - 1, bytes: new TextEncoder().encode(text) });
  }
  return logs;
}
