import assert from "node:assert/strict";
import { isAlive, readStartMark } from "../../lib/process/alive.ts";
import { runNotifyCommand } from "../../lib/process/notify_command.ts";
import { TOKEN_ENV } from "../support/token.ts";
import { waitFor } from "../support/wait.ts";

const open = () => new AbortController().signal;

Deno.test("runNotifyCommand() gives a shell the variables, without this program's tokens, and has its exit code", async () => {
  const file = await Deno.makeTempFile();
  for (const [name, value] of Object.entries(TOKEN_ENV)) Deno.env.set(name, value);
  try {
    const end = await runNotifyCommand(`env > ${file}; exit 3`, { STDCURVE_RUN_REASON: "$(exit 9) 'x'" }, open());
    assert.deepEqual(end, { isRunning: false, code: 3 });
    const env = await Deno.readTextFile(file);
    assert.match(env, /^STDCURVE_RUN_REASON=\$\(exit 9\) 'x'$/m);
    assert.doesNotMatch(env, /test-token/);
  } finally {
    for (const name of Object.keys(TOKEN_ENV)) Deno.env.delete(name);
    await Deno.remove(file);
  }
});

Deno.test("runNotifyCommand() lets a command that takes long go on by itself", async () => {
  const file = await Deno.makeTempFile(), late = new AbortController();
  const running = runNotifyCommand(`echo $$ > ${file}; exec sleep 600`, {}, late.signal);
  const pid = Number(await waitFor(() => Deno.readTextFile(file), { what: "the command's id" }));
  late.abort();
  assert.deepEqual(await running, { isRunning: true });
  assert.ok(isAlive(pid, readStartMark(pid)));
  Deno.kill(pid, "SIGKILL");
  await waitFor(() => readStartMark(pid) === null || !isAlive(pid, readStartMark(pid)), { what: "the command to end" });
  await Deno.remove(file);
});
