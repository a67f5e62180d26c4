import assert from "node:assert/strict";
import { extractPoints } from "../../lib/intake/extract.ts";
import { rereadRun } from "../../lib/intake/reread.ts";
import type { Run } from "../../lib/model.ts";
import { type ResumeOptions, resumeRun } from "../../lib/runs/resume.ts";
import type { Launched } from "../../lib/runs/launch.ts";
import { fromFileUrl } from "../support/paths.ts";
import { waitFor } from "../support/wait.ts";
import {
  createLiveRun,
  inWorkspace,
  launch,
  listSpooled,
  readLogText,
  sh,
  type Workspace,
} from "../support/workspace.ts";
import { DEAD_PID, recoverOwn, vouch } from "./orphans.ts";

const resume = (
  workspace: Workspace,
  runId: string,
  script: string,
  options: Partial<ResumeOptions> = {},
): Promise<Launched> =>
  resumeRun(workspace.store, {
    runId,
    command: sh(script),
    cwd: workspace.directory,
    instance: crypto.randomUUID(),
    spoolDirectory: workspace.spools,
    ...options,
  });

/** A run that has ended after a script. */
const runOf = async (workspace: Workspace, script: string): Promise<Run> =>
  (await (await launch(workspace, sh(script))).done)!;

/** Points of a run as text, one a line. */
async function pointsOf({ store }: Workspace, id: string): Promise<string[]> {
  const { columns } = await store.points.read(id);
  return [...columns].flatMap(([name, { step, value, line }]) =>
    [...value].map((each, at) => `${name} ${step[at]} ${each} ${line[at]}`)
  ).sort();
}

/** Points that a whole log gives, as text. */
async function pointsOfLog(log: string): Promise<string[]> {
  const found: string[] = [];
  await extractPoints(
    ReadableStream.from([new TextEncoder().encode(log)]),
    ({ metric, step, value, line }) => void found.push(`${metric} ${step} ${value} ${line}`),
  );
  return found.sort();
}

const printing = (from: number, to: number) => `for i in $(seq ${from} ${to}); do echo "Step $i: loss=0.$i"; done`;

Deno.test("resumeRun() appends a further execution: its log, its points, a segment, and how it ended", () =>
  inWorkspace(async (workspace) => {
    const { store, spools } = workspace, { id } = await runOf(workspace, `${printing(1, 30)}; exit 3`);
    const { run, done, output } = await resume(workspace, id, `echo resuming; ${printing(31, 50)}`);
    assert.deepEqual([run.status, run.reason, run.exitCode, run.endedAt], ["running", "", null, null]);
    const [ended, shown] = await Promise.all([
      done,
      Array.fromAsync(output, (piece) => new TextDecoder().decode(piece)),
    ]);
    assert.deepEqual([ended?.status, ended?.exitCode, ended?.lastLine], ["completed", 0, 51]);
    assert.deepEqual(ended?.segments?.map(({ line }) => line), [1, 31]);
    assert.match(ended!.segments![1]!.command.join(" "), /resuming/);
    assert.match(shown.join(""), /^resuming\nStep 31:/);
    const log = await readLogText(store, id);
    assert.match(log, /^Step 1: .*\nStep 30: loss=0.30\nresuming\nStep 31: .*\nStep 50: loss=0.50\n$/s);
    assert.deepEqual(await pointsOf(workspace, id), await pointsOfLog(log));
    await rereadRun(store, id);
    assert.deepEqual(await pointsOf(workspace, id), await pointsOfLog(log));
    assert.deepEqual(await listSpooled(spools), []);
  }));

Deno.test("resumeRun() goes on in the middle of a line, and reads that line once", () =>
  inWorkspace(async (workspace) => {
    const { id } = await runOf(workspace, `${printing(1, 3)}; printf 'Step 4: loss=0.'`);
    const ended = await (await resume(workspace, id, `echo 45; ${printing(5, 6)}`)).done;
    assert.deepEqual(ended?.segments?.map(({ line }) => line), [1, 4]);
    const log = await readLogText(workspace.store, id);
    assert.match(log, /\nStep 4: loss=0.45\nStep 5/);
    assert.deepEqual(await pointsOf(workspace, id), await pointsOfLog(log));
  }));

