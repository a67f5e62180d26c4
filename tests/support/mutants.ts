/**
 * `deno task mutants`: takes each record of the reader's tables and each format out in turn, and reads the records' own lines and all
 * fixtures without it. Lists what holds each record: its lines, fixtures, or nothing. Exit code 1 when one can be taken out unseen.
 *
 * @module
 */
import { extractPoints } from "../../lib/intake/extract.ts";
import { formats } from "../../lib/points/formats/all.gen.ts";
import { forgetShapes } from "../../lib/points/known_shapes.ts";
import { fromFileUrl } from "./paths.ts";
import { READING_TABLES, type ShownRecord } from "./reading_tables.ts";

const FIXTURES = new URL("../fixtures/logs/", import.meta.url);

/** What was taken out, and the names of what reads otherwise without it. */
interface Mutant {
  name: string;
  held: string[];
}

async function readFixtures(): Promise<Map<string, Uint8Array>> {
  const logs = new Map<string, Uint8Array>();
  for await (const { name } of Deno.readDir(FIXTURES)) {
    if (name.endsWith(".log")) logs.set(name.slice(0, -4), await Deno.readFile(new URL(name, FIXTURES)));
  }
  return logs;
}

/** All points of a log in one text. */
async function readAll(bytes: Uint8Array): Promise<string> {
  forgetShapes();
  const points: string[] = [];
  const pieces = async function* () {
    yield bytes;
  };
  await extractPoints(pieces(), ({ metric, value, step, line }) => {
    points.push(`${line} ${metric} ${value} ${step}`);
  });
  return points.join("\n");
}

/** True when the own test of a format passes although the format is taken out. */
async function passesWithout(name: string): Promise<boolean> {
  const list = new URL("../../lib/points/formats/all.gen.ts", import.meta.url);
  const preload = await Deno.makeTempFile({ suffix: ".ts" });
  try {
    await Deno.writeTextFile(preload, `import { formats } from "${list}"; Object.assign(formats, { ${name}: {} });`);
    const test = fromFileUrl(new URL(`../points/formats/${name}_test.ts`, import.meta.url));
    const args = ["test", "-A", "--no-check", "--preload", preload, test];
    return (await new Deno.Command(Deno.execPath(), { args, stdout: "null", stderr: "null" }).output()).success;
  } finally {
    await Deno.remove(preload);
  }
}

/** Takes each rule and each format out in turn. */
async function listMutants(): Promise<Mutant[]> {
  const logs = await readFixtures();
  const whole = new Map<string, string>();
  for (const [name, bytes] of logs) whole.set(name, await readAll(bytes));
  const changed = async () => {
    const names = READING_TABLES.flatMap(({ records, show }) =>
      records.filter(({ lines }) => lines.some(([log, shown]) => show(log) !== shown))
        .map(({ name }) => `the lines of "${name}"`)
    );
    for (const [name, bytes] of logs) if (await readAll(bytes) !== whole.get(name)) names.push(name);
    return names;
  };
  const mutants: Mutant[] = [];
  for (const { records, show } of READING_TABLES) {
    for (let at = 0; at < records.length; at++) {
      const [record] = records.splice(at, 1) as [ShownRecord];
      const own = record.lines.some(([log, shown]) => show(log) !== shown) ? ["its own lines"] : [];
      mutants.push({ name: record.name, held: [...own, ...await changed()] });
      records.splice(at, 0, record);
    }
  }
  const table = formats as Record<string, unknown>;
  for (const name of Object.keys(formats)) {
    const format = table[name];
    table[name] = {};
    const held = await changed();
    if (held.length === 0 && !await passesWithout(name)) held.push("its own test");
    mutants.push({ name: `format ${name}`, held });
    table[name] = format;
  }
  return mutants;
}

if (import.meta.main) {
  const mutants = await listMutants();
  for (const { name, held } of mutants) {
    const shown = held.slice(0, 3).join(", ") + (held.length > 3 ? ` and ${held.length - 3} more` : "");
    console.log(`${held.length === 0 ? "UNSEEN " : "held   "}${name}${shown && `: ${shown}`}`);
  }
  const unseen = mutants.filter(({ held }) => held.length === 0);
  console.log(`${unseen.length} of ${mutants.length} can be taken out unseen`);
  if (unseen.length > 0) Deno.exit(1);
}
