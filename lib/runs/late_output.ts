/**
 * Says what happens when a command has ended while something that it has started may still write: the run stays live, and its reason
 * names the process.
 *
 * @module
 */
import type { LateOutput } from "../process/output_end.ts";
import { writeTime } from "../time.ts";
import type { Ending } from "./ending.ts";

/** "the command ended with exit code 0", "the command was killed by SIGKILL". */
function describeCommandEnd({ code, reason }: Pick<Ending, "code" | "reason">): string {
  if (code === 0) return "the command ended with exit code 0";
  if (reason.startsWith("killed by ")) return `the command was ${reason}`;
  return code === null ? "the command has ended" : `the command ended with exit code ${code}`;
}

/** A sentence about what is left of a command, for instance "the command ended with exit code 0; python3 (process 12) still writes …". */
export function describeLeftOver(ending: Pick<Ending, "code" | "reason">, { left, since }: LateOutput): string {
  const [{ pid, name, isWriter }, ...others] = left as [LateOutput["left"][0], ...LateOutput["left"]];
  const who = `${name} (process ${pid})` + (others.length > 0 ? ` and ${others.length} more` : "");
  const does = isWriter
    ? `still ${others.length > 0 ? "have" : "has"} its output open`
    : `still ${others.length > 0 ? "run" : "runs"} in its session`;
  return `${describeCommandEnd(ending)}; ${who} ${does}, since ${writeTime(since)}`;
}

/** How a command ended, and who wants to know what is left of it. */
export interface LateOptions {
  findEnding: () => Ending;
  onLate?: ((message: string) => void) | undefined;
  onError?: ((error: unknown) => void) | undefined;
}

/** Passes on and stores what is left of a command, each time that it changes. `note` stores
 * another reason of a live run. `stored` resolves when the last was stored or has failed. */
export function reportLate(
  { findEnding, onLate, onError }: LateOptions,
  store: (reason: string) => Promise<unknown>,
): { report: (late: LateOutput) => void; note: (reason: string) => void; stored: () => Promise<void> } {
  let storing = Promise.resolve();
  const note = (reason: string) => void (storing = storing.then(() => store(reason)).then(() => {}, onError));
  return {
    note,
    report(late) {
      const reason = describeLeftOver(findEnding(), late);
      onLate?.(reason);
      note(reason);
    },
    stored: () => storing,
  };
}
