import assert from "node:assert/strict";
import { hostname } from "node:os";
import { readStartMark } from "../../lib/process/alive.ts";
import { startProcess } from "../../lib/process/start.ts";
import { recoverMeanwhile, recoverRuns } from "../../lib/runs/recover.ts";
import type { Owner } from "../../lib/store/runs.ts";
import { encodeKv } from "../../lib/store/kv.ts";
import { inPlace, launch, listFiles, type Place, readColumn, readLogText, sh, waitFor } from "../support/place.ts";
import { fromFileUrl } from "../support/paths.ts";

/** Starts a program of `support` on the place's store; gives it and the first line that it tells. */
async function start({ kv, spools }: Place, program: string, ...args: string[]): Promise<[Deno.ChildProcess, string]> {
  const path = fromFileUrl(new URL(`./support/${program}`, import.meta.url));
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", path, kv, spools, ...args],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const output = child.stdout.getReader();
  const told = new TextDecoder().decode((await output.read()).value).trim();
  output.releaseLock();
  return [child, told];
}

async function kill(child: Deno.ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await Promise.all([child.status, child.stdout.cancel()]);
}

const hasLines = ({ store }: Place, id: string, lines: number) =>
  waitFor(async () => (await store.runs.get(id)).lastLine >= lines);

/** Captures a command in a process that the test kills when its run has so many lines. Gives the run's id. */
async function captureAndKill(place: Place, command: string[], lines: number): Promise<string> {
  const [child, id] = await start(place, "capture_program.ts", ...command);
  await hasLines(place, id, lines);
  await kill(child);
  return id;
}

/** A command that prints so many metric lines, waiting for a file behind one of them. */
const printing = (count: number, { gate, at }: { gate: string; at: number }) =>
  sh(
    `i=0; while [ $i -lt ${count} ]; do i=$((i+1)); echo "Step $i: loss=0.$i"; ` +
      `[ $i -eq ${at} ] && while [ ! -e ${gate} ]; do sleep 0.02; done; done; exit 0`,
  );

async function checkPrinted({ store }: Place, id: string, count: number): Promise<void> {
  const steps = Array.from({ length: count }, (_, i) => i + 1);
  assert.equal(await readLogText(store, id), steps.map((i) => `Step ${i}: loss=0.${i}\n`).join(""));
  assert.deepEqual(await readColumn(store, id, "loss", "step"), steps);
  assert.deepEqual(await readColumn(store, id, "loss", "line"), steps);
  assert.deepEqual(await readColumn(store, id, "loss"), steps.map((i) => Number(`0.${i}`)));
}

/** A process of this machine that died. */
const DEAD = { instance: "dead", host: hostname(), pid: 4_194_303, pidMark: null, at: 0 };
const NO_CHILD = { childPid: null, childMark: null };

async function makeOrphan(place: Place, owner: Partial<Owner>, options: { old?: boolean } = {}): Promise<string> {
  const { store, experimentId } = place;
  const { id } = await store.runs.create({ experimentId, command: ["x"], cwd: "/", host: hostname() });
  await store.runs.setOwner(id, { ...DEAD, ...NO_CHILD, spool: `${place.spools}/${id}.log`, ...owner });
  if (options.old) await makeOld(place, id);
  return id;
}

/** Makes a run look as if it had been created an hour ago. */
async function makeOld({ kv }: Place, id: string): Promise<void> {
  const opened = encodeKv(await Deno.openKv(kv));
  const { value } = await opened.get<{ createdAt: number }>(["runs", id]);
  await opened.set(["runs", id], { ...value, createdAt: Date.now() - 3_600_000 });
  opened.close();
}

const recover = ({ store, spools }: Place, instance = crypto.randomUUID() as string) =>
  recoverRuns(store, { instance, spoolDirectory: spools });

const describe = async ({ store }: Place, id: string) => {
  const { status, reason } = await store.runs.get(id);
  return `${status}: ${reason}`;
};

Deno.test("recoverRuns() completes a run whose capturing process was killed, with nothing lost or doubled", () =>
  inPlace(async (place) => {
    const count = 20_000, gate = `${place.directory}/gate`;
    const id = await captureAndKill(place, printing(count, { gate, at: 15_000 }), 500);
    await Deno.writeTextFile(gate, "");
    const [capture] = await recover(place);
    assert.ok(capture, "the run was taken over");
    const ended = await capture.done;
    assert.deepEqual([ended?.status, ended?.exitCode], ["completed", 0]);
    await checkPrinted(place, id, count);
    assert.deepEqual(await listFiles(place.spools), []);
  }));

Deno.test("recoverRuns() completes a run whose capturing processes were killed one after the other, mid-flush", () =>
  inPlace(async (place) => {
    const count = 60_000, gate = `${place.directory}/gate`;
    const id = await captureAndKill(place, printing(count, { gate, at: count }), 300);
    for (const lines of [2_000, 9_000, 20_000, 35_000]) {
      const [child, begun] = await start(place, "recover_program.ts");
      assert.equal(begun, "1");
      await hasLines(place, id, lines);
      await kill(child);
    }
    const [capture] = await recover(place);
    await Deno.writeTextFile(gate, "");
    assert.equal((await capture!.done)?.status, "completed");
    await checkPrinted(place, id, count);
  }));

