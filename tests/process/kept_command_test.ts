import assert from "node:assert/strict";
import { KEPT_COMMANDS_MAX } from "../../lib/limits.ts";
import { NotPrivate } from "../../lib/host/private_files.ts";
import { keepCommand, readKeptCommand } from "../../lib/process/kept_command.ts";
import { spoolPath } from "../../lib/process/spool.ts";
import { inDirectory } from "../support/directory.ts";

const idOf = (number: number) => `01a21ff2-81b4-727a-8d9a-${String(number).padStart(12, "0")}`;
const KEPT = { command: ["python", "a b.py"], cwd: "/tmp", env: { SEED: "1" }, tty: true };

Deno.test("keepCommand() keeps what was started last, for this user alone", () =>
  inDirectory(async (directory) => {
    const spool = spoolPath(directory, idOf(1));
    assert.equal(readKeptCommand(spool), null);
    keepCommand(spool, { ...KEPT, command: ["first"] });
    keepCommand(spool, KEPT);
    const kept = readKeptCommand(spool)!;
    assert.deepEqual({ ...kept, env: { SEED: kept.env.SEED } }, KEPT);
    assert.equal(kept.env.PATH, Deno.env.get("PATH"));
    assert.equal(kept.env.HOME, undefined);
    if (Deno.build.os !== "windows") {
      assert.equal((await Deno.stat(`${directory}/${idOf(1)}.command`)).mode! & 0o777, 0o600);
    }
  }));

Deno.test("keepCommand() keeps no secret", () =>
  inDirectory(async (directory) => {
    const secrets = { command: ["x", "--api-key=abcdef123456"], env: { WANDB_API_KEY: "fedcba654321" } };
    keepCommand(spoolPath(directory, idOf(1)), { ...KEPT, ...secrets });
    const text = await Deno.readTextFile(`${directory}/${idOf(1)}.command`);
    assert.doesNotMatch(text, /abcdef123456|fedcba654321/);
    assert.match(text, /•••.*•••/);
  }));

Deno.test("keepCommand() keeps the newest runs' commands, and no other file goes", () =>
  inDirectory(async (directory) => {
    for (let number = 0; number < KEPT_COMMANDS_MAX; number++) {
      await Deno.writeTextFile(`${directory}/${idOf(number)}.command`, "{}");
    }
    await Deno.writeTextFile(`${directory}/0.note`, "");
    keepCommand(spoolPath(directory, idOf(KEPT_COMMANDS_MAX)), KEPT);
    const names = Array.from(Deno.readDirSync(directory), ({ name }) => name).sort();
    assert.equal(names.length, KEPT_COMMANDS_MAX + 1);
    assert.deepEqual([names[0], names[1]], ["0.note", `${idOf(1)}.command`]);
    assert.deepEqual(readKeptCommand(spoolPath(directory, idOf(KEPT_COMMANDS_MAX)))?.command, KEPT.command);
  }));

Deno.test("readKeptCommand() takes nothing from a link, nor from a file that it has not written", () =>
  inDirectory(async (directory) => {
    const spool = spoolPath(directory, idOf(1)), path = `${directory}/${idOf(1)}.command`;
    await Deno.writeTextFile(path, "not JSON");
    assert.throws(() => readKeptCommand(spool), NotPrivate);
    await Deno.remove(path);
    await Deno.writeTextFile(`${directory}/planted`, JSON.stringify(KEPT));
    await Deno.symlink(`${directory}/planted`, path);
    assert.throws(() => readKeptCommand(spool), NotPrivate);
  }));
