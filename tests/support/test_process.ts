/**
 * `deno test` as a child that can't hang. A process that a test has left, such as one that is stopped and holds a lock, may keep the test,
 * the end of its process or the pipe of its output waiting for ever. So the child is watched: while nothing is printed for long, what the
 * tests have started is named and killed, and the tests go on or fail; and a child that takes too long in all is killed itself.
 *
 * @module
 */
import { setTimeout as delay } from "node:timers/promises";
import { settles } from "../../lib/time.ts";
import { type EnvironmentMark, killAll, listMarked, type MarkedProcess } from "./marked_processes.ts";

/** Bounds of a process of tests, in milliseconds. */
export interface TestBounds {
  /** Without any output. A test that runs says so after 1, 2, 4 and 8 minutes. */
  quietMs: number;
  /** In all. */
  mostMs: number;
}

/** `.ci/run` should end within 25 minutes, and does in 15 to 20; on a machine that does much else, tests that run on are let run. */
const BOUNDS: TestBounds = { quietMs: 4.5 * 60_000, mostMs: 40 * 60_000 };

/** How often bounds are looked at, in milliseconds. */
const LOOK_MS = 500;
/** How long what is left behind the end of the tests may take to end by itself, and how long their output is read on, in milliseconds. */
const ENDING_MS = 3000, REST_MS = 5000;

/** How `deno test` ended. */
export interface EndedTests {
  isSuccess: boolean;
  output: string;
  /** Sentences about what was killed. */
  killed: string[];
}

/** What to run. */
export interface TestRun {
  /** Behind `deno test -A`. */
  args: readonly string[];
  /** Whether the output is shown as it comes, or only kept. */
  isShown: boolean;
  bounds?: TestBounds;
}

/** What a process prints, kept and perhaps shown. */
class KeptOutput {
  readonly #chunks: Uint8Array<ArrayBuffer>[] = [];
  lastAt: number = performance.now();
  constructor(readonly isShown: boolean) {}

  async read(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> {
    for await (const chunk of stream) {
      this.#chunks.push(chunk);
      this.lastAt = performance.now();
      if (this.isShown) Deno.stdout.writeSync(chunk);
    }
  }

  readonly text = (): Promise<string> => new Blob(this.#chunks).text();
}

const describe = ({ pid, state, command }: MarkedProcess): string => `${pid} ${state} ${command.slice(0, 300)}`;

const listStarted = (mark: EnvironmentMark, child: Deno.ChildProcess): MarkedProcess[] =>
  listMarked(mark).filter(({ pid }) => pid !== child.pid);

/** Kills what has the mark besides the child itself, and says what it was. */
function killStarted(mark: EnvironmentMark, child: Deno.ChildProcess): string {
  const started = listStarted(mark, child);
  killAll(started);
  return started.map((one) => `\n  killed: ${describe(one)}`).join("");
}

/** Runs `deno test`, within bounds. What the tests have started and left is killed at the end. Standard error is shown at once. */
export async function runTests({ args, isShown, bounds = BOUNDS }: TestRun): Promise<EndedTests> {
  const mark = { name: "STDCURVE_TESTS", value: crypto.randomUUID() };
  const child = new Deno.Command(Deno.execPath(), {
    args: ["test", "-A", ...args],
    env: { [mark.name]: mark.value },
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const began = performance.now(), killed: string[] = [], output = new KeptOutput(isShown);
  const say = (sentence: string) => {
    killed.push(sentence);
    console.error(sentence);
  };
  const watch = setInterval(() => {
    const now = performance.now();
    if (now - began > bounds.mostMs) {
      say(`the tests took more than ${bounds.mostMs / 1000} s and were killed${killStarted(mark, child)}`);
      killAll([child]);
    } else if (now - output.lastAt > bounds.quietMs) {
      say(`the tests printed nothing for ${bounds.quietMs / 1000} s${killStarted(mark, child)}`);
      output.lastAt = now;
    }
  }, LOOK_MS);
  const read = output.read(child.stdout);
  const { success } = await child.status;
  clearInterval(watch);
  const deadline = performance.now() + ENDING_MS;
  while (listStarted(mark, child).length && performance.now() < deadline) await delay(LOOK_MS);
  const left = killStarted(mark, child);
  if (left) say(`the tests have left processes${left}`);
  await settles(read, REST_MS);
  return { isSuccess: success, output: await output.text(), killed };
}
