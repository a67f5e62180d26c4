import assert from "node:assert/strict";
import { launchRun } from "../lib/runs/launch.ts";
import { openStore } from "../lib/store/store.ts";
import { listSpooled, readColumn, readLogText, sh } from "./support/workspace.ts";
import { inDirectory } from "./support/directory.ts";
import { canMount, type SmallDisk, withSmallDisk } from "./support/small_disk.ts";

const COUNT = 40_000;
const LINE = "and words that fill the disk";
const PRINT = `i=0; while [ $i -lt ${COUNT} ]; do i=$((i+1)); echo "Step $i: loss=0.$i ${LINE}"; done; exit 7`;

interface Kept {
  log: string;
  loss: number[];
  ended: { status: string; exitCode: number | null; reason: string } | null;
  errors: string[];
  /** What was said about the disk of the output. */
  said: string[];
  spools: string[];
}

/** Captures a command that prints 2 MB, with KV and spool at the given paths. */
async function capture(kv: string, spoolDirectory: string, onError: (count: number) => void): Promise<Kept> {
  using store = await openStore(kv);
  const { id: experimentId } = await store.experiments.create({ name: "e" });
  const errors: string[] = [], said: string[] = [];
  const { run, done } = await launchRun(store, {
    experimentId,
    command: sh(PRINT),
    cwd: "/",
    instance: "me",
    spoolDirectory,
    onError(error) {
      errors.push(String(error));
      onError(errors.length);
    },
    onDiskFull: (why) => void said.push(why),
  });
  const ended = await done;
  const [log, loss] = [await readLogText(store, run.id), await readColumn(store, run.id, "loss", "step")];
  return { log, loss, ended, errors, said, spools: await listSpooled(spoolDirectory) };
}

const lines = (count: number) =>
  Array.from({ length: count }, (_, i) => `Step ${i + 1}: loss=0.${i + 1} ${LINE}\n`).join("");
const counting = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

const onDisk = (title: string, mebibytes: number, test: (disk: SmallDisk, path: string) => Promise<void>) =>
  Deno.test({
    name: title,
    ignore: !canMount, // needs a user who may mount a tmpfs
    fn: () => withSmallDisk(mebibytes, (disk) => inDirectory((path) => test(disk, path))),
  });

onDisk("launchRun() waits while the disk of the KV is full, and loses nothing", 1, async (disk, path) => {
  const onError = (count: number) => void (count === 3 && disk.resize(64));
  const { log, loss, ended, errors, said, spools } = await capture(`${disk.path}/kv.db`, `${path}/spools`, onError);
  assert.match(errors[0]!, /the disk of the KV kv\.db is full: .* free/);
  assert.deepEqual([ended?.status, ended?.exitCode], ["failed", 7]);
  assert.equal(log, lines(COUNT));
  assert.deepEqual(loss, counting(COUNT));
  assert.deepEqual([said, spools], [[], []]);
});

onDisk("launchRun() keeps what a command could write to a full disk, and its exit code", 1, async (disk, path) => {
  const { log, loss, ended, errors, said } = await capture(`${path}/kv.db`, `${disk.path}/spools`, () => {});
  assert.deepEqual([errors, ended?.status, ended?.exitCode], [[], "failed", 7]);
  assert.deepEqual(said, ["the disk of its output is full: what the command prints now is lost"]);
  assert.match(
    ended!.reason,
    /^exit code 7.*; the disk of its output was full: what the command printed then is lost$/,
  );
  assert.ok(log.length > 900_000 && lines(COUNT).startsWith(log));
  const whole = log.split("\n").length - 1;
  assert.deepEqual(loss.slice(0, whole), counting(whole));
  assert.ok(loss.length <= whole + 1, "what the disk cut off may be a point");
});

onDisk("openStore() says what must be writable on a read-only disk", 4, async (disk) => {
  const known = `${disk.path}/kv.db`;
  (await openStore(known)).close();
  await disk.makeReadOnly();
  await assert.rejects(openStore(known), /cannot open .*kv\.db: .*; the file and its directory must be writable/);
  await assert.rejects(openStore(`${disk.path}/new.db`), /must be writable/);
  await assert.rejects(openStore(`${disk.path}/deep/new.db`), /cannot use .*Read-only file system/);
});
