import assert from "node:assert/strict";
import { listDescendants, waitForEnd } from "./processes.ts";
import { createSandbox, readUntil } from "./program.ts";
import { startInTerminal } from "./terminal.ts";

/** The tests need a terminal from `script` of util-linux. */
const ignore = Deno.build.os !== "linux";

/** Closes the terminal, and waits until every process in it has ended. */
async function closeTerminal(terminal: Deno.ChildProcess): Promise<void> {
  const programs = await listDescendants(terminal.pid);
  assert.ok(programs.length > 0);
  terminal.kill("SIGKILL");
  await Promise.all([terminal.status, terminal.stdout.cancel(), terminal.stdin.close().catch(() => {})]);
  await waitForEnd(programs);
}

Deno.test({
  name: "serve stops and removes its address when the terminal is closed",
  ignore,
  async fn() {
    await using sandbox = await createSandbox();
    const terminal = startInTerminal(sandbox, ["serve", "--port", "0"]);
    const [, origin] = await readUntil(terminal.stdout, /stdcurve: (http:\S+)\//);
    await closeTerminal(terminal);
    await assert.rejects(fetch(origin!));
    assert.equal(await Deno.stat(`${sandbox.kv}.spool/address`).catch(() => null), null);
  },
});

Deno.test({
  name: "ls uses colours in a terminal unless NO_COLOR is set",
  ignore,
  async fn() {
    await using sandbox = await createSandbox();
    await sandbox.feed("Step 1: loss=1\n", "import", "-");
    const show = async (env: Record<string, string>) => {
      const terminal = startInTerminal(sandbox, ["ls"], env);
      await terminal.stdin.close();
      return new TextDecoder().decode((await terminal.output()).stdout);
    };
    assert.ok((await show({ NO_COLOR: "" })).includes("\x1b[32m✓\x1b[0m completed"));
    assert.ok(!(await show({ NO_COLOR: "1" })).includes("\x1b"));
  },
});

Deno.test({
  name: "ls fits its table to the width of the terminal",
  ignore,
  async fn() {
    await using sandbox = await createSandbox();
    const log = await sandbox.write("a.log", "Step 1: loss=1\n");
    await sandbox.stdcurve("import", "-n", "a name that has more characters than a table has room for", log);
    await sandbox.stdcurve("run", "--", "no-such-program-with-a-name-of-some-length");
    const terminal = startInTerminal(sandbox, ["ls"], { NO_COLOR: "1", COLUMNS: "80" });
    await terminal.stdin.close();
    const rows = new TextDecoder().decode((await terminal.output()).stdout).trimEnd().split(/\r?\n/);
    assert.equal(rows.length, 5);
    for (const row of rows) assert.ok(row.length <= 80, row);
    assert.equal(rows[3], "    command not found: no-such-program-with-a-name-of-some-length");
  },
});

Deno.test({
  name: "import shows on a terminal how far it is, and removes that line before each id",
  ignore,
  async fn() {
    await using sandbox = await createSandbox();
    await sandbox.write("big.log", "step 1: loss=0.5\n".repeat(50_000));
    await sandbox.write("small.log", "step 1: loss=0.5\n");
    const terminal = startInTerminal(sandbox, ["import", "big.log", "small.log"]);
    const erased = String.raw`\r\u001b\[K`, id = String.raw`[0-9a-f-]{36}\r\n`;
    const pattern = String.raw`importing 1 of 2: big\.log \d+ % of .*?${erased}${id}.*?${id}`;
    await readUntil(terminal.stdout, new RegExp(pattern, "s"));
    await Promise.all([terminal.status, terminal.stdout.cancel(), terminal.stdin.close().catch(() => {})]);
  },
});

Deno.test({
  name: "ls --watch redraws its table in place until Ctrl-C, and ends with 130",
  ignore,
  async fn() {
    await using sandbox = await createSandbox();
    await sandbox.feed("step 1: loss=0.5\n", "import", "-n", "first", "-");
    const terminal = startInTerminal(sandbox, ["ls", "--watch"]);
    const writer = terminal.stdin.getWriter();
    await readUntil(terminal.stdout, /completed .* first .*\r\n/);
    const second = await sandbox.feed("step 1: loss=0.25\n", "import", "-n", "second", "-");
    assert.equal(second.code, 0, second.stderr);
    await readUntil(
      terminal.stdout,
      new RegExp(String.raw`\u001b\[3A\r\u001b\[Jdefault {2}\(2 runs\).* second .* first `, "s"),
    );
    await writer.write(new TextEncoder().encode("\x03"));
    await readUntil(terminal.stdout, new RegExp(String.raw`\u001b\[\?25h`));
    const [{ code }] = await Promise.all([terminal.status, terminal.stdout.cancel(), writer.close().catch(() => {})]);
    assert.equal(code, 130);
  },
});
