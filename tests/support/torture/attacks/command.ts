/**
 * Attacks on what is around the command: its shell, the holder of its terminal, a cancel in flight, the whole group.
 *
 * @module
 */
import { readNote } from "../../../../lib/process/spool.ts";
import { waitFor } from "../../wait.ts";
import { checkCode, checkSaid, Fault, judge } from "../check.ts";
import { EXPERIMENT, type Round } from "../round.ts";
import { findNewest } from "../stored.ts";
import { join, throughTerminal } from "../training.ts";

/** The processes that a note names, once it does. */
const readLeader = (round: Round, id: string) =>
  waitFor(() => readNote(round.spool(id))?.leader, { what: "the note with the process ids of the command" });

/** Kills the shell that waits for a command with a file. The command goes on, and nobody knows its exit code. */
export async function killShell(round: Round): Promise<void> {
  const training = await round.makeTraining({ form: "plain", isHeld: true, isTerminal: false });
  const run = round.run(training);
  await round.moment(training, { from: 1 });
  round.kill((await readLeader(round, await round.runId())).pid, "the shell that holds the file's run");
  await training.release();
  await checkCode(run, 137);
  await judge(round, { ...endless(training.whole), shownBy: run });
}

const endless = (whole: Uint8Array) => ({ whole, status: "failed" as const, exitCode: null });

/** Kills `run` and that shell. Nobody has seen the end: the spool must go all the same, with everything stored. */
export async function killOwnerAndShell(round: Round): Promise<void> {
  const training = await round.makeTraining({ form: "plain", isHeld: true, isTerminal: false });
  const run = round.run(training);
  await round.moment(training, { from: 1 });
  const { pid } = await readLeader(round, await round.runId());
  const acts = [() => round.signal(run, "SIGKILL"), () => round.kill(pid, "the shell that holds the file's run")];
  const isOwnerFirst = round.random.pick([true, false]);
  for (const act of isOwnerFirst ? acts : acts.reverse()) act();
  await training.release();
  await judge(round, endless(training.whole));
}

/** Kills the holder of a command's terminal. That ends the command, as killing a terminal does, and the
 * run must say so. */
export async function killHolder(round: Round): Promise<void> {
  const training = await round.makeTraining({ form: "plain", isHeld: true, isTerminal: true });
  const run = round.run(training);
  await round.moment(training, { from: 1 });
  const id = await round.runId(), { terminal } = await readLeader(round, id);
  if (!terminal) throw new Fault("the note of a run with --tty names no terminal");
  const least = Deno.statSync(round.spool(id)).size;
  round.kill(terminal.holder.pid, "the holder of the terminal");
  if (await run.finish() === 0) throw new Fault("run ended with 0 although its command was cut off");
  using store = await round.open();
  const exitCode = (await findNewest(store, EXPERIMENT))[0]?.exitCode ?? null;
  await judge(round, {
    ...endless(training.whole),
    exitCode,
    least,
    most: training.bounds().most,
    reason: /its terminal was closed, because the program script that held it was killed/,
  });
}

/** Kills every process of the command, as the system does where memory is short. */
export async function killGroup(round: Round): Promise<void> {
  const training = await round.makeTraining({ form: "plain", isHeld: true, isTerminal: false });
  const run = round.run(training);
  await round.moment(training, { from: 1 });
  const { pid } = await readLeader(round, await round.runId());
  round.kill(-pid, "the group of the command");
  await checkCode(run, 137);
  await judge(round, { ...endless(training.whole), ...training.bounds(), reason: /^killed by SIGKILL/, shownBy: run });
}

/** Cancels a run from another process. Its command ends by the signal, or says good-bye and ends with 9. */
export async function cancel(round: Round): Promise<void> {
  const isPolite = round.random.pick([true, false]), printed = new TextEncoder().encode("bye: loss=9.5\n");
  // The shell would print "Terminated" where the signal hits its `sleep`.
  const before = isPolite ? "exec 2>/dev/null; trap 'printf %b \"bye: loss=9.5\\0012\"; exit 9' TERM" : "";
  const training = await round.makeTraining({ form: "plain", isHeld: true, before }), run = round.run(training);
  await round.moment(training, { from: 1 });
  const cancelling = round.start("cancel", await round.runId());
  const exitCode = isPolite ? 9 : 143;
  await checkCode(run, exitCode);
  await checkCode(cancelling, 0);
  const bye = training.isTerminal ? throughTerminal(printed) : printed;
  const { least, most } = training.bounds(), end = { status: "cancelled" as const, exitCode, shownBy: run };
  if (!isPolite) return await judge(round, { ...end, whole: training.whole, least, most });
  const isLonger = run.stdout().length > least + bye.length;
  await judge(round, { ...end, whole: join([training.whole.subarray(0, isLonger ? most : least), bye]) });
}

/** Presses Ctrl-C, or ends `run` with SIGTERM: the command ends by the signal. */
export async function interrupt(round: Round): Promise<void> {
  const training = await round.makeTraining({ form: "plain", isHeld: true }), run = round.run(training);
  await round.moment(training, { from: 1 });
  const [name, exitCode] = round.random.pick([["SIGINT", 130], ["SIGTERM", 143]] as const);
  round.signal(run, name);
  await checkCode(run, exitCode);
  const end = { status: "cancelled" as const, exitCode, reason: new RegExp(`^stopped by ${name}`), shownBy: run };
  await judge(round, { ...end, whole: training.whole, ...training.bounds() });
}

/** Nothing is attacked: a command, also one that forks and ends or prints late, is captured to its last byte. */
export async function leaveAlone(round: Round): Promise<void> {
  const form = round.random.pick(["fork" as const, null]);
  const training = await round.makeTraining(form ? { form } : {}),
    run = round.run(training),
    { code, whole } = training;
  await checkCode(run, code);
  checkSaid(run, /^stdcurve: run [-0-9a-f]+ at/m);
  await judge(round, { whole, status: code === 0 ? "completed" : "failed", exitCode: code, shownBy: run });
}