Deno.test("resumeRun() resumes a run again and again, one that has printed nothing too", () =>
  inWorkspace(async (workspace) => {
    const { id } = await runOf(workspace, "exit 1");
    for (const word of ["one", "two"]) await (await resume(workspace, id, `echo ${word}`)).done;
    assert.equal(await readLogText(workspace.store, id), "one\ntwo\n");
    assert.deepEqual((await workspace.store.runs.get(id)).segments?.map(({ line }) => line), [1, 1, 2]);
  }));

Deno.test("resumeRun() names the error of this execution only", () =>
  inWorkspace(async (workspace) => {
    const first = await runOf(workspace, "echo 'fatal: no data'; exit 1");
    assert.equal(first.reason, "exit code 1: fatal: no data");
    const ended = await (await resume(workspace, first.id, "echo fine; exit 2")).done;
    assert.deepEqual([ended?.reason, ended?.reasonLine ?? null], ["exit code 2", null]);
  }));

Deno.test("resumeRun() is continued by another process when the capture was killed", () =>
  inWorkspace(async (workspace) => {
    const gate = `${workspace.directory}/gate`, { id } = await runOf(workspace, printing(1, 30));
    const program = fromFileUrl(new URL("../support/resume_program.ts", import.meta.url));
    const script = `${printing(31, 60)}; while [ ! -e ${gate} ]; do sleep 0.02; done; ${printing(61, 90)}; exit 4`;
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", program, workspace.kv, workspace.spools, id, ...sh(script)],
      stdout: "null",
    }).spawn();
    await waitFor(async () => (await workspace.store.runs.get(id)).lastLine >= 60, {
      what: "the second execution's lines",
    });
    child.kill("SIGKILL");
    await child.status;
    const [capture] = await recoverOwn(workspace);
    await Deno.writeTextFile(gate, "");
    const ended = await capture!.done;
    assert.deepEqual([ended?.status, ended?.exitCode], ["failed", 4]);
    const log = Array.from({ length: 90 }, (_, i) => `Step ${i + 1}: loss=0.${i + 1}\n`).join("");
    assert.equal(await readLogText(workspace.store, id), log);
    assert.deepEqual(await pointsOf(workspace, id), await pointsOfLog(log));
    assert.deepEqual(await listSpooled(workspace.spools), []);
  }));

Deno.test("resumeRun() resumes a run that was lost with all its processes, and removes the spool that it left", () =>
  inWorkspace(async (workspace) => {
    const { id } = await runOf(workspace, printing(1, 3));
    vouch(workspace, id, { log: "Step 1: loss=0.1\n", more: `pid ${DEAD_PID}\n` });
    const ended = await (await resume(workspace, id, printing(4, 5))).done;
    assert.equal(ended?.lastLine, 5);
    assert.deepEqual(await listSpooled(workspace.spools), []);
  }));

Deno.test("resumeRun() refuses a live run, an import, another directory and another machine's run, and changes nothing", () =>
  inWorkspace(async (workspace) => {
    const { store, experimentId, directory: cwd, spools } = workspace;
    const { id } = await runOf(workspace, "echo one");
    const live = await createLiveRun(workspace);
    const elsewhere = await store.runs.create({
      experimentId,
      command: ["x"],
      cwd,
      host: "elsewhere",
      status: "completed",
    });
    const log = await store.runs.create({ experimentId, command: [], cwd, host: elsewhere.host, status: "completed" });
    await assert.rejects(resume(workspace, id, "true", { cwd: "/" }), /ran in .*, not in \/; resume it there/);
    await assert.rejects(resume(workspace, elsewhere.id, "true"), /only that machine can resume it/);
    await assert.rejects(resume(workspace, log.id, "true"));
    await assert.rejects(resume(workspace, live, "true"));
    await assert.rejects(resume(workspace, crypto.randomUUID(), "true"), /there is no run/);
    await assert.rejects(resume(workspace, id, "true", { command: [] }), /the command is empty/);
    assert.equal((await store.runs.get(id)).segments, undefined);
    assert.deepEqual(await listSpooled(spools), []);
  }));
