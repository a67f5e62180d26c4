/**
 * Checks experiments, their names, and the pointers that lead to runs and from runs. Damaged records are made again from what points to
 * them, so that no run is out of reach.
 *
 * @module
 */
import type { Kv, KvOperation } from "../kv/kv.ts";
import { Conflict } from "../../errors.ts";
import { withLock } from "../flush/commit.ts";
import { encodeValue } from "../kv/encoding.ts";
import type { ExperimentRecord } from "../runs/experiments.ts";
import {
  deletingKey,
  experimentKey,
  experimentNameKey,
  experimentNamesPrefix,
  experimentsPrefix,
  liveRunsPrefix,
  runKey,
  runPointersPrefix,
} from "../keys.ts";
import { type Finding, REPAIR } from "./finding.ts";
import { decodeExperiment, decodeRun, decodeText } from "./record_shapes.ts";

type Change = (operation: KvOperation) => KvOperation;

const get = (kv: Kv, key: Deno.KvKey) => withLock(() => kv.get<unknown>(key));

const listAll = (kv: Kv, prefix: Deno.KvKey) => withLock(() => Array.fromAsync(kv.list<unknown>({ prefix })));

/** Commits a change if these entries are as they were. */
async function commitIf(kv: Kv, entries: readonly Deno.KvEntryMaybe<unknown>[], change: Change): Promise<void> {
  const { ok } = await withLock(() => change(kv.atomic().check(...entries)).commit());
  if (!ok) throw new Conflict("another process changed the experiment");
}

const tailOf = (id: string) => id.slice(-8);

/** The name that still points to an experiment, or one that says what happened. */
async function findName(kv: Kv, id: string): Promise<string> {
  const names = await listAll(kv, experimentNamesPrefix);
  const known = names.find((entry) => decodeText(entry).value === id)?.key[1];
  return typeof known === "string" ? known : `recovered ${tailOf(id)}`;
}

function makeExperiment(id: string, name: string): ExperimentRecord {
  const now = Date.now();
  return { id, name, description: "", createdAt: now, updatedAt: now, patterns: [] };
}

/** A finding about an experiment that is damaged or missing: it is made again, with the name that points to it. */
export async function findLostExperiment(kv: Kv, id: string, what: string): Promise<Finding> {
  const entry = await get(kv, experimentKey(id)), name = await findName(kv, id);
  return {
    runId: null,
    what: `experiment ${id}: ${what}`,
    todo: `stdcurve doctor --repair makes it again as "${name}", without its patterns`,
    mend: () =>
      commitIf(kv, [entry], (operation) =>
        operation.set(experimentKey(id), encodeValue(makeExperiment(id, name)))
          .set(experimentNameKey(name), encodeValue(id))),
  };
}

async function checkName(kv: Kv, entry: Deno.KvEntry<unknown>, experiment: ExperimentRecord): Promise<Finding[]> {
  const { id, name } = experiment, pointer = await get(kv, experimentNameKey(name));
  const target = decodeText(pointer).value;
  if (target === id) return [];
  const isTaken = target !== null && decodeExperiment(await get(kv, experimentKey(target))).value?.name === name;
  const newName = isTaken ? `${name} ${tailOf(id)}` : name;
  return [{
    runId: null,
    what: `experiment ${id}: ${isTaken ? "another one has" : "nothing points to it by"} its name "${name}"`,
    todo: isTaken ? `stdcurve doctor --repair names it "${newName}"` : REPAIR,
    mend: () =>
      commitIf(
        kv,
        [entry, ...isTaken ? [] : [pointer]],
        (operation) =>
          operation.set(experimentKey(id), encodeValue({ ...experiment, name: newName }))
            .set(experimentNameKey(newName), encodeValue(id)),
      ),
  }];
}

/** A finding about a pointer that leads nowhere. */
function findDangling(kv: Kv, entry: Deno.KvEntry<unknown>, what: string): Finding {
  return {
    runId: null,
    what,
    todo: REPAIR,
    mend: () => commitIf(kv, [entry], (operation) => operation.delete(entry.key)),
  };
}

async function checkNames(kv: Kv): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const entry of await listAll(kv, experimentNamesPrefix)) {
    const name = String(entry.key[1]), id = decodeText(entry).value;
    const experiment = id === null ? null : decodeExperiment(await get(kv, experimentKey(id)));
    if (experiment?.isDamaged || experiment?.value?.name === name) continue; // the former is found elsewhere
    findings.push(findDangling(kv, entry, `the name "${name}" points to no experiment of that name`));
  }
  return findings;
}

/** Pointers to runs: those of experiments, and those of the list of live runs. */
async function checkRunPointers(kv: Kv): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const entry of await listAll(kv, runPointersPrefix)) {
    const [, experimentId, id] = entry.key as [string, string, string], run = decodeRun(await get(kv, runKey(id)));
    if (run.isDamaged || run.value?.experimentId === experimentId) continue;
    const what = run.value ? `lists run ${id} of another experiment` : `lists run ${id}, which is not there`;
    if (!run.value && await hasLog(kv, id)) continue; // the run's record is made again
    findings.push(findDangling(kv, entry, `experiment ${experimentId} ${what}`));
  }
  for (const entry of await listAll(kv, liveRunsPrefix)) {
    const id = String(entry.key[1]), run = await get(kv, runKey(id));
    if (run.versionstamp === null) {
      findings.push(findDangling(kv, entry, `run ${id} is listed as live and is not there`));
    }
  }
  return findings;
}

async function hasLog(kv: Kv, id: string): Promise<boolean> {
  return (await withLock(() => Array.fromAsync(kv.list({ prefix: ["log", id] }, { limit: 1 })))).length > 0;
}

/** Checks all experiments and pointers. */
export async function checkExperiments(kv: Kv): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const entry of await listAll(kv, experimentsPrefix)) {
    const id = String(entry.key[1]), { value, isDamaged } = decodeExperiment(entry);
    if ((await get(kv, deletingKey(id))).versionstamp !== null) continue;
    if (isDamaged) findings.push(await findLostExperiment(kv, id, "its record can't be decoded"));
    else if (value && !value.deleting) findings.push(...await checkName(kv, entry, value));
  }
  return [...findings, ...await checkNames(kv), ...await checkRunPointers(kv)];
}
