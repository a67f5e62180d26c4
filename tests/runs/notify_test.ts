import assert from "node:assert/strict";
import { listOutboxes, outboxPath, readOutbox } from "../../lib/process/outbox.ts";
import { spoolPath } from "../../lib/process/spool.ts";
import type { Capture } from "../../lib/runs/capture.ts";
import { importLog } from "../../lib/runs/import.ts";
import { notifyEnd } from "../../lib/runs/notify.ts";
import { recoverRuns } from "../../lib/runs/recover.ts";
import { fromFileUrl } from "../support/paths.ts";
import { waitFor } from "../support/wait.ts";
import { openWebhook } from "../support/webhook.ts";
import { inWorkspace, launch, sh, type Workspace } from "../support/workspace.ts";

const wish = (...targets: string[]) => ({ targets, silenceMs: null, origin: "http://here" });
const eventsOf = (received: readonly { document: { event: string; status: string } }[]) =>
  received.map(({ document: { event, status } }) => `${event} ${status}`);

/** All that the workspace's files hold, but the outboxes. */
async function readFiles({ directory }: Workspace): Promise<string> {
  let text = "";
  const walk = async (path: string) => {
    for await (const { name, isDirectory } of Deno.readDir(path)) {
      if (isDirectory) await walk(`${path}/${name}`);
      else if (!name.endsWith(".notify")) {
        text += new TextDecoder("latin1").decode(await Deno.readFile(`${path}/${name}`));
      }
    }
  };
  await walk(directory);
  return text;
}

Deno.test("a run notifies of its end once, whatever it is, and of its first NaN", () =>
  inWorkspace(async (workspace) => {
    await using webhook = openWebhook();
    const script = "for i in 1 2 3; do echo step $i: loss=nan; done; exit 3";
    const { done, run } = await launch(workspace, sh(script), { notify: wish(webhook.address) });
    await done;
    assert.deepEqual(webhook.received.map(({ document }) => document.event).sort(), ["end", "nan"]);
    const end = webhook.received.find(({ document }) => document.event === "end")!.document;
    assert.deepEqual([end.id, end.status, end.reason, end.metrics.loss.last_step], [
      run.id,
      "failed",
      "exit code 3",
      3,
    ]);
    assert.equal(end.url, `http://here/experiments/${workspace.experimentId}?run=${run.id}`);
    assert.deepEqual(listOutboxes(workspace.spools), []);
  }));

Deno.test("a live run notifies of its first NaN and its silence while it runs, each once", () =>
  inWorkspace(async (workspace) => {
    await using webhook = openWebhook();
    const gate = `${workspace.directory}/gate`;
    const script =
      `echo step 1: loss=nan; echo step 2: loss=nan; while [ ! -e ${gate} ]; do sleep 0.02; done; echo over`;
    const notify = { ...wish(webhook.address), silenceMs: 300 };
    const { done, run } = await launch(workspace, sh(script), { notify });
    await webhook.hasReceived(2);
    assert.deepEqual(eventsOf(webhook.received).sort(), ["nan running", "silence running"]);
    assert.equal(
      webhook.received.find(({ document }) => document.event === "nan")!.document.reason,
      "printed its first NaN: loss at step 1 (line 1)",
    );
    assert.doesNotMatch(await readFiles(workspace), /hook-secret/);
    assert.match(await Deno.readTextFile(outboxPath(spoolPath(workspace.spools, run.id))), /hook-secret/);
    await Deno.writeTextFile(gate, "");
    await done;
    assert.deepEqual(eventsOf(webhook.received).at(-1), "end completed");
    assert.equal(webhook.received.length, 3);
  }));

Deno.test("a command that can't be started, a cancelled run and an import notify of their end", () =>
  inWorkspace(async (workspace) => {
    await using webhook = openWebhook();
    const notify = wish(webhook.address), { store, experimentId, spools } = workspace;
    await (await launch(workspace, ["no-such-program"], { notify })).done;
    const running = await launch(workspace, sh("echo on; exec sleep 600"), { notify });
    await store.runs.requestCancel(running.run.id);
    await running.done;
    const pieces = ReadableStream.from([new TextEncoder().encode("step 1: loss=0.5\n")]);
    await importLog(store, pieces, {
      experimentId,
      name: "i",
      instance: crypto.randomUUID(),
      notify: { wish: notify, spoolDirectory: spools },
    });
    assert.deepEqual(eventsOf(webhook.received), ["end failed", "end cancelled", "end completed"]);
    assert.deepEqual(listOutboxes(spools), []);
  }));

