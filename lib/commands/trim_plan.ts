/**
 * Chooses the runs that `stdcurve trim` deletes. Changes nothing, and never chooses a live run.
 *
 * @module
 */
import { isComplete, type Run } from "../model.ts";
import type { Listed } from "./find.ts";

/** Which runs to delete: those that ended before a time, all but the newest of each experiment, or the oldest until so much is saved. */
export type TrimRule =
  | { rule: "older"; endedBefore: number }
  | { rule: "keep"; newest: number }
  | { rule: "size"; excessBytes: number };

/** A run that is to be deleted. */
export interface Trimmed {
  run: Run;
  experiment: string;
  /** About how many bytes of the file that saves. */
  bytes: number;
}

/** What a plan needs to know. */
export interface PlanOptions {
  /** True when only logs are deleted. */
  logsOnly: boolean;
  /** About how many bytes deleting a run, or its log, saves. */
  measure: (run: Run) => Promise<number>;
}

const endOf = ({ endedAt, createdAt }: Run): number => endedAt ?? createdAt;

function isChosen(rule: TrimRule, run: Run, age: number): boolean {
  switch (rule.rule) {
    case "older":
      return endOf(run) < rule.endedBefore;
    case "keep":
      return age >= rule.newest;
    case "size":
      return true;
  }
}

/** The runs to delete, the oldest first. `listed` has the runs of each experiment, the newest first. */
export async function planTrim(listed: readonly Listed[], rule: TrimRule, options: PlanOptions): Promise<Trimmed[]> {
  const chosen = listed.flatMap(({ experiment, runs }) =>
    runs.filter((run, age) =>
      isComplete(run.status) && (!options.logsOnly || run.logBytes > 0) && isChosen(rule, run, age)
    ).map((run) => ({ run, experiment: experiment.name }))
  ).sort((a, b) => endOf(a.run) - endOf(b.run));
  const plan: Trimmed[] = [];
  let saved = 0;
  for (const each of chosen) {
    if (rule.rule === "size" && saved >= rule.excessBytes) break;
    const bytes = await options.measure(each.run);
    plan.push({ ...each, bytes });
    saved += bytes;
  }
  return plan;
}
