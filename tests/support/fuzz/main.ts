/**
 * `deno task fuzz [SECONDS] [SEED]`: reads mutated logs, hostile logs and hostile lines for 60 seconds, or for the given time. Writes the
 * input to a file and exits with 1 at the first fault. The seed is printed; the same seed makes the same inputs.
 *
 * @module
 */
import { findFault, findSlowness } from "./faults.ts";
import { hostileLines } from "./lines.ts";
import { hostileLogs, longJsonLog, mutateLog } from "./logs.ts";
import { makeRandom } from "./random.ts";

const DIRECTORY = new URL("../../fixtures/logs/", import.meta.url);
const LONG_EVERY_ROUNDS = 500;

async function failWith(fault: string, bytes: Uint8Array): Promise<never> {
  const path = await Deno.makeTempFile({ prefix: "stdcurve-fuzz-" });
  await Deno.writeFile(path, bytes);
  console.error(`${fault}\nthe input is in ${path}`);
  Deno.exit(1);
}

const logs: Uint8Array[] = [];
for (const { name } of [...Deno.readDirSync(DIRECTORY)].sort((a, b) => a.name < b.name ? -1 : 1)) {
  if (name.endsWith(".log")) logs.push(await Deno.readFile(new URL(name, DIRECTORY)));
}
const [seconds = 60, seed = Date.now() % 1e6] = Deno.args.map(Number);
const random = makeRandom(seed), end = performance.now() + seconds * 1000;
console.log(`seed ${seed}`);
let rounds = 0;
for (; performance.now() < end; rounds++) {
  const lineKind = random.pick(Object.keys(hostileLines)), line = hostileLines[lineKind]!(random);
  const slowness = findSlowness(line);
  if (slowness) await failWith(`${lineKind}: ${slowness}`, new TextEncoder().encode(line(4000)));
  const logKind = random.pick(["a mutated log", ...Object.keys(hostileLogs)]);
  const isLong = rounds % LONG_EVERY_ROUNDS === 0;
  const bytes = isLong ? longJsonLog(random) : hostileLogs[logKind]?.(random) ?? mutateLog(random.pick(logs), random);
  const fault = findFault(bytes, random);
  if (fault) await failWith(`${isLong ? "a line of 10 MB" : logKind}: ${fault}`, bytes);
}
console.log(`${rounds} lines and logs, nothing wrong`);
