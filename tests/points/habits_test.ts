import assert from "node:assert/strict";
import { extractPoints } from "../../lib/intake/extract.ts";

const HABITS = new URL("../fixtures/habits.md", import.meta.url);
const SECTION = /^## (.+)\n+```text\n([\s\S]*?)\n```/gm;
const ARROW = "    → ";

/** One habit of programs: its log, with `␍` for a carriage return, and the metric points that it holds. */
interface Habit {
  title: string;
  log: string;
  points: string[];
}

function readHabits(text: string): Habit[] {
  return Array.from(text.matchAll(SECTION), ([, title, block]) => {
    const lines = block!.split("\n");
    const points = lines.filter((line) => line.startsWith(ARROW)).flatMap((line) =>
      line.slice(ARROW.length).split(" ")
    );
    const log = lines.filter((line) => !line.startsWith(ARROW)).join("\n").replaceAll("␍", "\r");
    return { title: title!, log, points };
  });
}

async function readPoints(log: string): Promise<string[]> {
  const points: string[] = [];
  const bytes = async function* () {
    yield new TextEncoder().encode(log + "\n");
  };
  await extractPoints(bytes(), ({ metric, value, step, kind }) => {
    if (kind === "metric") points.push(`${metric}=${value}@${step}`);
  });
  return points;
}

const habits = readHabits(await Deno.readTextFile(HABITS));

Deno.test("habits.md has a log and points in each of its sections", async () => {
  const titles = (await Deno.readTextFile(HABITS)).match(/^## .+$/gm) ?? [];
  assert.equal(habits.length, titles.length);
  assert.deepEqual(habits.filter(({ log, points }) => log === "" || points.length === 0), []);
});

for (const { title, log, points } of habits) {
  Deno.test(`extractPoints() reads ${title}`, async () => {
    assert.deepEqual(await readPoints(log), points);
  });
}
