import assert from "node:assert/strict";
import { closeSync, constants, openSync, writeSync } from "node:fs";
import { readProcess } from "../../lib/process/process_list.ts";
import { keysPath, readExit, readNote } from "../../lib/process/spool.ts";
import { type StartedProcess, type StartOptions, startProcess } from "../../lib/process/start.ts";
import { stopCommand } from "../../lib/process/stop.ts";
import { isSuspended } from "../../lib/process/job.ts";
import { isAlive } from "../../lib/process/alive.ts";
import { findLeftOver } from "../../lib/process/left_over.ts";
import { resizeTerminal } from "../../lib/process/pty.ts";
import { findTerminalLack } from "../../lib/process/terminal.ts";
import { inDirectory } from "../support/directory.ts";
import { waitFor } from "../support/wait.ts";
import { sh } from "../support/workspace.ts";
import { heedSignals } from "../support/signals.ts";

heedSignals();

/** Where no terminal can be had, these tests can't run. */
const lack = await findTerminalLack(["true"]);
const ignore = lack !== null;
if (ignore) console.warn(`terminals are not tested: ${lack}`);

/** Where sh is bash, the end of a job does not show whether a signal was its cause. */
const KILLED = /^(?:killed by SIGKILL|exit code 137 \(as after SIGKILL\))$/;

/** Bits of the signals 1 to 31. Those of the C library lie above; npx starts its children with one of them ignored. */
const STANDARD_SIGNALS = 0x7fffffffn;

/** A command in a terminal. */
interface InTerminal extends StartedProcess {
  spool: string;
  /** Waits until the output has a text. */
  until(text: string): Promise<void>;
  type(keys: string): void;
  /** The output, when the command and everything on its terminal has ended. */
  finish(): Promise<string>;
}

async function start(command: string[], directory: string, options: Partial<StartOptions> = {}): Promise<InTerminal> {
  const spool = `${directory}/s.log`, terminal = { rows: 33, columns: 77 };
  const started = await startProcess({ command, cwd: directory, spool, terminal, ...options });
  const { ended: _, ...leader } = started;
  return {
    ...started,
    spool,
    until: async (text) => {
      await waitFor(async () => (await Deno.readTextFile(spool)).includes(text), { what: JSON.stringify(text) });
    },
    type(keys) {
      const pipe = openSync(keysPath(spool), constants.O_WRONLY | constants.O_NONBLOCK);
      writeSync(pipe, new TextEncoder().encode(keys));
      closeSync(pipe);
    },
    async finish() {
      let hasEnded = false;
      started.ended.then(() => hasEnded = true);
      await waitFor(() => hasEnded, { what: "the command to end" });
      await waitFor(async () => (await findLeftOver({ leader, spool })).length === 0, { what: "an empty terminal" });
      const { pid } = started.terminal!.holder; // a child of the test, which is over once the system has given its end
      await waitFor(() => readProcess(pid) === null, { what: "the terminal's holder to end" });
      await new Promise((resolve) => setTimeout(resolve));
      return await Deno.readTextFile(spool);
    },
  };
}

const test = (name: string, fn: (directory: string) => Promise<void>) =>
  Deno.test({ name, ignore, fn: () => inDirectory(fn) });

test("startInTerminal() gives the command a terminal of the size, its streams are that terminal, and its exit code is noted", async (directory) => {
  const script = "stty size; [ -t 0 ] && [ -t 1 ] && [ -t 2 ] && echo three; echo error >&2; exit 7";
  const { finish, spool, ended } = await start(sh(script), directory);
  assert.equal(await finish(), "33 77\r\nthree\r\nerror\r\n");
  assert.deepEqual(await ended, { code: 7, signal: null });
  assert.equal(readExit(spool, ["sh"])!.reason, "exit code 7");
});

test("startInTerminal() leads a session in which the command has the foreground in a group of its own, ignoring no signal", async (directory) => {
  const script = 'read -r line </proc/$$/stat; set -- ${line##*) }; echo "$$ $3 $4 $6"; grep SigIgn /proc/self/status';
  const { finish, pid, terminal } = await start(sh(script), directory);
  const [ids, ignored] = (await finish()).split("\r\n"), command = terminal!.commandPid;
  assert.equal(ids, `${command} ${command} ${pid} ${command}`);
  const mask = BigInt(`0x${/^SigIgn:\s([0-9a-f]+)$/.exec(ignored!)![1]}`);
  assert.equal(mask & STANDARD_SIGNALS, 0n);
});

