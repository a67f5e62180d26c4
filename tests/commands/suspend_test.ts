import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { findTerminalLack } from "../../lib/process/terminal.ts";
import { waitFor } from "../support/wait.ts";
import { createSandbox } from "./program.ts";
import { sitDown } from "./terminal.ts";

const lack = await findTerminalLack(["true"]);

/** A stop that is not waited for falls into a write about every third time. */
const ROUNDS = 12;

/** Throws when somebody keeps a lock of the KV file: SQLite's own, or that of the writers' turns. */
function writeOnce(kv: string): void {
  using database = new DatabaseSync(kv);
  database.exec("PRAGMA busy_timeout = 0; BEGIN IMMEDIATE; ROLLBACK");
  using file = Deno.openSync(`${kv}-lock`, { write: true });
  assert.ok(file.tryLockSync(true), "the turns of the writers go on");
}

/** A command that is being stored nearly all the time: it prints fast. */
const FAST = "sh -c 'echo ready >&2; while :; do echo loss=0.5; done'";
/**
 * The same without filling the screen: each line has many metrics. One program, because a shell that is just starting another one by vfork()
 * isn't stopped by Ctrl-Z, with or without us.
 */
const MANY =
  `${Deno.execPath()} eval 'const l = Array.from({ length: 350 }, (_, at) => "m" + at + "=0.5").join(" "); ` +
  `console.log("ready"); setInterval(() => console.log(l), 20)'`;

for (const line of [`$stdcurve run -- ${MANY}`, `${FAST} | $stdcurve import -`]) {
  Deno.test({
    name: `a program that Ctrl-Z has stopped keeps no lock of the database: ${line}`,
    ignore: lack !== null,
    async fn() {
      const isTied = line.startsWith("$stdcurve");
      await using sandbox = await createSandbox();
      await using user = sitDown(sandbox, "exec sh -i");
      await user.until(/prompt> /);
      await user.type(`${line}\r`);
      await user.until(/ready/);
      await user.until(/[0-9a-f]{8}-[0-9a-f]{4}|m1=0.5/);
      for (let round = 0; round < ROUNDS; round++) {
        if (isTied) await waitFor(async () => (await user.find("cat")).length > 0, { what: "the keyboard to be read" });
        await user.type("\x1a");
        await user.until(/Stopped[^]*prompt> /);
        writeOnce(sandbox.kv);
        await user.type("fg\r");
        await user.until(/stdcurve/);
      }
      await user.type("\x03");
      await user.until(/prompt> /);
      await user.type("exit\r");
      await user.finish();
    },
  });
}
