/**
 * New runs: their record, made and stored. A caller that gives the id may try again without making two, and may show the run before the
 * store has it.
 *
 * @module
 */
import { v7 as uuid } from "uuid";
import { NotFound } from "../../errors.ts";
import { isComplete, type Run, type RunStatus } from "../../model.ts";
import { styleAfter } from "../../series/run_styles.ts";
import { blankCommand } from "../../text/secrets.ts";
import { commitInTurn } from "../flush/commit.ts";
import { checkName, checkSize, type ExperimentRecord, getExperiment } from "./experiments.ts";
import { experimentKey, experimentRunKey, liveRunKey, nextStyleKey, ownerKey, runKey } from "../keys.ts";
import type { Kv } from "../kv/kv.ts";
import type { Owner } from "./owner_record.ts";
import { joinFacts } from "./runs.ts";
import { type RunRecord, setRun } from "./run_record.ts";

/** Fields of a new run. */
export interface RunInput {
  experimentId: string;
  /** Made from the command by default. */
  name?: string;
  command: string[];
  cwd: string;
  host: string;
  status?: RunStatus;
  isImported?: true;
  /** A UUID of version 7; a new one by default. A run that has it already stays as it is. */
  id?: string;
  /** When the run was created, or was started if it is running: milliseconds since the epoch, now by default. */
  createdAt?: number;
  /** Stored with the run; nobody by default. */
  owner?: Owner;
}

const SCRIPT = /\.(?:py|ipynb|ts|js|mjs|sh|jl|R|rb|lua)$/;
const NAME_WORDS_CHARS = 60;
/** Attempts to get a style that no other new run gets. After them two runs of the same moment may have the same one. */
const STYLE_TRIES = 12;

/** Names a run after its script and arguments, or after the whole command. The end of the id tells runs with equal commands apart. */
function nameRun(command: string[], id: string): string {
  const words = command.map((word) => /\s/.test(word) ? word : word.split("/").at(-1)!);
  const script = words.findIndex((word, at) => SCRIPT.test(word) || words[at - 1] === "-m");
  const plain = [...words.slice(Math.max(script, 0)).join(" ").replace(/[\p{C}\s]+/gu, " ").trim()];
  const short = plain.length > NAME_WORDS_CHARS ? plain.slice(0, NAME_WORDS_CHARS - 1).join("") + "…" : plain.join("");
  return `${short || "log"} ${id.slice(-4)}`;
}

/** The record of a new run. Its command has no secrets. Throws InvalidInput for a name or a command that can't be stored. */
function makeRecord(input: RunInput): RunRecord {
  const { id = uuid(), createdAt = Date.now(), status = "queued" } = input, command = blankCommand(input.command);
  checkSize(command, "command");
  return {
    id,
    experimentId: input.experimentId,
    name: input.name === undefined ? nameRun(command, id) : checkName(input.name),
    status,
    reason: "",
    command,
    cwd: input.cwd,
    createdAt,
    startedAt: status === "running" ? createdAt : null,
    endedAt: null,
    exitCode: null,
    updatedAt: createdAt,
    host: input.host,
    notes: "",
    tags: [],
    ...(input.isImported ? { isImported: true } : {}),
  };
}

/**
 * A run as it will be once it is stored.
 *
 * @throws {InvalidInput} for a name or a command that can't be stored
 */
export const draftRun = (input: RunInput): Run => joinFacts(makeRecord(input), null, []);

/** Creates a run. Its command is stored without the secrets in it. Throws NotFound for an unknown experiment. */
export async function createRun(kv: Kv, input: RunInput): Promise<Run> {
  const experiment = await getExperiment(kv, input.experimentId);
  const record = makeRecord(input), { id } = record;
  return await commitInTurn(kv, `experiment ${experiment.id}`, async (kv, attempt) => {
    const keys = [experimentKey(experiment.id), runKey(id), nextStyleKey(experiment.id)] as const;
    const [entry, known, next] = await kv.getMany<[ExperimentRecord, RunRecord, number]>(keys);
    if (!entry.value || entry.value.deleting) throw new NotFound(`there is no experiment ${experiment.id}`);
    // An earlier attempt has taken effect although its answer never came.
    if (known.value) return { operation: kv.atomic().check(known), result: joinFacts(known.value, null, []) };
    // The experiment is only checked, so that many runs can be made at once. A deletion checks the counter that each new run adds to.
    const style = next.value ?? styleAfter(0), operation = kv.atomic().check(entry).check(known);
    if (attempt < STYLE_TRIES) operation.check(next);
    record.style = style;
    setRun(operation, record).set(experimentRunKey(experiment.id, id), true)
      .set(nextStyleKey(experiment.id), styleAfter(style));
    if (!isComplete(record.status)) operation.set(liveRunKey(id), true);
    if (input.owner) operation.set(ownerKey(id), input.owner);
    return { operation, result: joinFacts(record, null, []) };
  });
}
