import assert from "node:assert/strict";
import { openStore } from "../../lib/store/store.ts";
import { makePlace, readUntil } from "./program.ts";

Deno.test("ls tells names and reasons whole where stdout is no terminal", async () => {
  await using place = await makePlace();
  const program = `no-such-program-${"x".repeat(100)}`, name = "n".repeat(150), experiment = "e".repeat(150);
  await place.stdcurve("run", "-e", experiment, "-n", name, "--", program);
  const { stdout } = await place.stdcurve("ls");
  assert.ok(stdout.startsWith(`${experiment}  (1 run)\n`));
  assert.match(stdout, new RegExp(` ${name} .* command not found: ${program}\\n$`));
});

Deno.test("ls says what to do about an import that was killed", async () => {
  await using place = await makePlace();
  const log = place.path("pipe");
  await new Deno.Command("mkfifo", { args: [log] }).output();
  const child = place.start("import", log);
  using pipe = await Deno.open(log, { write: true });
  await pipe.write(new TextEncoder().encode("Step 1: loss=1\n".repeat(10_000)));
  await readUntil(child.stdout, /^[0-9a-f-]{36}\n/);
  child.kill("SIGKILL");
  await Promise.all([child.status, child.stdout.cancel(), child.stderr.cancel()]);
  const { stdout } = await place.stdcurve("ls");
  assert.match(stdout, / lost: stdcurve ended before it had read the whole log; import it again\n$/);
  using store = await openStore(place.kv);
  assert.deepEqual(await store.runs.listLive(), []);
});

Deno.test("ls writes steps and values alike", async () => {
  await using place = await makePlace();
  for (
    const [value, written] of [
      ["100000", "100,000"],
      ["-1234.5", "-1,234.5"],
      ["1234567", "1,234,567"],
      ["-0.25", "-0.25"],
      ["1.5e-7", "1.5e-7"],
      ["2e12", "2e12"],
      ["nan", "NaN"],
      ["-inf", "−∞"],
    ] as const
  ) {
    await place.feed(`Step 100000: loss=${value}\n`, "import", "-e", `is ${value}`, "-");
    const { stdout } = await place.stdcurve("ls", `is ${value}`);
    assert.equal(/ 100,000 +loss (\S+) /.exec(stdout)?.[1], written, stdout);
  }
});
