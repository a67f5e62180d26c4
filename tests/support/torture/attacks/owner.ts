/**
 * Attacks on the process that captures a run: killed, again and again, while it starts, stopped beyond its lease, and left alone by a log-out.
 *
 * @module
 */
import { pauseBetweenCommits } from "../../pause.ts";
import { WITH_TOKEN } from "../../token.ts";
import { waitFor } from "../../wait.ts";
import { checkCode, checkSaid, Fault, judge } from "../check.ts";
import type { Program } from "../programs.ts";
import type { Round } from "../round.ts";
import { findNewest, getOrNone } from "../stored.ts";
import type { Training } from "../training.ts";
import { EXPERIMENT } from "../round.ts";

/** How a run ends whose command exits by itself. */
export const endOf = ({ whole, code }: Training) => ({
  whole,
  exitCode: code,
  status: code === 0 ? "completed" as const : "failed" as const,
});

/** Waits until another process than `instance` owns a run, or the run is complete. */
export async function awaitTaker(round: Round, id: string, instance: string | null): Promise<void> {
  using store = await round.open();
  const isTaken = async () => {
    const owner = await store.runs.getOwner(id);
    return owner === null || owner.instance !== instance;
  };
  await waitFor(isTaken, { what: `another owner of run ${id}` });
}

const ownerOf = async (round: Round, id: string): Promise<string | null> => {
  using store = await round.open();
  return (await store.runs.getOwner(id))?.instance ?? null;
};

/** A process that takes over what nobody owns. */
async function startTaker(round: Round): Promise<Program> {
  const kind = round.random.pick(["serve", "serve", "run", "import"]);
  if (kind === "serve") return (await round.serve()).program;
  if (kind === "run") return round.start("run", "-e", "other", "--no-tty", "--", "sleep", "20");
  const taker = round.start("import", "-e", "other", "-");
  await taker.write(new TextEncoder().encode("loss=0.5\n"));
  return taker;
}

/** Kills `run` at a random moment, and then up to three of those that take the run over. */
export async function killOwners(round: Round): Promise<void> {
  const training = await round.makeTraining(), run = round.run(training);
  await round.moment(training, { from: 1 });
  round.signal(run, "SIGKILL");
  for (let more = round.random.whole(4); more > 0; more--) {
    const taker = await startTaker(round);
    await round.pause(2_500);
    round.signal(taker, "SIGKILL");
  }
  await judge(round, endOf(training));
}

/** Kills `run` while it starts: before, while or after it begins its command. */
export async function killStarting(round: Round): Promise<void> {
  const training = await round.makeTraining(), run = round.run(training);
  await round.pause(1_500);
  round.signal(run, "SIGKILL");
  await run.finish();
  const hasBegun = () => training.printed() > 0;
  const seen = await waitFor(hasBegun, { what: "the first piece", withinMs: 3_000 }).then(() => true, () => false);
  if (seen) return await judge(round, endOf(training));
  await judge(round, { whole: new Uint8Array(), status: "failed", exitCode: null, mayBeNone: true });
}

/** Stops `run` until another process has taken its run over, and lets it continue. */
export async function pauseOwner(round: Round): Promise<void> {
  const training = await round.makeTraining({ isHeld: true }), run = round.run(training);
  const { program } = await round.serve();
  await round.moment(training, { from: 1 });
  const id = await round.runId(), instance = await ownerOf(round, id);
  await pauseBetweenCommits(run.pid, { kv: round.kv, signal: (name) => round.signal(run, name) });
  const isReleased = round.random.pick([true, false]);
  if (isReleased) await training.release();
  round.say(`# until another stdcurve has taken run ${id} over`);
  await awaitTaker(round, id, instance);
  round.signal(run, "SIGCONT");
  if (!isReleased) await run.until(/was taken over by another stdcurve/);
  await training.release();
  await checkCode(run, training.code);
  checkSaid(run, /was taken over by another stdcurve|was ended or deleted by another stdcurve/);
  round.signal(program, "SIGTERM");
  await judge(round, { ...endOf(training), shownBy: run });
}

/** Closes the terminal of `run`; the next process continues to capture its command. */
export async function logOut(round: Round): Promise<void> {
  const training = await round.makeTraining({ isHeld: true }), run = round.run(training);
  await round.moment(training, { from: 1 });
  round.signal(run, "SIGHUP");
  await training.release();
  await checkCode(run, 129);
  checkSaid(run, /the terminal was closed; the command goes on/);
  await judge(round, endOf(training));
}

/** Two servers find the run of a killed `run` at the same time. One of them may be killed as well. */
export async function twoServers(round: Round): Promise<void> {
  const training = await round.makeTraining(), run = round.run(training);
  await round.moment(training, { from: 1, below: 12 });
  round.signal(run, "SIGKILL");
  const servers = await Promise.all([round.serve(), round.serve()]);
  await round.moment(training);
  round.signal(round.random.pick(servers).program, round.random.pick(["SIGKILL", "SIGTERM"]));
  const id = await getOrNone(round.kv, EXPERIMENT);
  if (id === null) throw new Fault("the run of a killed stdcurve run isn't in the store");
  using store = await round.open();
  await waitFor(async () => (await findNewest(store, EXPERIMENT))[0]!.endedAt !== null, {
    what: `the end of run ${id}`,
    withinMs: 120_000,
  });
  for (const { program } of servers) round.signal(program, "SIGTERM");
  await judge(round, endOf(training));
}

/** Kills a server that has launched the run. */
export async function killLauncher(round: Round): Promise<void> {
  const training = await round.makeTraining(), { program, origin } = await round.serve();
  const headers = { ...WITH_TOKEN, "content-type": "application/json" };
  const post = async (path: string, body: unknown) => {
    round.say(`curl -H 'authorization: ${WITH_TOKEN.authorization}' --json '${JSON.stringify(body)}' $ORIGIN${path}`);
    const answer = await fetch(origin + path, { method: "POST", headers, body: JSON.stringify(body) });
    if (answer.status !== 201) throw new Fault(`${path} answered ${answer.status}: ${await answer.text()}`);
    return await answer.json();
  };
  const { id } = await post("/api/experiments", { name: EXPERIMENT });
  await post(`/api/experiments/${id}/runs`, {
    command: training.command,
    cwd: round.directory,
    tty: training.isTerminal,
  });
  await round.moment(training, { from: 1 });
  round.signal(program, "SIGKILL");
  await judge(round, endOf(training));
}