Deno.test("a target that is away holds the end up for some seconds at most, and is notified later", () =>
  inWorkspace(async (workspace) => {
    await using webhook = openWebhook();
    webhook.status = 503;
    const errors: string[] = [], ran = `${workspace.directory}/ran`;
    const onError = (error: unknown) => void errors.push(String(error));
    const { done, run } = await launch(workspace, sh("echo on"), {
      notify: wish(webhook.address, `echo x >> ${ran}`),
      onError,
    });
    assert.equal((await done)!.status, "completed");
    assert.match(
      errors.join(),
      /a notification of run [-0-9a-f]{36} could not be sent: http:\/\/127\.0\.0\.1:\d+\/… answered with status 503; stdcurve serve tries again/,
    );
    assert.doesNotMatch(errors.join(), /hook-secret/);
    const spool = spoolPath(workspace.spools, run.id);
    assert.deepEqual([readOutbox(spool)!.tries, readOutbox(spool)!.sent], [1, ["end 1"]]);
    webhook.status = 200;
    await notifyEnd(workspace.store, {
      run: (await done)!,
      spool,
      signal: new AbortController().signal,
      waitMs: 0,
      onError,
    });
    assert.equal(await Deno.readTextFile(ran), "x\n");
    assert.equal(readOutbox(spool), null);
  }));

/** Captures a command in a process of its own that notifies this target. Gives the process and the id of the run. */
async function captureElsewhere(
  { kv, spools }: Workspace,
  target: string,
  script: string,
): Promise<[Deno.ChildProcess, string]> {
  const path = fromFileUrl(new URL("../support/capture_program.ts", import.meta.url));
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", path, kv, spools, ...sh(script)],
    env: { STDCURVE_TEST_NOTIFY: target },
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const output = child.stdout.getReader();
  const id = new TextDecoder().decode((await output.read()).value).trim();
  output.releaseLock();
  return [child, id];
}

/** Recovers runs until there is one to capture. */
const takeOver = ({ store, spools }: Workspace): Promise<Capture[]> =>
  waitFor(async () => {
    const found = await recoverRuns(store, { instance: crypto.randomUUID(), spoolDirectory: spools });
    return found.length > 0 ? found : null;
  }, { what: "the run to be taken over" });

Deno.test("a process that takes a run over sends what was not sent yet, and nothing twice", () =>
  inWorkspace(async (workspace) => {
    await using webhook = openWebhook();
    const gate = `${workspace.directory}/gate`;
    const script = `echo step 1: loss=nan; while [ ! -e ${gate} ]; do sleep 0.02; done; echo step 2: loss=nan`;
    const [child, id] = await captureElsewhere(workspace, webhook.address, script);
    await webhook.hasReceived(1);
    const spool = spoolPath(workspace.spools, id);
    await waitFor(() => readOutbox(spool)!.sent.length === 1, { what: "the outbox to know that" });
    child.kill("SIGKILL");
    await Promise.all([child.status, child.stdout.cancel()]);
    await Deno.writeTextFile(gate, "");
    const captures = await takeOver(workspace);
    await captures[0]!.done;
    assert.deepEqual(eventsOf(webhook.received), ["nan running", "end completed"]);
  }));

Deno.test("a process that takes a run over without its outbox notifies nobody", () =>
  inWorkspace(async (workspace) => {
    await using webhook = openWebhook();
    const gate = `${workspace.directory}/gate`;
    const [child, id] = await captureElsewhere(
      workspace,
      webhook.address,
      `echo on; while [ ! -e ${gate} ]; do sleep 0.02; done`,
    );
    await waitFor(async () => (await workspace.store.runs.get(id)).lastLine === 1, { what: "the run to print" });
    child.kill("SIGKILL");
    await Promise.all([child.status, child.stdout.cancel()]);
    await Deno.remove(outboxPath(spoolPath(workspace.spools, id)));
    await Deno.writeTextFile(gate, "");
    const captures = await takeOver(workspace);
    assert.equal((await captures[0]!.done)!.status, "completed");
    assert.deepEqual(webhook.received, []);
  }));
