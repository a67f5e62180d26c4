import assert from "node:assert/strict";
import { listDescendants, listRunning } from "./processes.ts";
import { CLI, listKept, makePlace, type Place, readUntil } from "./program.ts";

/** `script` of util-linux gives a terminal. */
const ignore = Deno.build.os !== "linux";

/** Starts `stdcurve WORDS…` in a terminal of its own. */
function startInTerminal(place: Place, words: string[], env: Record<string, string> = {}): Deno.ChildProcess {
  const columns = env.COLUMNS ?? "200";
  const program = [Deno.execPath(), "run", "-A", "--no-check", "--quiet", CLI, ...words];
  const line = program.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(" ");
  return new Deno.Command("script", {
    args: ["-qefc", `stty cols ${columns}; exec ${line}`, "/dev/null"],
    cwd: place.directory,
    env: { STDCURVE_KV: place.kv, STDCURVE_DATA: place.directory, ...env },
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
}

/** Closes the terminal, and waits until all that ran in it is over. */
async function closeTerminal(terminal: Deno.ChildProcess): Promise<void> {
  const programs = await listDescendants(terminal.pid);
  assert.ok(programs.length > 0);
  terminal.kill("SIGKILL");
  await Promise.all([terminal.status, terminal.stdout.cancel(), terminal.stdin.close().catch(() => {})]);
  while ((await listRunning(programs)).length > 0);
}

Deno.test({
  name: "run ends with its command when the terminal is closed, and says so of the run",
  ignore,
  async fn() {
    await using place = await makePlace();
    const terminal = startInTerminal(place, ["run", "--", "sh", "-c", "echo Step 1: loss=2; exec sleep 600"]);
    await readUntil(terminal.stdout, /loss=2/);
    await closeTerminal(terminal);
    const [{ runs: [run] }] = await listKept(place);
    assert.deepEqual([run.status, run.reason, run.metrics.loss.count], ["cancelled", "stopped by SIGHUP", 1]);
  },
});

Deno.test({
  name: "serve ends in order when the terminal is closed",
  ignore,
  async fn() {
    await using place = await makePlace();
    const terminal = startInTerminal(place, ["serve", "--port", "0"]);
    const [, origin] = await readUntil(terminal.stdout, /stdcurve: (http:\S+)\//);
    await closeTerminal(terminal);
    await assert.rejects(fetch(origin!));
    assert.equal(await Deno.stat(`${place.kv}.spool/address`).catch(() => null), null);
  },
});

Deno.test({
  name: "run passes Ctrl-C of the terminal on once, and the terminal's input to the command",
  ignore,
  async fn() {
    await using place = await makePlace();
    const script = "trap 'echo saved; exit 5' INT; read word; echo got $word; while :; do sleep 0.05; done";
    const terminal = startInTerminal(place, ["run", "--", "sh", "-c", script]);
    const writer = terminal.stdin.getWriter(), encoder = new TextEncoder();
    await readUntil(terminal.stdout, /run=/);
    await writer.write(encoder.encode("hello\n"));
    await readUntil(terminal.stdout, /got hello/);
    await writer.write(encoder.encode("\x03"));
    await readUntil(terminal.stdout, /saved/);
    const [{ code }] = await Promise.all([terminal.status, terminal.stdout.cancel(), writer.close().catch(() => {})]);
    assert.equal(code, 5);
  },
});

Deno.test({
  name: "ls is coloured in a terminal, unless NO_COLOR is set",
  ignore,
  async fn() {
    await using place = await makePlace();
    await place.feed("Step 1: loss=1\n", "import", "-");
    const show = async (env: Record<string, string>) => {
      const terminal = startInTerminal(place, ["ls"], env);
      await terminal.stdin.close();
      return new TextDecoder().decode((await terminal.output()).stdout);
    };
    assert.ok((await show({ NO_COLOR: "" })).includes("\x1b[32m✓\x1b[0m completed"));
    assert.ok(!(await show({ NO_COLOR: "1" })).includes("\x1b"));
  },
});

Deno.test({
  name: "ls fits its table into the terminal",
  ignore,
  async fn() {
    await using place = await makePlace();
    const log = await place.write("a.log", "Step 1: loss=1\n");
    await place.stdcurve("import", "-n", "a name that has more characters than a table has room for", log);
    await place.stdcurve("run", "--", "no-such-program-with-a-name-of-some-length");
    const terminal = startInTerminal(place, ["ls"], { NO_COLOR: "1", COLUMNS: "80" });
    await terminal.stdin.close();
    const rows = new TextDecoder().decode((await terminal.output()).stdout).trimEnd().split(/\r?\n/);
    assert.equal(rows.length, 5);
    for (const row of rows) assert.ok(row.length <= 80, row);
    assert.equal(rows[3], "    command not found: no-such-program-with-a-name-of-some-length");
  },
});
