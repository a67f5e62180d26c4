import assert from "node:assert/strict";
import { Conflict, NotAllowed } from "../../lib/errors.ts";
import { planResume, resumeHere, type ResumeHereOptions } from "../../lib/runs/resume_here.ts";
import { inWorkspace, launch, readLogText, sh, type Workspace } from "../support/workspace.ts";

const optionsOf = ({ spools }: Workspace): ResumeHereOptions => ({
  instance: crypto.randomUUID(),
  spoolDirectory: spools,
  limits: { isOff: false, directories: [] },
});

/** A run that has ended; each execution prints a line with its number and the variable A. */
async function endRun(workspace: Workspace, env: Record<string, string> = {}): Promise<string> {
  const script = 'n=$(cat n 2>/dev/null || echo 0); echo $((n+1)) >n; echo "step $n: loss=1 $A"';
  return (await (await launch(workspace, sh(script), { env })).done)!.id;
}

Deno.test("resumeHere() starts the same command in the same directory with its variables, as a segment", () =>
  inWorkspace(async (workspace) => {
    const { store } = workspace, id = await endRun(workspace, { A: "x" });
    const plan = await planResume(await store.runs.get(id), optionsOf(workspace));
    assert.deepEqual(plan, { refusal: "", command: (await store.runs.get(id)).command, cwd: workspace.directory });
    const ended = await (await resumeHere(store, id, { ...optionsOf(workspace), request: "r" })).done;
    assert.deepEqual([ended?.status, ended?.segments?.map(({ line, request }) => [line, request])], [
      "completed",
      [[1, undefined], [2, "r"]],
    ]);
    assert.equal(await readLogText(store, id), "step 0: loss=1 x\nstep 1: loss=1 x\n");
    assert.equal((await (await resumeHere(store, id, optionsOf(workspace))).done)?.segments?.length, 3);
  }));

Deno.test("resumeHere() starts what this machine has kept, whatever the KV says", () =>
  inWorkspace(async (workspace) => {
    const { store, experimentId, directory } = workspace,
      { id } = await store.runs.create({
        experimentId,
        command: sh("touch planted"),
        cwd: directory,
        host: (await store.runs.get(await endRun(workspace))).host,
        status: "failed",
      });
    await assert.rejects(resumeHere(store, id, optionsOf(workspace)), /has kept no command of run .* --resume/);
    await assert.rejects(Deno.stat(`${directory}/planted`), Deno.errors.NotFound);
    assert.equal((await store.runs.get(id)).status, "failed");
  }));

Deno.test("planResume() says why a run can't be resumed here", () =>
  inWorkspace(async (workspace) => {
    const { store, directory } = workspace, options = optionsOf(workspace);
    const run = await store.runs.get(await endRun(workspace));
    const refuse = async (change: Partial<typeof run>, limits = options.limits) =>
      (await planResume({ ...run, ...change }, { ...options, limits })).refusal;
    assert.match(await refuse({ command: [] }), /is an imported log/);
    assert.match(await refuse({ host: "elsewhere" }), /ran on elsewhere/);
    assert.match(await refuse({ logDeletedAt: 1 }), /log of run .* was deleted/);
    assert.match(await refuse({}, { isOff: true, directories: [] }), /launches nothing/);
    assert.match(await refuse({}, { isOff: false, directories: ["/nowhere"] }), /may run in \/nowhere only/);
    const secret = await endRun(workspace, { WANDB_API_KEY: "abcdef" });
    assert.match((await planResume(await store.runs.get(secret), options)).refusal, /had a secret, •••/);
    await Deno.rename(directory, `${directory}-moved`);
    const gone = await refuse({});
    await Deno.rename(`${directory}-moved`, directory);
    assert.match(gone, /does not exist|has kept no command/);
  }));

Deno.test("resumeHere() starts nothing where nothing may be launched, nor for a run that is live", () =>
  inWorkspace(async (workspace) => {
    const { store } = workspace, id = await endRun(workspace), options = optionsOf(workspace);
    await assert.rejects(
      resumeHere(store, id, { ...options, limits: { isOff: true, directories: [] } }),
      NotAllowed,
    );
    const { run, done, signal } = await launch(workspace, sh("sleep 60"));
    await assert.rejects(resumeHere(store, run.id, options), Conflict);
    signal("SIGKILL");
    await done;
  }));