test("startInTerminal() leaves the environment as it is", async (directory) => {
  const env = { SHELL: "/usr/bin/x y", ENV: "/no/such/file", TERM: "xterm-kitty" };
  const { finish } = await start(sh('echo "$SHELL|$ENV|$TERM|$(umask)"'), directory, { env });
  const { stdout } = await new Deno.Command("sh", { args: ["-c", "umask"] }).output();
  assert.equal(await finish(), `/usr/bin/x y|/no/such/file|xterm-kitty|${new TextDecoder().decode(stdout).trim()}\r\n`);
});

test("what is typed before the command reads is not lost, is echoed once, and Ctrl-D ends it", async (directory) => {
  const { type, until, finish } = await start(sh("while [ ! -e go ]; do sleep 0.02; done; cat"), directory);
  type("early\r");
  await until("early\r\n");
  await Deno.writeTextFile(`${directory}/go`, "");
  await until("early\r\nearly\r\n");
  type("\x04");
  assert.equal(await finish(), "early\r\nearly\r\n");
});

test("what is typed without echo is not in the output", async (directory) => {
  const { type, until, finish } = await start(sh("stty -echo; echo ready; read x; stty echo; echo ${#x}"), directory);
  await until("ready");
  type("secret\r");
  assert.equal(await finish(), "ready\r\n6\r\n");
});

test("a stdin that is passed on is no terminal, and the output still is one", async (directory) => {
  const { finish } = await start(sh("[ -t 0 ] || echo passed; [ -t 1 ] && echo terminal"), directory, {
    stdin: "inherit",
  });
  const isTerminal = Deno.stdin.isTerminal();
  assert.equal(await finish(), `${isTerminal ? "" : "passed\r\n"}terminal\r\n`);
});

/** A shell that Ctrl-C reaches while the process that it starts is not yet another program may wait for it to end, so that process says ready. */
const LONG = "sh -c 'echo ready; exec sleep 600'; echo never";

test("Ctrl-C ends the command, and the shell that keeps its terminal notes the exit code", async (directory) => {
  const { type, until, finish, spool } = await start(sh(LONG), directory);
  await until("ready");
  type("\x03");
  assert.equal(await finish(), "ready\r\n^C");
  assert.equal(readExit(spool, ["sh"])!.code, 130);
});

test("Ctrl-Z stops the command, and a SIGCONT to its shell continues it in the foreground, as often as one likes", async (directory) => {
  const script = "echo ready; while read line; do echo got $line; done; exit 3";
  const { type, until, finish, ended: _, ...leader } = await start(sh(script), directory);
  await until("ready");
  for (const word of ["one", "two"]) {
    type("\x1a");
    await waitFor(() => isSuspended(leader), { what: "the command to stop" });
    Deno.kill(leader.pid, "SIGCONT");
    type(`${word}\r`);
    await until(`got ${word}`);
  }
  type("\x04");
  await finish();
  assert.equal(readExit(leader.spool, ["sh"])!.reason, "exit code 3");
});

test("late output of a child is kept, in the session of the terminal or in another one", async (directory) => {
  const script = "(while [ ! -e go ]; do sleep 0.02; done; echo late) & " +
    "setsid sh -c 'while [ ! -e go ]; do sleep 0.02; done; sleep 0.3; echo later' & echo now; exit 5";
  const { until, finish, ended, spool, ...leader } = await start(sh(script), directory);
  await until("now");
  assert.deepEqual(await ended, { code: 5, signal: null });
  assert.equal(isAlive(leader.pid, leader.mark), true);
  const left = await findLeftOver({ leader, spool });
  assert.equal(left[0]!.isKeeper ?? false, false);
  assert.equal(left.at(-1)!.isKeeper, true);
  await Deno.writeTextFile(`${directory}/go`, "");
  assert.equal(await finish(), "now\r\nlate\r\nlater\r\n");
});

