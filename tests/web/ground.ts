/**
 * A store with experiments and runs, for tests of what pages load.
 *
 * @module
 */
import type { PointBatch } from "../../lib/store/flush/flush.ts";
import type { Store } from "../../lib/store/store.ts";

/** A UUID that no experiment and no run has. */
export const UNKNOWN = "0190f7a2-0000-7000-8000-00000000ffff";

/** Creates a running run of an experiment. */
export async function addRun(store: Store, experimentId: string, name: string): Promise<string> {
  const input = { experimentId, name, command: ["a"], cwd: "/", host: "box", status: "running" as const };
  return (await store.runs.create(input)).id;
}

/** What a run has printed. */
export interface StoredOutput {
  /** Values by metric. */
  metrics: Record<string, number[]>;
  /** Lines of the log; 1 by default. */
  lines?: number;
  /** When it was captured, milliseconds since 1970; 1,000 by default. */
  time?: number;
  /** Step of the point at an index; from 1 on by default. */
  stepOf?: (index: number) => number;
}

/** Stores a log and points, as capture does. */
export async function storeOutput(
  { ingest }: Store,
  runId: string,
  { metrics, lines = 1, time = 1_000, stepOf = (index) => index + 1 }: StoredOutput,
): Promise<void> {
  const points = Object.entries(metrics).map(([name, values]): [string, PointBatch] => [name, {
    kind: "metric",
    step: values.map((_, at) => stepOf(at)),
    value: values,
    time: values.map(() => time),
    line: values.map(() => 1),
    epoch: values.map(() => NaN),
    globalStep: values.map(() => NaN),
  }]);
  await ingest.begin(runId, "test");
  await ingest.flush(runId, "test", {
    from: 0,
    log: new TextEncoder().encode(Array.from({ length: lines }, (_, at) => `line ${at + 1}\n`).join("")),
    time,
    points: new Map(points),
    lines: null,
    reader: null,
  });
  ingest.end(runId);
}
