import assert from "node:assert/strict";
import { findTerminalLack } from "../../lib/process/terminal.ts";
import { createSandbox, readUntil } from "./program.ts";
import { sitDown } from "./terminal.ts";

const ignore = await findTerminalLack(["true"]) !== null;
const CURSOR_HIDDEN = "\x1b[?25l", CURSOR_SHOWN = "\x1b[?25h", RED = "\x1b[31m";

Deno.test({
  name: "ls --watch shows on a terminal how a run ends, in colours, and gives the cursor back at Ctrl-C",
  ignore,
  async fn() {
    await using sandbox = await createSandbox();
    const run = sandbox.start(
      "run",
      "--",
      "sh",
      "-c",
      'while [ ! -e "$0" ]; do sleep 0.02; done; exit 3',
      sandbox.path("gate"),
    );
    await readUntil(run.stderr, /run \S+ at/);
    await using user = sitDown(sandbox, "NO_COLOR= $stdcurve ls --watch");
    await user.until(/running/);
    await sandbox.write("gate", "");
    await user.until(/failed[^]*exit code 3/);
    assert.ok(user.screen.includes(RED));
    await user.type("\x03");
    assert.equal(await user.finish(), 130);
    assert.ok(user.screen.lastIndexOf(CURSOR_SHOWN) > user.screen.lastIndexOf(CURSOR_HIDDEN));
    await Promise.all([run.status, run.stdout.cancel(), run.stderr.cancel()]);
  },
});

Deno.test({
  name: "ls --watch has no colours with NO_COLOR, and fits its rows into the window as it is now",
  ignore,
  async fn() {
    await using sandbox = await createSandbox();
    await sandbox.stdcurve("run", "-n", "a name that is much too long for a narrow window of a terminal", "--", "true");
    await using user = sitDown(sandbox, "tty; NO_COLOR=1 $stdcurve ls --watch");
    const [path] = await user.until(/\/dev\/pts\/\d+/);
    await user.until(/a name that is much too long for a n/);
    await new Deno.Command("stty", { args: ["-F", path, "cols", "80"] }).output();
    await user.until(/a name that is much…/);
    await user.type("\x03");
    assert.equal(await user.finish(), 130);
    assert.ok(!user.screen.includes("\x1b[2m"), "no faint words");
  },
});