test("stopCommand() stops everything on the terminal, and says nothing in the log", async (directory) => {
  const script =
    'trap "" TERM; (trap "" TERM; while :; do sleep 0.05; done) & echo ready; while :; do sleep 0.05; done';
  const { until, finish, spool, ended: _, ...group } = await start(sh(script), directory);
  await until("ready");
  assert.equal(await stopCommand({ group, spool }, { graceMs: 200 }), true);
  assert.equal(await finish(), "ready\r\n");
  assert.match(readExit(spool, ["sh"])!.reason, KILLED);
});

test("stopCommand() lets a stopped command end by itself", async (directory) => {
  const { type, until, finish, spool, ended: _, ...group } = await start(
    ["sh", "-c", "trap 'echo saved; exit 9' TERM; echo ready; read word"],
    directory,
  );
  await until("ready");
  type("\x1a");
  await waitFor(() => isSuspended(group), { what: "the command to stop" });
  assert.equal(await stopCommand({ group, spool }, { graceMs: 20_000 }), true);
  assert.equal(await finish(), "ready\r\n^Zsaved\r\n");
  assert.equal(readExit(spool, ["sh"])!.code, 9);
});

test("a command that kills its whole group leaves the shell that notes it", async (directory) => {
  const { finish, spool } = await start(sh("echo one; kill -9 0"), directory);
  assert.equal(await finish(), "one\r\n");
  assert.match(readExit(spool, ["sh"])!.reason, KILLED);
});

test("a holder that was killed ends the output, and the note says so", async (directory) => {
  const { until, finish, spool, terminal } = await start(sh("echo one; sleep 1; exit 4"), directory);
  await until("one");
  Deno.kill(terminal!.holder.pid, "SIGKILL");
  assert.equal(await finish(), "one\r\n");
  assert.equal(readNote(spool)!.isHungUp, true);
});

test("resizeTerminal() changes the size, and the command gets SIGWINCH", async (directory) => {
  // stty sets rows and columns one after the other, with a signal each
  const script =
    `trap 'size=$(stty size)' WINCH; echo ready; until [ "$size" = "20 50" ]; do sleep 0.05; done; echo $size`;
  const { until, finish, terminal } = await start(sh(script), directory);
  await until("ready");
  assert.equal(await resizeTerminal(terminal!.path, { rows: 20, columns: 50 }), true);
  assert.equal(await finish(), "ready\r\n20 50\r\n");
});

test("startInTerminal() says that a program does not exist as a shell does", async (directory) => {
  const { finish, spool } = await start(["no-such-program-7"], directory);
  assert.match(await finish(), /no-such-program-7: not found/);
  assert.equal(readExit(spool, ["no-such-program-7"])!.reason, "command not found: no-such-program-7");
});

test("a large output comes through whole", async (directory) => {
  const { finish } = await start(["seq", "200000"], directory);
  const lines = (await finish()).split("\r\n");
  assert.equal(lines.length, 200_001);
  assert.equal(lines.findIndex((line, at) => line !== (at < 200_000 ? String(at + 1) : "")), -1);
});

Deno.test("findTerminalLack() says what is missing", async () => {
  assert.match((await findTerminalLack(["x".repeat(200_000)]))!, /200000 bytes/);
  const path = Deno.env.get("PATH")!;
  try {
    Deno.env.set("PATH", "/no/such/directory");
    assert.match((await findTerminalLack(["true"]))!, /script of util-linux/);
  } finally {
    Deno.env.set("PATH", path);
  }
});

test("a command ends well when its holder has ended before this process comes to look", async (directory) => {
  const { ended, terminal } = await startProcess({
    command: sh("sleep 0.2; exit 4"),
    cwd: directory,
    spool: `${directory}/s.log`,
    terminal: { rows: 24, columns: 80 },
  });
  const { pid } = terminal!.holder,
    deadline = performance.now() + 60_000,
    pause = new Int32Array(new SharedArrayBuffer(4));
  while (readProcess(pid) !== null && performance.now() < deadline) Atomics.wait(pause, 0, 0, 10); // a busy process
  assert.equal(readProcess(pid), null);
  assert.equal((await ended).code, 4);
});
