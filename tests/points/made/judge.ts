/**
 * Reads a made log and compares what was read with its truth.
 *
 * @module
 */
import { extractPoints } from "../../../lib/intake/extract.ts";
import type { Point } from "../../../lib/model.ts";
import { scoreLog } from "../../support/score_log.ts";
import type { MadeLog } from "./model.ts";

/** What a made log shows of the reader: nothing, or faults. */
export interface Judged {
  log: MadeLog;
  faults: string[];
}

/** Reads a log as `import` does, and lists what differs from its truth. */
export async function judge(log: MadeLog): Promise<Judged> {
  const points: Point[] = [];
  const bytes = async function* () {
    yield new TextEncoder().encode(log.text);
  };
  await extractPoints(bytes(), (point) => points.push(point));
  const { rates, faults } = scoreLog(log.truth, points);
  return { log, faults: rates.flawless === 1 ? [] : faults };
}
