import assert from "node:assert/strict";
import { appendAudit, auditPath, readLastLaunches } from "../../lib/host/audit.ts";
import { inDirectory } from "../support/directory.ts";

/** Runs a test with a state directory of its own. */
const inState = (test: (directory: string) => Promise<void>) =>
  inDirectory(async (directory) => {
    const before = Deno.env.get("STDCURVE_DATA");
    Deno.env.set("STDCURVE_DATA", directory);
    try {
      await test(directory);
    } finally {
      if (before === undefined) Deno.env.delete("STDCURVE_DATA");
      else Deno.env.set("STDCURVE_DATA", before);
    }
  });

const readLines = async (path: string) => (await Deno.readTextFile(path)).trimEnd().split("\n");

Deno.test("appendAudit() adds one line of JSON with the time to a file that nobody else can read", () =>
  inState(async () => {
    appendAudit({ act: "launch", command: ["a\nb"] }, { clock: () => 0 });
    appendAudit({ act: "delete" }, { clock: () => 1000 });
    assert.deepEqual(await readLines(auditPath()), [
      '{"at":"1970-01-01T00:00:00.000Z","act":"launch","command":["a\\nb"]}',
      '{"at":"1970-01-01T00:00:01.000Z","act":"delete"}',
    ]);
    assert.equal((await Deno.stat(auditPath())).mode! & 0o777, 0o600);
  }));

Deno.test("appendAudit() keeps one previous log when the log has grown to its bound", () =>
  inState(async () => {
    // An entry has 17 bytes, so the third one reaches the bound.
    for (let at = 0; at < 7; at++) appendAudit({ at: `entry ${at}` }, { maxBytes: 40 });
    assert.deepEqual(await readLines(`${auditPath()}.1`), ['{"at":"entry 3"}', '{"at":"entry 4"}', '{"at":"entry 5"}']);
    assert.deepEqual(await readLines(auditPath()), ['{"at":"entry 6"}']);
  }));

Deno.test("appendAudit() writes nothing through a link that stands in its place, and reports it", () =>
  inState(async (directory) => {
    appendAudit({ act: "cancel" });
    await Deno.remove(auditPath());
    await Deno.writeTextFile(`${directory}/victim`, "kept");
    await Deno.symlink(`${directory}/victim`, auditPath());
    const { error } = console, printed: unknown[] = [];
    console.error = (...values) => printed.push(...values);
    try {
      appendAudit({ act: "delete" });
    } finally {
      console.error = error;
    }
    assert.match(String(printed), /audit log can't be written: .*symbolic link.*"act":"delete"/);
    assert.equal(await Deno.readTextFile(`${directory}/victim`), "kept");
  }));

Deno.test("readLastLaunches() finds the last launch of each experiment in both logs, and passes over what is no entry", () =>
  inState(async () => {
    assert.equal(readLastLaunches().size, 0);
    const launch = (experiment_id: string, word: string) =>
      appendAudit({ act: "launch", experiment_id, command: [word], cwd: "/" });
    launch("a", "older");
    launch("b", "only");
    await Deno.rename(auditPath(), `${auditPath()}.1`);
    launch("a", "newer");
    appendAudit({ act: "delete", experiment_id: "a" });
    await Deno.writeTextFile(auditPath(), '{"act":"launch","experi', { append: true });
    assert.deepEqual([...readLastLaunches()], [
      ["a", { command: ["newer"], cwd: "/" }],
      ["b", { command: ["only"], cwd: "/" }],
    ]);
  }));
