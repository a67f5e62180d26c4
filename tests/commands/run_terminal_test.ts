import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { readIgnored } from "../../lib/process/ignored.ts";
import { findTerminalLack } from "../../lib/process/terminal.ts";
import { openStore } from "../../lib/store/store.ts";
import { waitFor } from "../support/wait.ts";
import { listSpooled, readLogText } from "../support/workspace.ts";
import { createSandbox, listKept, type Sandbox } from "./program.ts";
import { waitForEnd } from "./processes.ts";
import { sitDown, type User } from "./terminal.ts";

const lack = await findTerminalLack(["true"]);
const ignore = lack !== null;
if (ignore) console.warn(`run in a terminal is not tested: ${lack}`);

/** A test of a line of a shell, typed at a terminal. */
const test = (name: string, line: string, fn: (user: User, sandbox: Sandbox) => Promise<void>) =>
  Deno.test({
    name,
    ignore,
    async fn() {
      await using sandbox = await createSandbox();
      await using user = sitDown(sandbox, line);
      await fn(user, sandbox);
    },
  });

/** Prints the settings of the terminal before and after the line, and ends with the exit code of the line. */
const withSettings = (line: string) => `echo "<$(stty -g)>"; ${line}; code=$?; echo "<$(stty -g)>"; exit $code`;

/** Checks that the terminal has its own settings again. */
function checkRestored({ screen }: User): void {
  const [before, after] = [...screen.matchAll(/<([\da-f:]+)>/g)].map(([, settings]) => settings);
  assert.ok(before);
  assert.equal(after, before);
}

const lastRun = async (sandbox: Sandbox) => (await listKept(sandbox))[0].runs[0];

async function readLog(sandbox: Sandbox, id: string): Promise<string> {
  using store = await openStore(sandbox.kv);
  return await readLogText(store, id);
}

/** Starts further runs until one has taken the first run over. Gives the first run. */
const awaitTakenOver = (sandbox: Sandbox) =>
  waitFor(async () => {
    await sandbox.stdcurve("run", "-e", "other", "--", "sleep", "1");
    const runs = (await listKept(sandbox)).find(({ name }) => name === "default").runs;
    return runs[0].exit_code === null ? null : runs[0];
  }, { what: "the next run to complete it" });

/** Prints colours, a redrawn line, a wrapped line, and asks for a word. */
const PROGRAM = String.raw`stty size; [ -t 1 ] && printf "\033[32mgreen\033[0m\n"; ` +
  String
    .raw`for i in 1 2 3; do printf "\r%3d%%|%s| loss=0.%d" $i "##########" $i; done; printf "\n%0120d\nname? " 7; ` +
  "read name; echo hello $name; exit 5";

Deno.test({
  name: "run shows in a terminal what the command shows without it, byte for byte, and stores these bytes",
  ignore,
  async fn() {
    await using sandbox = await createSandbox();
    const script = await sandbox.write("program.sh", PROGRAM);
    const show = async (line: string) => {
      await using user = sitDown(sandbox, line);
      await user.until(/name\? /);
      await user.type("you\r");
      assert.equal(await user.finish(), 5);
      return user.screen;
    };
    const bare = await show(`sh ${script}`);
    assert.match(bare, /30 100\r\n.*green/);
    assert.equal(await show(`$stdcurve run -- sh ${script} 2>err`), bare);
    const { id } = await lastRun(sandbox);
    assert.equal(await readLog(sandbox, id), bare);
  },
});

test(
  "run sets the terminal's own mode again at the end, and ends with the exit code",
  withSettings("$stdcurve run -- sh -c 'echo ready; exit 6'"),
  async (user) => {
    assert.equal(await user.finish(), 6);
    checkRestored(user);
  },
);

test(
  "Ctrl-C reaches the command once; a command that fails then is cancelled",
  withSettings("$stdcurve run -- sh -c 'trap \"echo saved; exit 5\" INT; echo ready; while :; do sleep 0.05; done'"),
  async (user, sandbox) => {
    await user.until(/ready/);
    await waitFor(async () => (await user.find("exec cat")).length + (await user.find("cat")).length > 0, {
      what: "keys",
    });
    await user.type("\x03");
    assert.equal(await user.finish(), 5);
    assert.equal(user.screen.match(/saved/g)?.length, 1);
    checkRestored(user);
    const run = await lastRun(sandbox);
    assert.deepEqual([run.status, run.reason], ["cancelled", "stopped by SIGINT"]);
  },
);

