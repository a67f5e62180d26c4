/**
 * Runs and experiments for tests of the pages' pieces.
 *
 * @module
 */
import type { Experiment, Run } from "../../lib/model.ts";

/** An id with the form of one; `last` makes it differ. */
export function idOf(last: number): string {
  return `0190f7a2-0000-7000-8000-${String(last).padStart(12, "0")}`;
}

/** A completed run of 90 s without metrics; `change` makes it another. */
export function runOf(change: Partial<Run> = {}): Run {
  return {
    id: idOf(1),
    experimentId: idOf(100),
    name: "brisk-otter",
    status: "completed",
    reason: "",
    command: ["python", "train.py"],
    cwd: "/home/ada",
    createdAt: 1_000_000,
    startedAt: 1_000_000,
    endedAt: 1_090_000,
    exitCode: 0,
    updatedAt: 1_090_000,
    lastOutputAt: null,
    host: "box",
    notes: "",
    tags: [],
    metrics: [],
    warnings: [],
    unread: [],
    settings: {},
    progress: {
      step: null,
      total: null,
      epoch: null,
      epochTotal: null,
      rate: null,
      secondsLeft: null,
    },
    lastLine: 0,
    markCount: 0,
    logBytes: 0,
    ...change,
  };
}

/** An experiment without runs or patterns. */
export function experimentOf(change: Partial<Experiment> = {}): Experiment {
  return {
    id: idOf(100),
    name: "tiny-gpt",
    description: "",
    createdAt: 1_000_000,
    updatedAt: 1_000_000,
    patterns: [],
    ...change,
  };
}
