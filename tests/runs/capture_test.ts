import assert from "node:assert/strict";
import { readNote, spoolPath } from "../../lib/process/spool.ts";
import { waitFor } from "../support/wait.ts";
import { inWorkspace, launch, sh, type Workspace } from "../support/workspace.ts";

const inTerminal = { terminal: { rows: 24, columns: 80 } }, isLinux = Deno.build.os === "linux";

const killHolder = async ({ spools }: Workspace, id: string) =>
  Deno.kill(
    (await waitFor(() => readNote(spoolPath(spools, id))?.leader?.terminal, { what: "the terminal" })).holder.pid,
    "SIGKILL",
  );

Deno.test("captureRun() ends a command whose terminal was taken from it, as the end of a terminal does", {
  ignore: !isLinux,
}, () =>
  inWorkspace(async (workspace) => {
    const { run, done } = await launch(workspace, sh("echo one; while :; do sleep 0.05; done"), inTerminal);
    await killHolder(workspace, run.id);
    const ended = (await done)!;
    assert.equal(ended.status, "failed");
    assert.match(ended.reason, /its terminal was closed, because the program script that held it was killed/);
  }));

Deno.test("captureRun() says on the live run that its terminal is gone when the command ignores that", {
  ignore: !isLinux,
}, () =>
  inWorkspace(async (workspace) => {
    const { directory, store } = workspace, gate = `${directory}/gate`;
    const script = `trap "" HUP; until [ -e ${gate} ]; do sleep 0.05; done; exit 5`;
    const { run, done } = await launch(workspace, sh(script), inTerminal);
    await killHolder(workspace, run.id);
    await waitFor(async () => (await store.runs.get(run.id)).reason !== "", { what: "the reason" });
    const { status, reason } = await store.runs.get(run.id);
    assert.deepEqual([status, reason], [
      "running",
      "its terminal was closed, because the program script that held it was killed",
    ]);
    await Deno.writeTextFile(gate, "");
    assert.equal((await done)!.status, "failed");
  }));
