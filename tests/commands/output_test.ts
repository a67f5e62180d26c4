import assert from "node:assert/strict";
import { CLI, createSandbox, listKept, type Sandbox } from "./program.ts";

/**
 * Runs `stdcurve run -- COMMAND` with its stdout redirected by a shell. Returns its exit code and its lines on stderr, without the run's
 * address: that is printed when the store is open, before or after the others.
 */
async function runInShell(
  sandbox: Sandbox,
  command: string,
  redirection: string,
): Promise<{ code: number; warnings: string }> {
  const stdcurve = `'${Deno.execPath()}' run -A --no-check --quiet '${CLI}'`;
  const { stderr } = await new Deno.Command("sh", {
    args: ["-c", `{ ${stdcurve} run -- ${command}; echo "code $?" >&2; } ${redirection}`],
    cwd: sandbox.directory,
    env: { STDCURVE_KV: sandbox.kv, STDCURVE_DATA: sandbox.directory, NO_COLOR: "1" },
    stdin: "null",
  }).output();
  const text = new TextDecoder().decode(stderr), others = text.replace(/^stdcurve: run \S+ at [^\n]*\n/m, "");
  assert.notEqual(others, text, "the run's address is printed");
  const [, warnings, code] = /^(.*)code (\d+)\n$/s.exec(others)!;
  return { code: Number(code), warnings: warnings! };
}

Deno.test({
  name: "run says once that stdout fails, stores the log and ends with the command's exit code",
  ignore: Deno.build.os !== "linux", // for /dev/full
  async fn() {
    await using sandbox = await createSandbox();
    const command = "sh -c 'for i in 1 2 3; do echo Step $i: loss=$i.5; sleep 0.1; done; exit 4'";
    const { code, warnings } = await runInShell(sandbox, command, "> /dev/full");
    assert.equal(code, 4);
    assert.equal(
      warnings,
      "stdcurve: the output can't be shown any more: No space left on device; the run continues and its log is stored\n",
    );
    const [{ runs: [run] }] = await listKept(sandbox);
    assert.deepEqual([run.metrics.loss.count, run.last_line], [3, 3]);
  },
});

Deno.test("run says nothing when the reader of stdout stops reading", async () => {
  await using sandbox = await createSandbox();
  const { code, warnings } = await runInShell(sandbox, "seq 20000", "| head -1");
  assert.deepEqual([code, warnings], [0, ""]);
});
