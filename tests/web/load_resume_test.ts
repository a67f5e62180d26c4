import assert from "node:assert/strict";
import { superviseRuns } from "../../lib/runs/supervise.ts";
import { loadResume } from "../../lib/web/load_resume.ts";
import { inWorkspace, launch, sh } from "../support/workspace.ts";

Deno.test("loadResume() offers a run of this machine, with the words that it would start or why it can't", () =>
  inWorkspace(async (workspace) => {
    const { store, spools, directory } = workspace, run = (await (await launch(workspace, sh("echo 1"))).done)!;
    const { launcher, stop } = await superviseRuns(store, {
      canLaunch: true,
      spoolDirectory: spools,
      onError: assert.ifError,
    });
    assert.deepEqual(await loadResume(launcher, run), { refusal: "", command: "sh -c 'echo 1'", cwd: directory });
    await Deno.remove(`${spools}/${run.id}.command`);
    assert.match((await loadResume(launcher, run))!.refusal, /has kept no command/);
    const others = [
      loadResume(launcher, { ...run, host: "elsewhere" }),
      loadResume(launcher, { ...run, command: [] }),
      loadResume(launcher, null),
      loadResume(null, run),
      loadResume({ ...launcher!, mayLaunch: false }, run),
    ];
    assert.deepEqual(await Promise.all(others), others.map(() => null));
    await stop();
  }));
