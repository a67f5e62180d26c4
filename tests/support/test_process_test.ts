import assert from "node:assert/strict";
import { listMarked } from "./marked_processes.ts";
import { runTests, type TestBounds } from "./test_process.ts";

const ON_LINUX = { ignore: Deno.build.os !== "linux" };
const SHORT: TestBounds = { quietMs: 1000, mostMs: 60_000 };

/** Runs a file of tests that holds this text. */
async function runText(text: string, bounds?: TestBounds) {
  const directory = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${directory}/made_test.ts`, text);
    const args = ["--no-config", "--no-check", `${directory}/made_test.ts`];
    return await runTests({ args, isShown: false, ...(bounds ? { bounds } : {}) });
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

Deno.test("runTests() gives the output, and whether all tests passed", async () => {
  const good = await runText(`Deno.test("one", () => {});`);
  assert.deepEqual([good.isSuccess, good.killed], [true, []]);
  assert.match(good.output, /1 passed/);
  const bad = await runText(`Deno.test("one", () => { throw new Error("no"); });`);
  assert.equal(bad.isSuccess, false);
  assert.match(bad.output, /1 failed/);
});

Deno.test("a test that waits for a child for ever fails, and the child is named and killed", ON_LINUX, async () => {
  const text = `Deno.test("waits", async () => {
    const { signal } = await new Deno.Command("sleep", { args: ["7654"] }).output();
    if (signal) throw new Error("killed");
  });`;
  const { isSuccess, output, killed } = await runText(text, SHORT);
  assert.equal(isSuccess, false);
  assert.match(output, /Error: killed/);
  assert.match(killed.join("\n"), /printed nothing for 1 s\n {2}killed: \d+ S \(sleeping\) .*sleep 7654/);
});

Deno.test("a process that tests leave, and that holds their output, is killed", ON_LINUX, async () => {
  const text = `Deno.test("leaves", { sanitizeResources: false, sanitizeOps: false }, () => {
    new Deno.Command("sh", { args: ["-c", "sleep 7655 & exec true"], stdin: "null" }).spawn().unref();
  });`;
  const { isSuccess, killed } = await runText(text);
  assert.equal(isSuccess, true);
  assert.match(killed.join("\n"), /have left processes\n {2}killed: \d+ .*sleep 7655/);
});

Deno.test(
  "tests that never end are killed when their time is over, with what they have started",
  ON_LINUX,
  async () => {
    const text = `new Deno.Command("sleep", { args: ["7656"], env: { MADE: "7656" } }).spawn();
  Deno.test("loops", () => { for (;;); });`;
    const { isSuccess, killed } = await runText(text, { quietMs: 60_000, mostMs: 5000 });
    assert.equal(isSuccess, false);
    assert.match(killed.join("\n"), /took more than 5 s and were killed\n {2}killed: \d+ .*sleep 7656/);
    assert.deepEqual(listMarked({ name: "MADE", value: "7656" }), []);
  },
);
