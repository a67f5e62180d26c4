import assert from "node:assert/strict";
import { InvalidInput } from "../../lib/errors.ts";
import { findTerminalLack } from "../../lib/process/terminal.ts";
import { chooseLaunchTerminal } from "../../lib/runs/launch_terminal.ts";
import { superviseRuns } from "../../lib/runs/supervise.ts";
import { waitFor } from "../support/wait.ts";
import { inWorkspace, readLogText, sh } from "../support/workspace.ts";

const lack = await findTerminalLack(["true"]);
if (lack !== null) console.warn(`launches in a terminal are not tested: ${lack}`);

Deno.test({
  name: "a launch with tty gives the command a terminal of 120 × 40, and one without gives a file",
  ignore: lack !== null,
  fn: () =>
    inWorkspace(async ({ store, directory, spools: spoolDirectory, experimentId }) => {
      const onError = (error: unknown) => assert.fail(String(error));
      const supervisor = await superviseRuns(store, { canLaunch: true, spoolDirectory, onError });
      const show = async (tty: boolean, env: Record<string, string> = {}) => {
        const command = sh('[ -t 1 ] && stty size <&1 || echo file; echo "$TERM"');
        const { id } = await supervisor.launcher!.launch({ experimentId, command, cwd: directory, tty, env });
        await waitFor(async () => (await store.runs.get(id)).status === "completed", { what: "the end of the run" });
        return await readLogText(store, id);
      };
      assert.equal(await show(true), "40 120\r\nxterm-256color\r\n");
      assert.equal(await show(true, { TERM: "vt100" }), "40 120\r\nvt100\r\n");
      assert.match(await show(false), /^file\n/);
      await supervisor.stop();
    }),
});

Deno.test("chooseLaunchTerminal() adds nothing without tty, and names the field where there is no terminal", async () => {
  assert.deepEqual(await chooseLaunchTerminal({ command: ["true"] }), {});
  const long = chooseLaunchTerminal({ tty: true, command: ["x".repeat(200_000)] });
  await assert.rejects(
    long,
    (error: InvalidInput) => error.field === "tty" && /can't have a terminal/.test(error.message),
  );
});
