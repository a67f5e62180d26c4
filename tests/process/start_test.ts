import assert from "node:assert/strict";
import { InvalidInput } from "../../lib/errors.ts";
import { readExit } from "../../lib/process/spool.ts";
import { startProcess } from "../../lib/process/start.ts";
import { inDirectory } from "../support/directory.ts";
import { sh } from "../support/workspace.ts";

Deno.test("startProcess() writes both streams to the spool in the order of printing, and the exit code to the note", () =>
  inDirectory(async (directory) => {
    const spool = `${directory}/s.log`;
    const { ended } = await startProcess({
      command: sh("for i in 1 2 3; do echo out $i; echo err $i >&2; done; exit 7"),
      cwd: directory,
      spool,
    });
    await ended;
    assert.equal(await Deno.readTextFile(spool), "out 1\nerr 1\nout 2\nerr 2\nout 3\nerr 3\n");
    const { at, ...exit } = readExit(spool, ["sh"])!;
    assert.deepEqual(exit, { code: 7, signal: null, reason: "exit code 7" });
    assert.equal(Math.floor(at), (await Deno.stat(`${directory}/s.note`)).mtime!.getTime());
  }));

Deno.test("startProcess() passes arguments unchanged, and the environment", () =>
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

Deno.test("startProcess() refuses an empty command and a directory that does not exist", () =>
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

Deno.test("startProcess() refuses a working directory that is a file", () =>
  inDirectory(async (directory) => {
    const file = `${directory}/train.py`;
    await Deno.writeTextFile(file, "");
    await assert.rejects(
      startProcess({ command: ["true"], cwd: file, spool: `${directory}/s.log` }),
      (error: InvalidInput) => error.field === "cwd" && /\/train\.py is not a directory/.test(error.message),
    );
  }));

Deno.test("startProcess() passes none of this program's tokens on, whoever set them", () =>
  inDirectory(async (directory) => {
    const spool = `${directory}/s.log`, names = ["DENO_KV_ACCESS_TOKEN", "STDCURVE_TOKEN", "STDCURVE_READ_TOKEN"];
    for (const name of names) Deno.env.set(name, "secret-of-the-server");
    try {
      const env = { STDCURVE_TOKEN: "secret-of-the-request", OTHER_TOKEN: "kept" };
      await (await startProcess({ command: ["env"], cwd: directory, env, spool })).ended;
    } finally {
      for (const name of names) Deno.env.delete(name);
    }
    const printed = await Deno.readTextFile(spool);
    assert.doesNotMatch(printed, /secret-of/);
    assert.match(printed, /^OTHER_TOKEN=kept$/m);
  }));
