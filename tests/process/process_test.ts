import assert from "node:assert/strict";
import { InvalidInput } from "../../lib/errors.ts";
import { isAlive, readStartMark } from "../../lib/process/alive.ts";
import { describeExit } from "../../lib/process/exit.ts";
import { readExit } from "../../lib/process/spool.ts";
import { startProcess } from "../../lib/process/start.ts";
import { stopGroup } from "../../lib/process/stop.ts";
import { waitFor } from "../support/wait.ts";

async function inDirectory(test: (directory: string) => Promise<void>): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    await test(directory);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

const sh = (script: string) => ["sh", "-c", script];

const holds = (path: string, text: string) => async () =>
  (await Deno.readTextFile(path).catch(() => "")).includes(text);

Deno.test("startProcess() writes both streams to the spool in true order, and the exit code beside it", () =>
  inDirectory(async (directory) => {
    const spool = `${directory}/s.log`;
    const { ended } = await startProcess({
      command: sh("for i in 1 2 3; do echo out $i; echo err $i >&2; done; exit 7"),
      cwd: directory,
      spool,
    });
    await ended;
    assert.equal(await Deno.readTextFile(spool), "out 1\nerr 1\nout 2\nerr 2\nout 3\nerr 3\n");
    const { at, ...exit } = (await readExit(spool, ["sh"]))!;
    assert.deepEqual(exit, { code: 7, signal: null, reason: "exit code 7" });
    assert.equal(at, (await Deno.stat(`${spool}.exit`)).mtime!.getTime());
  }));

Deno.test("startProcess() passes arguments as they are, and the environment", () =>
  inDirectory(async (directory) => {
    const spool = `${directory}/s.log`;
    const command = [
      "sh",
      "-c",
      'printf "%s|" "$@"; printf "$PYTHONUNBUFFERED $EXTRA"; pwd',
      "x",
      "a b",
      "$HOME",
      'q"',
    ];
    const { ended } = await startProcess({ command, cwd: directory, env: { EXTRA: "e" }, spool });
    await ended;
    assert.equal(await Deno.readTextFile(spool), `a b|$HOME|q"|1 e${await Deno.realPath(directory)}\n`);
  }));

Deno.test("startProcess() refuses an empty command and a directory that isn't there", () =>
  inDirectory(async (directory) => {
    const spool = `${directory}/s.log`;
    await assert.rejects(startProcess({ command: [], cwd: directory, spool }), InvalidInput);
    const missing = startProcess({ command: ["true"], cwd: `${directory}/no`, spool });
    await assert.rejects(
      missing,
      (error: InvalidInput) => error.field === "cwd" && /\/no does not exist/.test(error.message),
    );
    await assert.rejects(Deno.stat(spool), Deno.errors.NotFound);
  }));

Deno.test("readExit() says in words why a command could not run", () =>
  inDirectory(async (directory) => {
    const command = ["no-such-program-anywhere"];
    const spool = `${directory}/s.log`;
    await (await startProcess({ command, cwd: directory, spool })).ended;
    assert.equal((await readExit(spool, command))?.reason, "command not found: no-such-program-anywhere");
    assert.equal(await readExit(`${directory}/other`, command), null);
  }));

Deno.test("describeExit() names the signal", () => {
  assert.deepEqual(describeExit(137, ["x"]), { code: 137, signal: "SIGKILL", reason: "killed by SIGKILL" });
  assert.equal(describeExit(0, ["x"]).reason, "");
  assert.equal(describeExit(126, ["./x"]).reason, "not executable: ./x");
});

Deno.test("stopGroup() stops a command that ignores SIGTERM, and its grandchildren", () =>
  inDirectory(async (directory) => {
    const spool = `${directory}/s.log`;
    const script =
      `trap "" TERM; (trap "" TERM; while :; do sleep 0.05; done) & echo child $!; while :; do sleep 0.05; done`;
    const { pid, ended } = await startProcess({ command: sh(script), cwd: directory, spool });
    await waitFor(holds(spool, "child"), { what: "the id of the child" });
    const grandchild = Number(/child (\d+)/.exec(await Deno.readTextFile(spool))![1]);
    await stopGroup(pid, { graceMs: 100 });
    const status = await ended;
    assert.equal(status.signal, "SIGKILL");
    await waitFor(async () => !await isAlive(grandchild, null), { what: "the grandchild to end" });
  }));

Deno.test("stopGroup() lets a command end by itself within the grace", () =>
  inDirectory(async (directory) => {
    const spool = `${directory}/s.log`;
    const { pid, ended } = await startProcess({
      command: sh(`trap "echo saved; exit 3" TERM; echo ready; while :; do sleep 0.05; done`),
      cwd: directory,
      spool,
    });
    await waitFor(holds(spool, "ready"), { what: "the command to be ready" });
    await stopGroup(pid, { graceMs: 10_000 });
    await ended;
    assert.match(await Deno.readTextFile(spool), /saved/);
    assert.equal((await readExit(spool, ["sh"]))?.code, 3);
  }));

Deno.test("isAlive() tells a process from a later one of the same id", async () => {
  const mark = await readStartMark(Deno.pid);
  assert.equal(await isAlive(Deno.pid, mark), true);
  if (mark !== null) assert.equal(await isAlive(Deno.pid, "1"), false);
  assert.equal(await isAlive(4_194_303, null), false);
});
