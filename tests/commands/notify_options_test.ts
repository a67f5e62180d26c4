import assert from "node:assert/strict";
import { openStore } from "../../lib/store/store.ts";
import { openWebhook } from "../support/webhook.ts";
import { createSandbox } from "./program.ts";

Deno.test("run --notify notifies a webhook and runs a command at the end, keeps its exit code, and shows the address nowhere", async () => {
  await using sandbox = await createSandbox();
  await using webhook = openWebhook();
  const ran = sandbox.path("ran");
  const command = `echo "$STDCURVE_RUN_STATUS $STDCURVE_RUN_REASON" >> ${ran}`;
  const words = ["--notify", webhook.address, "--notify", command, "--notify-silence", "1h"];
  const { code, stderr, stdout } = await sandbox.stdcurve(
    "run",
    ...words,
    "--",
    "sh",
    "-c",
    "echo step 1: loss=0.5; exit 3",
  );
  assert.equal(code, 3);
  const [{ document }] = webhook.received as [typeof webhook.received[0]];
  assert.deepEqual([webhook.received.length, document.status, document.reason], [1, "failed", "exit code 3"]);
  assert.deepEqual(document.metrics, { loss: { last: 0.5, last_step: 1 } });
  assert.match(stderr, new RegExp(document.id));
  assert.equal(await Deno.readTextFile(ran), "failed exit code 3\n");
  const json = (await sandbox.stdcurve("ls", "--json")).stdout;
  assert.doesNotMatch(
    stderr + stdout + json + new TextDecoder("latin1").decode(await Deno.readFile(sandbox.kv)),
    /hook-secret/,
  );
});

Deno.test("run --notify says what went wrong without the address, and still ends with the command's exit code", async () => {
  await using sandbox = await createSandbox();
  await using webhook = openWebhook();
  webhook.status = 404;
  const { code, stderr } = await sandbox.stdcurve("run", "--notify", webhook.address, "--", "sh", "-c", "exit 5");
  assert.equal(code, 5);
  assert.match(
    stderr,
    /stdcurve: a notification of run [-0-9a-f]{36} could not be sent: http:\/\/127\.0\.0\.1:\d+\/… answered with status 404\n$/,
  );
});

Deno.test("run notifies the target of STDCURVE_NOTIFY, which no list of processes shows, unless an option names another", async () => {
  await using sandbox = await createSandbox();
  await using webhook = openWebhook();
  const ran = sandbox.path("ran");
  const { code } = await sandbox.with({ STDCURVE_NOTIFY: webhook.address }).stdcurve("run", "--", "sh", "-c", "exit 3");
  assert.deepEqual([code, webhook.received.length], [3, 1]);
  await sandbox.with({ STDCURVE_NOTIFY: webhook.address }).stdcurve("run", "--notify", `echo > ${ran}`, "--", "true");
  assert.equal(await Deno.readTextFile(ran), "\n");
  const unset = await sandbox.with({ STDCURVE_NOTIFY: "" }).stdcurve("run", "--", "true");
  assert.deepEqual([unset.code, webhook.received.length], [0, 1]);
});

Deno.test("import --notify notifies of the end of a log that arrives on stdin", async () => {
  await using sandbox = await createSandbox();
  await using webhook = openWebhook();
  const { code, stdout } = await sandbox.feed("step 1: loss=0.5\n", "import", "--notify", webhook.address, "-");
  assert.equal(code, 0);
  assert.deepEqual(webhook.received.map(({ document }) => [document.id, document.status]), [[
    stdout.trim(),
    "completed",
  ]]);
});

Deno.test("run refuses --notify and --notify-silence that can't be used, before it stores anything", async () => {
  await using sandbox = await createSandbox();
  for (
    const [words, message] of [
      [["--notify-silence", "30m"], /--notify-silence needs --notify/],
      [["--notify", "true", "--notify-silence", "soon"], /--notify-silence soon is no duration; write 90s, 30m or 2h/],
      [["--notify", ""], /--notify is empty; give it a value, or leave --notify out/],
      [["--notify", "true", "--notify", ""], /--notify is empty/],
      [["--notify", "ftp://hook-secret"], /--notify: an address to notify begins with http:\/\/ or https:\/\//],
      [["--notify", "hook-secret.sh"], /--notify: there is no such command to notify; write an address/],
      [["--notify", "https://user:hook-secret@x"], /--notify: an address to notify can't hold a user and password/],
    ] as const
  ) {
    const { code, stderr } = await sandbox.stdcurve("run", ...words, "--", "true");
    assert.equal(code, 2);
    assert.match(stderr, message);
    assert.doesNotMatch(stderr, /hook-secret/);
  }
  using store = await openStore(sandbox.kv);
  assert.deepEqual((await store.experiments.list()).items, []);
});