/**
 * Counts, and starts no process: a shell that a stop reaches while the process that it starts is not yet another program waits for it, and
 * never stops.
 */
const TICK = 'let i = 0; setInterval(() => console.log("tick " + ++i), 50)';

test(
  "Ctrl-Z gives the shell back, fg continues, and so does bg without the keyboard",
  "PS1='prompt> ' exec sh -i",
  async (user) => {
    await user.until(/prompt> /);
    await user.type(`$stdcurve run -- '${Deno.execPath()}' eval '${TICK}'\r`);
    await user.until(/tick 3\r/);
    await user.type("\x1a");
    await user.until(/Stopped[^]*prompt> /);
    await user.type("echo in the $((40 + 2)) shell\r");
    await user.until(/in the 42 shell\r\n(?!.*tick)[^]*prompt> /);
    await user.type("fg\r");
    await user.until(/tick \d+\r+\n.*tick \d+\r/s);
    await user.type("\x1a");
    await user.until(/Stopped[^]*prompt> /);
    await user.type("bg\r");
    await user.until(/tick \d+\r+\n.*tick \d+\r/s);
    await user.type("echo in the $((50 + 2)) shell\r");
    await user.until(/in the 52 shell/);
    await user.type("fg\r");
    await user.until(/tick \d+\r+\n.*tick \d+\r/s);
    await waitFor(async () => (await user.find("cat")).length > 0, { what: "the keyboard to be read again" });
    await user.type("\x03");
    await user.until(/prompt> /);
    await user.type("exit $?\r");
    assert.equal(await user.finish(), 130);
  },
);

test(
  "Ctrl-Z stops nothing where no shell could continue it",
  "exec $stdcurve run -- sh -c 'echo ready; while read word; do echo got $word; done; exit 3'",
  async (user) => {
    await user.until(/ready/);
    await user.type("\x1a");
    await user.until(/\^Z/);
    await user.type("more\r");
    await user.until(/got more/);
    await user.type("\x04");
    assert.equal(await user.finish(), 3);
  },
);

test(
  "a command that is started in the background does not get the settings of the shell's prompt",
  "sh -i",
  async (user) => {
    await user.until(/prompt> /);
    await user.type(
      "stty -icrnl; $stdcurve run -- sh -c 'stty -a | sed -n \"s/.*[ ;]\\(-*icrnl\\).*/<\\1>/p\"' & wait; exit\r",
    );
    await user.until(/<icrnl>/);
    assert.equal(await user.finish(), 0);
  },
);

test(
  "a program without signal keys gets Ctrl-C and Ctrl-Z as they are",
  "$stdcurve run -- sh -c 'stty -isig -icanon -echo; echo ready; dd bs=1 count=2 2>/dev/null | od -An -tx1'",
  async (user, sandbox) => {
    await user.until(/ready/);
    await user.type("\x03\x1a");
    await user.until(/03 1a/);
    assert.equal(await user.finish(), 0);
    assert.equal((await lastRun(sandbox)).status, "completed");
  },
);

test(
  "a change of the window reaches the command",
  "tty; $stdcurve run -- sh -c 'trap \"stty size; exit 0\" WINCH; echo ready; while :; do sleep 0.05; done'",
  async (user) => {
    const [path] = await user.until(/\/dev\/pts\/\d+/);
    await user.until(/ready/);
    // Until the tie listens, the signal goes by; but the tie itself sets the size that it finds.
    await new Deno.Command("stty", { args: ["-F", path, "rows", "17", "cols", "61"] }).output();
    await user.until(/17 61/);
    assert.equal(await user.finish(), 0);
  },
);

for (const signal of ["SIGTERM", "SIGINT", "SIGQUIT"] as const) {
  test(
    `${signal} to run itself ends the command, and restores the terminal`,
    withSettings("$stdcurve run -- sh -c 'echo ready; exec sleep 600'"),
    async (user, sandbox) => {
      await user.until(/ready/);
      await waitFor(async () => (await user.find("cat")).length > 0, { what: "the keyboard to be read" });
      const [run] = await user.find("cli.ts run");
      Deno.kill(run!, signal);
      await user.finish();
      checkRestored(user);
      assert.equal((await lastRun(sandbox)).reason, `stopped by ${signal}`);
    },
  );
}

