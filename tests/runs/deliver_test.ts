import assert from "node:assert/strict";
import { readStartMark } from "../../lib/process/alive.ts";
import { deliver, isWebhook, nameTarget } from "../../lib/runs/deliver.ts";
import { waitFor } from "../support/wait.ts";
import { openWebhook } from "../support/webhook.ts";

const notice = { event: "end", document: { text: "over" }, variables: { STDCURVE_RUN_STATUS: "completed" } };
const open = () => ({ signal: new AbortController().signal });

Deno.test("deliver() posts the document as JSON", async () => {
  await using webhook = openWebhook();
  assert.deepEqual(await deliver(webhook.address, notice, open()), { ok: true });
  assert.deepEqual(webhook.received, [{ path: "/services/hook-secret", document: { text: "over" } }]);
});

Deno.test("deliver() tries again while a webhook fails, and not when it refuses", async () => {
  await using webhook = openWebhook();
  webhook.status = 503;
  const delivery = deliver(webhook.address, notice, open());
  await webhook.hasReceived(2);
  webhook.status = 200;
  assert.deepEqual(await delivery, { ok: true });
  webhook.status = 404;
  const refused = await deliver(webhook.address, notice, open());
  assert.ok(!refused.ok && refused.isLasting && /answered with status 404/.test(refused.why));
});

Deno.test("deliver() tries once where that is wanted", async () => {
  await using webhook = openWebhook();
  webhook.status = 503;
  const delivery = await deliver(webhook.address, notice, { ...open(), isOnce: true });
  assert.deepEqual([delivery.ok, webhook.received.length], [false, 1]);
});

Deno.test("deliver() says of a webhook that is away only its host, when the time is over", async () => {
  const signal = AbortSignal.timeout(50);
  const delivery = await deliver("http://127.0.0.1:1/services/hook-secret", notice, { signal });
  assert.deepEqual(delivery, { ok: false, isLasting: false, why: "http://127.0.0.1:1/… does not answer" });
});

Deno.test("deliver() runs a command with the variables, and tries again when it fails", async () => {
  const file = await Deno.makeTempFile();
  const command = `echo $STDCURVE_RUN_STATUS >> ${file}; [ $(wc -l < ${file}) -ge 2 ]`;
  assert.deepEqual(await deliver(command, notice, open()), { ok: true });
  assert.equal(await Deno.readTextFile(file), "completed\ncompleted\n");
  const missing = await deliver("no-such-program-hook-secret", notice, open());
  assert.deepEqual(missing, { ok: false, isLasting: true, why: "the command of --notify ended with exit code 127" });
  await Deno.remove(file);
});

Deno.test("deliver() counts a command that still runs as notified", async () => {
  const file = await Deno.makeTempFile(), late = new AbortController();
  const delivery = deliver(`echo $$ > ${file}; exec sleep 600`, notice, late);
  const pid = Number(await waitFor(() => Deno.readTextFile(file), { what: "the command's id" }));
  late.abort();
  assert.deepEqual(await delivery, { ok: true });
  Deno.kill(pid, "SIGKILL");
  await waitFor(() => readStartMark(pid) === null, { what: "the command to end" });
  await Deno.remove(file);
});

Deno.test("nameTarget() shows a webhook's host and nothing of a command", () => {
  assert.equal(nameTarget("https://hooks.slack.com/services/hook-secret?x=1"), "https://hooks.slack.com/…");
  assert.equal(nameTarget("curl hook-secret"), "the command of --notify");
  assert.deepEqual(["HTTPS://x", "http:/x", "ftp://x", "curl http://x"].map(isWebhook), [true, false, false, false]);
});