Deno.test("recoverRuns() goes on with a command that outlived its capture, and cancels it when asked", () =>
  inPlace(async (place) => {
    const id = await captureAndKill(place, sh("echo Step 1: loss=1; sleep 600"), 1);
    const [capture] = await recover(place);
    assert.equal((await place.store.runs.get(id)).status, "running");
    await place.store.runs.requestCancel(id);
    assert.equal((await capture!.done)?.status, "cancelled");
  }));

Deno.test("recoverRuns() that may take only what ended leaves a command that runs to others", () =>
  inPlace(async (place) => {
    const gate = `${place.directory}/gate`;
    const id = await captureAndKill(place, sh(`echo a; while [ ! -e ${gate} ]; do sleep 0.02; done; echo b`), 1);
    const options = { instance: "visitor", onlyEnded: true };
    assert.deepEqual(await recoverRuns(place.store, options), []);
    await Deno.writeTextFile(gate, "");
    const captures = await waitFor(async () => {
      const found = await recoverRuns(place.store, options);
      return found.length > 0 ? found : null;
    });
    await captures[0]!.done;
    assert.equal(await readLogText(place.store, id), "a\nb\n");
  }));

Deno.test("recoverMeanwhile() lets go of what is not over, and the next goes on behind it", () =>
  inPlace(async (place) => {
    const gate = `${place.directory}/gate`;
    const id = await captureAndKill(place, sh(`echo a; while [ ! -e ${gate} ]; do sleep 0.02; done; echo b`), 1);
    {
      await using _meanwhile = recoverMeanwhile(place.store, { instance: "dying" });
      await waitFor(async () => (await place.store.runs.getOwner(id))?.instance === "dying");
    }
    const owner = (await place.store.runs.getOwner(id))!;
    await place.store.runs.setOwner(id, { ...owner, pid: DEAD.pid, pidMark: null });
    const [capture] = await recover(place);
    await Deno.writeTextFile(gate, "");
    assert.equal((await capture!.done)?.status, "completed");
    assert.equal(await readLogText(place.store, id), "a\nb\n");
  }));

Deno.test("recoverRuns() adopts a command whose starter died before it wrote down its id", () =>
  inPlace(async (place) => {
    const id = await makeOrphan(place, {});
    await Deno.mkdir(place.spools);
    const spool = `${place.spools}/${id}.log`;
    const { ended } = await startProcess({ command: sh("echo Step 1: loss=1; exit 4"), cwd: "/", spool });
    await ended;
    const [capture] = await recover(place);
    const run = await capture!.done;
    assert.deepEqual([run?.status, run?.exitCode], ["failed", 4]);
    assert.deepEqual(await readColumn(place.store, id, "loss"), [1]);
  }));

Deno.test("recoverRuns() says of a run whose command was never started that it is lost, once it is old", () =>
  inPlace(async (place) => {
    const young = await makeOrphan(place, {}), old = await makeOrphan(place, {}, { old: true });
    assert.deepEqual(await recover(place), []);
    assert.equal(await describe(place, young), "queued: ");
    assert.equal(await describe(place, old), "failed: lost: stdcurve ended before the command was started");
  }));

Deno.test("recoverRuns() says of a run whose spool is gone, or whose log was being imported, that it is lost", () =>
  inPlace(async (place) => {
    const gone = await makeOrphan(place, { childPid: 4_194_302 });
    const imported = await makeOrphan(place, { spool: null });
    assert.deepEqual(await recover(place), []);
    assert.match(await describe(place, gone), /^failed: lost: its spool file .*\.log is gone$/);
    assert.equal(
      await describe(place, imported),
      "failed: lost: stdcurve ended before it had read the whole log; import it again",
    );
  }));

Deno.test("recoverRuns() leaves runs of other machines, of living processes and of its own alone", () =>
  inPlace(async (place) => {
    await makeOrphan(place, { host: "elsewhere.example" });
    await makeOrphan(place, { pid: Deno.pid, pidMark: await readStartMark(Deno.pid) });
    await makeOrphan(place, { instance: "me" });
    assert.deepEqual(await recover(place, "me"), []);
    assert.equal((await place.store.runs.listLive()).length, 3);
  }));

Deno.test("recoverRuns() goes on with the other runs when one can't be recovered", () =>
  inPlace(async (place) => {
    const broken = await makeOrphan(place, { childPid: 4_194_302 }), other = await makeOrphan(place, { spool: null });
    const { update } = place.store.runs, told: unknown[] = [];
    place.store.runs.update = (id, change) =>
      id === broken ? Promise.reject(new Error("no answer")) : update(id, change);
    await recoverRuns(place.store, { instance: "me", onTrouble: (error) => told.push(error) });
    assert.match(await describe(place, other), /^failed: lost/);
    assert.match(String(told), /no answer/);
  }));

Deno.test("recoverRuns() tidies spools of runs that were stored whole, and no others", () =>
  inPlace(async (place) => {
    const { run, done } = await launch(place, sh("echo one"));
    await done;
    const lost = await makeOrphan(place, { childPid: 4_194_302, spool: `${place.spools}/elsewhere.log` });
    await recover(place);
    for (const id of [run.id, lost, crypto.randomUUID()]) {
      await Deno.writeTextFile(`${place.spools}/${id}.log`, "one\n");
      await Deno.writeTextFile(`${place.spools}/${id}.log.exit`, "pid 1\nexit 0\n");
    }
    await recover(place);
    assert.equal((await listFiles(place.spools)).filter((name) => name.startsWith(run.id)).length, 0);
    assert.equal((await listFiles(place.spools)).length, 4);
  }));
