/**
 * One round: a directory with a KV, a training, the programs that were started, and the steps so far as lines of a shell that somebody can
 * follow. Chooses no attack and judges nothing.
 *
 * @module
 */
import { getOrNone } from "./stored.ts";
import { spoolPath } from "../../../lib/process/spool.ts";
import { openStore, type Store } from "../../../lib/store/store.ts";
import { quoteCommand } from "../../../lib/text/command_line.ts";
import { makeRandom, type Random } from "../fuzz/random.ts";
import { waitFor } from "../wait.ts";
import { type Program, startProgram } from "./programs.ts";
import { killTraces, listSpooled } from "./traces.ts";
import { makeTraining, type Training, type TrainingOptions } from "./training.ts";

/** Name of the experiment of the run that is attacked. */
export const EXPERIMENT = "torture";

/** One round. */
export interface Round extends AsyncDisposable {
  random: Random;
  directory: string;
  kv: string;
  steps: string[];
  /** Processes that were killed by SIGKILL. */
  kills: number;
  /** Adds a line to the steps. */
  say(step: string): void;
  makeTraining(options?: Partial<TrainingOptions>): Promise<Training>;
  /** Starts `stdcurve WORDS…`. */
  start(...words: string[]): Program;
  /** Starts `run` with the training. */
  run(training: Training): Program;
  /** Starts a server, and waits until it answers. */
  serve(): Promise<{ program: Program; origin: string }>;
  signal(program: Program, name: Deno.Signal): void;
  /** Kills a process of the run by SIGKILL. */
  kill(pid: number, what: string): void;
  /** Waits until the training has printed a random piece, and a random moment longer. */
  moment(training: Training, options?: { from?: number; below?: number }): Promise<void>;
  /** A random pause of less than so many milliseconds: the only thing that happens by the clock, because any moment will do. */
  pause(belowMs: number): Promise<void>;
  open(): Promise<Store>;
  /** Id of the attacked run, from its spool. */
  runId(): Promise<string>;
  spool(id: string): string;
}

const PAUSE_MS = 250;

/** Rounds that are not over. */
const begun = new Set<Round>();

/** Ends everything that the rounds have started, and removes their directories. */
export async function abandonRounds(): Promise<void> {
  await Promise.all([...begun].map((round) => round[Symbol.asyncDispose]()));
}

/** Seeds that follow one another make rounds that don't resemble one another. */
const SPREAD = 0x9e3779b1;

/** Names of programs by their first word, with what they get. */
function titled(counts: Map<string, number>, word: string): string {
  counts.set(word, (counts.get(word) ?? 0) + 1);
  return `${word} ${counts.get(word)}`;
}

const variable = (program: Program) => `$${program.title.replace(" ", "")}`;

/** Begins a round in a directory of its own. `kv` is the location of its KV; by default it is in that directory. */
export async function beginRound(seed: number, at: { kv?: string } = {}): Promise<Round> {
  const random = makeRandom(Math.imul(seed, SPREAD)),
    directory = await Deno.makeTempDir({ prefix: "stdcurve-torture-" });
  const kv = at.kv ?? `${directory}/runs.db`, programs: Program[] = [], counts = new Map<string, number>();
  const steps = [`cd ${directory}; export STDCURVE_KV=${kv} STDCURVE_DATA=${directory}`];
  const say = (step: string) => void steps.push(step);
  const start = (...words: string[]) => {
    if (!begun.has(round)) throw new Error("the round is over");
    const program = startProgram({ title: titled(counts, words[0]!), words, directory, kv });
    say(`stdcurve ${quoteCommand(words)} & ${variable(program).slice(1)}=$!`);
    programs.push(program);
    return program;
  };
  const pause = async (belowMs: number) => {
    const ms = random.whole(belowMs);
    say(`sleep ${ms / 1000}`);
    await new Promise((resolve) => setTimeout(resolve, ms));
  };
  const round: Round = {
    random,
    directory,
    kv,
    steps,
    kills: 0,
    say,
    async makeTraining(options = {}) {
      const training = await makeTraining({ random, directory, ...options });
      say(`# train.sh: ${training.pieces.length} pieces, ${training.form}, exit code ${training.code}`);
      return training;
    },
    start,
    run(training) {
      return start("run", "-e", EXPERIMENT, training.isTerminal ? "--tty" : "--no-tty", "--", ...training.command);
    },
    async serve() {
      const program = start("serve", "--port", "0"), [origin] = await program.until(/http:\/\/[\w.:]+/);
      return { program, origin };
    },
    signal(program, name) {
      say(`kill -${name.slice(3)} ${variable(program)}`);
      if (name === "SIGKILL") round.kills++;
      program.signal(name);
    },
    kill(pid, what) {
      say(`kill -KILL ${pid} # ${what}`);
      round.kills++;
      Deno.kill(pid, "SIGKILL");
    },
    async moment(training, { from = 0, below = training.pieces.length + 1 } = {}) {
      const piece = Math.min(from + random.whole(Math.max(1, below - from)), training.pieces.length);
      say(`until [ $(wc -c <printed) -ge ${piece} ]; do sleep 0.02; done # piece ${piece} was printed`);
      await training.reach(piece);
      await pause(PAUSE_MS);
    },
    pause,
    open: () => openStore(kv),
    runId: () =>
      waitFor(async () => await getOrNone(kv, EXPERIMENT) ?? (await listSpooled(kv))[0], { what: "the run" }),
    spool: (id) => spoolPath(`${kv}.spool`, id),
    async [Symbol.asyncDispose]() {
      begun.delete(round);
      killTraces(kv);
      for (const program of programs) program.signal("SIGKILL");
      await Promise.all(programs.map((program) => program.finish()));
      await Deno.remove(directory, { recursive: true }).catch(() => {}); // it may be gone
    },
  };
  begun.add(round);
  return round;
}
