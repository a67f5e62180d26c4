import assert from "node:assert/strict";
import { CLI, listKept, makePlace, type Place } from "./program.ts";

/** Runs `stdcurve run -- COMMAND` with its stdout led elsewhere by a shell. Gives its exit code and what it told. */
async function runInShell(place: Place, command: string, leading: string): Promise<{ code: number; told: string }> {
  const stdcurve = `'${Deno.execPath()}' run -A --no-check --quiet '${CLI}'`;
  const { stderr } = await new Deno.Command("sh", {
    args: ["-c", `{ ${stdcurve} run -- ${command}; echo "code $?" >&2; } ${leading}`],
    cwd: place.directory,
    env: { STDCURVE_KV: place.kv, STDCURVE_DATA: place.directory, NO_COLOR: "1" },
    stdin: "null",
  }).output();
  const [, told, code] = /^stdcurve: run [^\n]*\n(.*)code (\d+)\n$/s.exec(new TextDecoder().decode(stderr))!;
  return { code: Number(code), told: told! };
}

Deno.test({
  name: "run says once that its output can't be shown, keeps the log and ends with the command's code",
  ignore: Deno.build.os !== "linux", // for /dev/full
  async fn() {
    await using place = await makePlace();
    const command = "sh -c 'for i in 1 2 3; do echo Step $i: loss=$i.5; sleep 0.1; done; exit 4'";
    const { code, told } = await runInShell(place, command, "> /dev/full");
    assert.equal(code, 4);
    assert.equal(
      told,
      "stdcurve: the output can't be shown any more: No space left on device; the run continues and its log is stored\n",
    );
    const [{ runs: [run] }] = await listKept(place);
    assert.deepEqual([run.metrics.loss.count, run.last_line], [3, 3]);
  },
});

Deno.test("run says nothing of a reader that has read enough", async () => {
  await using place = await makePlace();
  const { code, told } = await runInShell(place, "seq 20000", "| head -1");
  assert.deepEqual([code, told], [0, ""]);
});
