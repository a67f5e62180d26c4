/**
 * Makes a complete run live again, for another execution of its command that goes on with its log. Changes nothing of log and points.
 *
 * @module
 */
import { Conflict, NotFound } from "../../errors.ts";
import { isComplete, type RunSegment } from "../../model.ts";
import { blankCommand } from "../../text/secrets.ts";
import { commitChecked } from "../flush/commit.ts";
import { checkSize, type ExperimentRecord } from "./experiments.ts";
import { type Facts, lastLineOf } from "./facts.ts";
import { cancelKey, experimentKey, factsKey, liveRunKey, ownerKey, runKey } from "../keys.ts";
import type { Kv } from "../kv/kv.ts";
import type { Owner } from "./owner_record.ts";
import { type RunRecord, setRun } from "./run_record.ts";

/** The further execution of a run. */
export interface ResumeInput {
  command: readonly string[];
  owner: Owner;
  /** Id of the request for it, kept with its segment. */
  request?: string | undefined;
}

/** Why a run can't be resumed; null when it can. */
function refuseResume({ id, status, command, logDeletedAt }: RunRecord): string | null {
  if (!isComplete(status)) return `run ${id} is ${status}; only a run that has ended can be resumed`;
  if (command.length === 0) return `run ${id} is an imported log, which no command can resume`;
  return logDeletedAt === undefined ? null : `the log of run ${id} was deleted, so nothing can be appended to it`;
}

/** The line in which the next byte of a log stands. */
const nextLineOf = (facts: Facts) => facts.open ? lastLineOf(facts) : facts.newlines + 1;

/**
 * Makes a complete run running again, with this owner and a further segment for this command. What said how it ended is cleared.
 *
 * @throws {NotFound}
 * @throws {Conflict} for a run that is live, imported, or without its log
 * @throws {InvalidInput} when the run was resumed so often that its segments need too much room
 */
export async function resumeRecord(
  kv: Kv,
  id: string,
  { command, owner, request }: ResumeInput,
): Promise<void> {
  await commitChecked(`run ${id}`, async () => {
    const [entry, factsEntry] = await kv.getMany<[RunRecord, Facts]>([runKey(id), factsKey(id)]);
    const experiment = entry.value && await kv.get<ExperimentRecord>(experimentKey(entry.value.experimentId));
    const old = entry.value, facts = factsEntry.value, now = Date.now();
    if (!old || old.deleting) throw new NotFound(`there is no run ${id}`);
    if (!experiment?.value || experiment.value.deleting) {
      throw new Conflict(`the experiment of run ${id} was deleted; restore it first`);
    }
    const refusal = refuseResume(old);
    if (refusal !== null) throw new Conflict(refusal);
    const first: RunSegment = { line: 1, startedAt: old.startedAt ?? old.createdAt, command: old.command };
    const next: RunSegment = {
      line: facts ? nextLineOf(facts) : 1,
      startedAt: now,
      command: blankCommand(command),
      ...(request === undefined ? {} : { request }),
    };
    const segments = [...old.segments ?? [first], next];
    checkSize(segments, "segments");
    const ended = { status: "running" as const, reason: "", reasonLine: null, endedAt: null, exitCode: null };
    const record: RunRecord = { ...old, ...ended, segments, updatedAt: now };
    const operation = setRun(kv.atomic().check(entry, factsEntry, experiment), record)
      .set(liveRunKey(id), true).set(ownerKey(id), owner).delete(cancelKey(id));
    return { operation, result: null };
  });
}
