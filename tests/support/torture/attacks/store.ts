/**
 * Attacks on the store: locked by another connection, full, removed; and on imports of stdin, whose log nobody else can read.
 *
 * @module
 */
import { DatabaseSync } from "node:sqlite";
import { openStore } from "../../../../lib/store/store.ts";
import { withSmallDisk } from "../../small_disk.ts";
import { checkBytes, checkCode, checkSaid, Fault, judge } from "../check.ts";
import { beginRound, EXPERIMENT, type Round } from "../round.ts";
import { findNewest, getOrNone } from "../stored.ts";
import { listSpooled } from "../traces.ts";
import { readLogBytes } from "../../workspace.ts";
import { waitFor } from "../../wait.ts";
import { endOf } from "./owner.ts";

/** Locks the KV of a round until it is disposed of. */
async function lock(round: Round): Promise<Disposable> {
  (await openStore(round.kv)).close();
  const database = new DatabaseSync(round.kv);
  round.say('# in another connection: sqlite3 "$STDCURVE_KV" "BEGIN IMMEDIATE"');
  await waitFor(() => {
    try {
      database.exec("BEGIN IMMEDIATE");
      return true;
    } catch {
      return false; // somebody writes
    }
  }, { what: "the lock of the KV" });
  return {
    [Symbol.dispose]() {
      round.say("# there: ROLLBACK");
      database.exec("ROLLBACK");
      database.close();
    },
  };
}

/** Locks the KV for a part of the run: before it begins, or between two random pieces. `run` may be killed meanwhile. */
export async function lockKv(round: Round): Promise<void> {
  const { random } = round, training = await round.makeTraining();
  const isEarly = random.pick([true, false]), isKilled = random.pick([true, false, false]);
  let run = isEarly ? null : round.run(training);
  if (run) await round.moment(training, { from: 1, below: training.pieces.length - 10 });
  {
    using _lock = await lock(round);
    run ??= round.run(training);
    await round.moment(training, { from: training.printed() + 1 });
    if (isKilled) round.signal(run, "SIGKILL");
  }
  if (!isKilled) await checkCode(run, training.code);
  await judge(round, { ...endOf(training), ...(isKilled ? {} : { shownBy: run }) });
}

/** Removes the KV. The spool has the only copy then: it stays, `run` says so, and its exit code is the command's. */
export async function removeKv(round: Round): Promise<void> {
  const training = await round.makeTraining(), run = round.run(training);
  await run.until(/stdcurve: run [-0-9a-f]+ at/);
  await round.moment(training, { from: 1, below: training.pieces.length - 4 });
  round.say('rm -f "$STDCURVE_KV" "$STDCURVE_KV"-wal "$STDCURVE_KV"-shm');
  for (const end of ["", "-wal", "-shm"]) await Deno.remove(round.kv + end).catch(() => {}); // SQLite may have removed it
  await checkCode(run, training.code);
  const [id, ...others] = await listSpooled(round.kv);
  if (!id || others.length > 0) throw new Fault(`the spools are [${[id, ...others]}] instead of one`);
  checkSaid(run, /stdcurve import reads it/);
  const spooled = await Deno.readFile(round.spool(id)), end = { ...endOf(training), shownBy: run };
  checkBytes(spooled, end);
  checkBytes(run.stdout(), end);
}

/** Plays a round whose KV is on a small disk of its own, and whose spools are on another one. Needs a user who may mount a disk. */
export async function playOnDisk(seed: number, play: (round: Round) => Promise<void>): Promise<void> {
  await withSmallDisk(16, (disk) =>
    withSmallDisk(64, async (spools) => {
      const kv = `${disk.path}/runs.db`, directory = `${kv}.spool`;
      await Deno.mkdir(directory);
      await new Deno.Command("mount", { args: ["--bind", spools.path, directory] }).output();
      try {
        await using round = await beginRound(seed, { kv });
        await play(round);
      } finally {
        await new Deno.Command("umount", { args: ["-l", directory] }).output();
      }
    }));
}

/** Fills the KV's disk with one file, and removes the file when the training has gone on. */
export async function fillDisk(round: Round): Promise<void> {
  const training = await round.makeTraining(), run = round.run(training), filler = `${round.kv}.filler`;
  await round.moment(training, { from: 1, below: training.pieces.length - 10 });
  round.say(`cat /dev/zero >${filler}`);
  {
    const zeros = new Uint8Array(64 * 1024);
    using file = await Deno.open(filler, { create: true, write: true });
    for (let isFull = false; !isFull;) isFull = await file.write(zeros).then(() => false, () => true);
  }
  await round.moment(training, { from: training.printed() + 1 });
  round.say(`rm ${filler}`);
  await Deno.remove(filler);
  await checkCode(run, training.code);
  await judge(round, { ...endOf(training), shownBy: run });
}

/** An import begins its run with the first bytes, and one piece may be half a character. */
const HEAD_PIECES = 2;

/** Kills an import of stdin, or ends it by a signal: what it has received until then is whole and not doubled. */
export async function killImport(round: Round): Promise<void> {
  const { random } = round, { whole, pieces } = await round.makeTraining({ form: "plain", isTerminal: false });
  const program = round.start("import", "-e", EXPERIMENT, "-"),
    cut = HEAD_PIECES + random.whole(pieces.length - HEAD_PIECES);
  round.say(`# the first ${cut} pieces on its stdin`);
  for (const piece of pieces.slice(0, cut)) await program.write(piece);
  await waitFor(() => getOrNone(round.kv, EXPERIMENT), { what: "the run of the import" });
  await round.pause(1_500);
  const most = pieces.slice(0, cut).reduce((sum, { length }) => sum + length, 0);
  const name = random.pick(["SIGKILL", "SIGTERM", "SIGINT"] as const);
  round.signal(program, name);
  const code = await program.finish(), expected = { SIGKILL: 137, SIGTERM: 143, SIGINT: 130 }[name];
  if (code !== expected) throw new Fault(`import ended with ${code} instead of ${expected} after ${name}`);
  const status = name === "SIGKILL" ? "failed" as const : "cancelled" as const;
  await judge(round, { whole, least: 0, most, status, exitCode: null });
}

/** Imports stdin to its end while the KV is locked for a time. */
export async function lockImport(round: Round): Promise<void> {
  const { whole, pieces } = await round.makeTraining({ form: "plain", isTerminal: false });
  const program = round.start("import", "-e", EXPERIMENT, "-"),
    cut = HEAD_PIECES + round.random.whole(pieces.length - HEAD_PIECES);
  for (const piece of pieces.slice(0, cut)) await program.write(piece);
  await waitFor(() => getOrNone(round.kv, EXPERIMENT), { what: "the run of the import" });
  const writeRest = async () => {
    for (const piece of pieces.slice(cut)) await program.write(piece);
  };
  let writing: Promise<void>;
  {
    using _lock = await lock(round);
    writing = writeRest(); // an import that can't begin yet doesn't read: the pipe may be full until the lock is gone
    await round.pause(5_000);
  }
  await writing;
  await program.closeStdin();
  await checkCode(program, 0);
  using store = await round.open();
  const [run] = await findNewest(store, EXPERIMENT);
  checkBytes(await readLogBytes(store, run!.id), { whole, status: "completed", exitCode: null });
  await judge(round, { whole, status: "completed", exitCode: null });
}
