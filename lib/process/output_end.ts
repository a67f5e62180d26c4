/**
 * Notices the end of a command's output. The output has ended when the command has ended and nothing is left of it, see `left_over.ts`:
 * a process that it has started may still write, for a moment or for days. Signals nothing.
 *
 * @module
 */
import { LATE_OUTPUT_MS, LEFT_OVER_LOOK_MS, LEFT_OVER_PAUSE_MAX_MS } from "../limits.ts";
import { isAlive } from "./alive.ts";
import { type CommandTraces, findLeftOver, type LeftProcess, lookAgainAt } from "./left_over.ts";
import { isDying } from "./process_list.ts";
import type { Leader } from "./spool.ts";

/** What is left of a command that has ended. */
export interface LateOutput {
  /** At least one. Writers come first. */
  left: readonly LeftProcess[];
  /** When the end of the command was noticed, in milliseconds since the epoch. */
  since: number;
}

/** What to watch. */
export interface OutputWatchOptions extends CommandTraces {
  /** True when the command itself has ended. */
  hasEnded: () => boolean | Promise<boolean>;
  /** Called when something has been left for a while, and again when the first of it is another process. */
  onLate?: ((late: LateOutput) => void) | undefined;
  /** Called once, when the command's terminal was taken from it: its holder was killed, and the shell inside lives. */
  onHungUp?: (() => void) | undefined;
}

/** Watches the output of one command. */
export interface OutputWatch {
  /** True when nothing more will be written. May be called as often as one likes: it looks with growing pauses. */
  isOver(): Promise<boolean>;
  /** What was left when it last looked; null before the command has ended, and when nothing is left. */
  readonly late: LateOutput | null;
  /** True when something was left after the command had ended. What is being killed with it doesn't count. */
  readonly wasLate: boolean;
}

/** A pause before the next look: a tenth of the time since the command has ended, within bounds. */
const pauseAfter = (ms: number) => Math.min(Math.max(ms / 10, LEFT_OVER_LOOK_MS), LEFT_OVER_PAUSE_MAX_MS);

/** How often to look whether the holder of the command's terminal lives. */
const HOLDER_LOOK_MS = 500;

/** True when the holder of a command's terminal has ended before the shell inside, so that the terminal is gone. */
const isHungUp = (leader: Leader | null): boolean =>
  leader?.terminal !== undefined && isAlive(leader.pid, leader.mark) &&
  !isAlive(leader.terminal.holder.pid, leader.terminal.holder.mark);

/** Looks now and then whether the terminal of a command is gone. */
function watchTerminal({ leader, onHungUp }: OutputWatchOptions): () => void {
  let next = 0, isReported = leader?.terminal === undefined;
  return () => {
    if (isReported || performance.now() < next) return;
    next = performance.now() + HOLDER_LOOK_MS;
    if (!isHungUp(leader)) return;
    isReported = true;
    onHungUp?.();
  };
}

/** Begins to watch. */
export function watchOutput(options: OutputWatchOptions): OutputWatch {
  const clock = () => performance.now(), lookAtTerminal = watchTerminal(options);
  let looking: Promise<boolean> | null = null, isOver = false, wasLate = false, ended = NaN, next = 0, reported = 0;
  let late: LateOutput | null = null;

  const report = (found: LateOutput) => {
    const { pid } = found.left[0]!;
    if (clock() - ended < LATE_OUTPUT_MS || pid === reported) return;
    reported = pid;
    options.onLate?.(found);
  };
  const look = async (): Promise<boolean> => {
    if (!await options.hasEnded()) {
      lookAtTerminal();
      return false;
    }
    if (Number.isNaN(ended)) ended = clock();
    if (clock() < next) return false;
    const since = late?.since ?? Date.now();
    const left = await lookAgain(late?.left ?? [], options);
    next = clock() + pauseAfter(clock() - ended);
    const others = left.filter(({ isKeeper }) => !isKeeper);
    late = others.length === 0 ? null : { left: others, since };
    if (late) {
      wasLate ||= !others.every(({ pid }) => isDying(pid));
      report(late);
    }
    return isOver = left.length === 0;
  };
  return {
    isOver: async () => isOver || await (looking ??= look().finally(() => looking = null)),
    get late() {
      return late;
    },
    get wasLate() {
      return wasLate;
    },
  };
}

/**
 * What is left now. As long as one that was found is still there, nobody else is looked for. A process may begin another and end while
 * we look, so that both stay unseen: only when nothing is found twice, nothing is left. The second look needs those only that are new: a
 * process of another session that can't write gets no way to.
 */
async function lookAgain(found: readonly LeftProcess[], traces: CommandTraces): Promise<readonly LeftProcess[]> {
  const still = found.map((each) => lookAgainAt(each, traces)).filter((each) => each !== null);
  if (still.length > 0) return still;
  const seen = new Set<number>(), left = await findLeftOver(traces, seen);
  return left.length > 0 ? left : await findLeftOver(traces, seen);
}