test(
  "a stdin that is no terminal goes to the command as it is, and its output still goes to a terminal",
  "printf 'a\\nb\\n' | $stdcurve run -- sh -c 'cat; [ -t 1 ] && echo terminal; [ -t 0 ] || echo pipe'",
  async (user) => {
    assert.equal(await user.finish(), 0);
    assert.match(user.screen, /a\r+\nb\r+\nterminal\r+\npipe\r+\n/);
  },
);

test(
  "--no-tty gives a file, and so does a stdout that is none; --tty gives a terminal all the same",
  "s='[ -t 1 ] && echo terminal || echo file'; $stdcurve run --no-tty -- sh -c \"$s\"; " +
    '$stdcurve run -- sh -c "$s" | cat; $stdcurve run --tty -- sh -c "$s; stty size <&1" | cat',
  async (user) => {
    assert.equal(await user.finish(), 0);
    assert.match(user.screen, /file\r\n[^]*file\r\n[^]*terminal\r+\n[^]*^(?:30 100|40 120)\r/m);
  },
);

Deno.test({
  name: "a training in a terminal lives on when the user's terminal is closed, and the next run stores all of it",
  ignore: ignore || readIgnored().has("SIGHUP"),
  async fn() {
    await using sandbox = await createSandbox();
    const command = "sh -c 'echo one; while [ ! -e gate ]; do sleep 0.02; done; echo two; exit 4'";
    const user = sitDown(sandbox, `exec $stdcurve run -- ${command}`);
    await user.until(/one/);
    const [run] = await user.find("cli.ts run");
    await user[Symbol.asyncDispose]();
    await waitForEnd([run!]);
    await sandbox.write("gate", "");
    const completed = await awaitTakenOver(sandbox);
    assert.deepEqual([completed.status, completed.exit_code], ["failed", 4]);
    assert.equal(await readLog(sandbox, completed.id), "one\r\ntwo\r\n");
  },
});

test(
  "run says once what is missing for a terminal, and gives a file",
  "PATH=/no/such/directory $stdcurve run -- /bin/sh -c '[ -t 1 ] || echo file'",
  async (user) => {
    assert.equal(await user.finish(), 0);
    assert.equal(
      user.screen.match(/stdcurve: the command gets no terminal of its own[^\n]*script of util-linux/g)?.length,
      1,
    );
    assert.match(user.screen, /file\r\n/);
  },
);

test(
  "a training in a terminal lives on when run is killed, and the next run stores all of it",
  "$stdcurve run -- sh -c 'echo one; while [ ! -e gate ]; do sleep 0.02; done; echo two; exit 4'; exit 0",
  async (user, sandbox) => {
    await user.until(/one/);
    const [run] = await user.find("cli.ts run");
    Deno.kill(run!, "SIGKILL");
    await user.finish();
    await sandbox.write("gate", "");
    const completed = await awaitTakenOver(sandbox);
    assert.deepEqual([completed.status, completed.exit_code], ["failed", 4]);
    assert.equal(await readLog(sandbox, completed.id), "one\r\ntwo\r\n");
    const left = await listSpooled(`${sandbox.kv}.spool`);
    assert.deepEqual(left.filter((name) => name.startsWith(completed.id)), []);
  },
);

Deno.test({
  name: "run prints nothing of its own into the picture of a program that has the whole screen",
  ignore,
  async fn() {
    await using sandbox = await createSandbox();
    (await openStore(sandbox.kv)).close();
    const database = new DatabaseSync(sandbox.kv);
    database.exec("BEGIN IMMEDIATE"); // the KV is locked, and run says so when it finds out
    const program = String.raw`printf "\\033[?1049hpicture\\n"; read word; printf "\\033[?1049lover\\n"`;
    const script = await sandbox.write("screen.sh", program);
    await using user = sitDown(sandbox, `$stdcurve run -- sh ${script}`);
    await user.until(/picture/);
    const before = user.screen.length;
    database.exec("ROLLBACK");
    database.close();
    await waitFor(async () => (await listKept(sandbox))[0]?.runs.length === 1, { what: "the run in the store" });
    assert.doesNotMatch(user.screen.slice(before), /stdcurve:/);
    await user.type("go\r");
    await user.until(/over/);
    await user.until(/stdcurve: run [-0-9a-f]+ at /);
    assert.equal(await user.finish(), 0);
  },
});
