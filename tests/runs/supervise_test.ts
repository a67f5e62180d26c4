import assert from "node:assert/strict";
import { hostname } from "node:os";
import { superviseRuns } from "../../lib/runs/supervise.ts";
import { inPlace, listFiles, type Place, sh, waitFor } from "../support/place.ts";

const NEVER = (error: unknown): unknown => assert.fail(String(error));
const supervise = ({ store, spools }: Place, { canLaunch = true, onError = NEVER } = {}) =>
  superviseRuns(store, { canLaunch, spoolDirectory: spools, onError });

/** A run whose import ended with its process. Gives its id. */
async function makeOrphan({ store, experimentId }: Place): Promise<string> {
  const { id } = await store.runs.create({ experimentId, command: [], cwd: "", host: hostname(), status: "running" });
  const noCommand = { childPid: null, childMark: null, spool: null };
  await store.runs.setOwner(id, {
    instance: "dead",
    host: hostname(),
    pid: 4_194_303,
    pidMark: null,
    at: 0,
    ...noCommand,
  });
  return id;
}

Deno.test("superviseRuns() recovers what a dead process left behind, before it resolves", () =>
  inPlace(async (place) => {
    const id = await makeOrphan(place);
    const supervisor = await supervise(place);
    await supervisor.stop();
    assert.equal((await place.store.runs.get(id)).status, "failed");
  }));

Deno.test("superviseRuns() neither launches nor recovers where commands can't be started", () =>
  inPlace(async (place) => {
    const id = await makeOrphan(place);
    const supervisor = await supervise(place, { canLaunch: false });
    assert.equal(supervisor.launcher, null);
    await supervisor.stop();
    assert.equal((await place.store.runs.get(id)).status, "running");
  }));

Deno.test("superviseRuns() reports a recovery that fails, and launches all the same", () =>
  inPlace(async (place) => {
    const { store, experimentId } = place, errors: unknown[] = [];
    store.runs.listLive = () => Promise.reject(new Error("no answer"));
    const supervisor = await supervise(place, { onError: (error) => errors.push(error) });
    assert.match(String(errors), /no answer/);
    const { id } = await supervisor.launcher!.launch({ experimentId, command: ["true"] });
    await waitFor(async () => (await store.runs.get(id)).status === "completed");
    await supervisor.stop();
  }));

Deno.test("superviseRuns() launches in the user's directory when `~` is asked for", () =>
  inPlace(async (place) => {
    const supervisor = await supervise(place);
    const input = { experimentId: place.experimentId, command: ["true"], cwd: "~" };
    const run = await supervisor.launcher!.launch(input);
    await supervisor.stop();
    assert.equal(run.cwd, Deno.env.get("HOME"));
  }));

Deno.test("stop() ends the capture and lets the command run on", () =>
  inPlace(async (place) => {
    const { store, experimentId, spools } = place, gate = `${place.directory}/gate`;
    const supervisor = await supervise(place);
    const command = sh(`echo a; while [ ! -e ${gate} ]; do sleep 0.02; done; echo b`);
    const { id } = await supervisor.launcher!.launch({ experimentId, command });
    await waitFor(async () => (await store.runs.get(id)).logBytes === 2);
    await supervisor.stop();
    assert.equal((await store.runs.get(id)).status, "running");
    assert.deepEqual(await listFiles(spools), [`${id}.log`, `${id}.log.exit`]);
    await Deno.writeTextFile(gate, "");
    await waitFor(async () => /^exit 0$/m.test(await Deno.readTextFile(`${spools}/${id}.log.exit`)));
    assert.equal(await Deno.readTextFile(`${spools}/${id}.log`), "a\nb\n");
  }));

Deno.test("stop() aborts the signal with its reason, and waits for the imports", () =>
  inPlace(async (place) => {
    const { signal, onImport, stop } = await supervise(place);
    const order: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    signal.addEventListener("abort", () => setTimeout(resolve));
    onImport(promise.then(() => void order.push(`import: ${signal.reason}`)));
    onImport(Promise.reject(new Error("not a log")));
    await stop();
    order.push("stopped");
    assert.deepEqual(order, ["import: the server was stopped", "stopped"]);
  }));
