/**
 * `stdcurve doctor`: checks the database, its file and the spools, and mends with `--repair` what can be mended surely.
 *
 * @module
 */
import { Command } from "commander";
import { isKvFile, spoolDirectory } from "../host/paths.ts";
import { printError } from "../host/stderr.ts";
import { checkSpools } from "../runs/check_spools.ts";
import type { CheckTotals } from "../store/check/check_store.ts";
import type { Finding } from "../store/check/finding.ts";
import { SCHEMA_VERSION } from "../store/keys.ts";
import { openStore, type Store } from "../store/store.ts";
import { formatCount } from "../text/count.ts";
import { formatSize } from "../text/size.ts";
import { checkKvFile, type FileCheck } from "./check_files.ts";
import { locateKept } from "./find.ts";
import { type Interrupt, listenForInterrupt } from "./interrupt.ts";
import { describeExamples, kvOption, type KvValue } from "./options.ts";
import { openOutput } from "./output.ts";
import { repairStore } from "./repair.ts";
import { giveBackSpace, isMuchFree } from "./space.ts";

interface DoctorValues extends KvValue {
  repair?: true;
  json?: true;
}

/** Declares the command. */
export const declareDoctor = (): Command =>
  new Command("doctor")
    .summary("check the database, and mend it")
    .description(
      "Reads the whole database and the spools, and prints a line for each fault with what to do about it. Exit code 0: healthy, 1: not.",
    )
    .option("--repair", "mend what can be mended surely, and give free space back; never deletes a byte of a log")
    .option("--json", "print the result as one JSON document")
    .addOption(kvOption())
    .addHelpText("after", describeExamples("stdcurve doctor", "stdcurve doctor --repair"))
    .action(examine);

/** What the doctor found and did. */
interface Diagnosis {
  file: FileCheck;
  totals: CheckTotals;
  /** What is wrong now. */
  findings: Finding[];
  /** What was wrong and was mended. */
  mended: Finding[];
  notes: string[];
}

/** Rounds of mending: a record that is made again may show other faults. */
const ROUNDS_MAX = 4;

interface ExaminationOptions {
  signal: AbortSignal;
  isRepair: boolean;
}

interface Examination {
  store: Store;
  spools: string;
  signal: AbortSignal;
}

async function checkAll({ store, spools, signal }: Examination): Promise<{ findings: Finding[]; totals: CheckTotals }> {
  const isShown = Deno.stderr.isTerminal();
  const onRun = (number: number, of: number) => {
    if (isShown) Deno.stderr.writeSync(new TextEncoder().encode(`\rrun ${number} of ${of}\x1b[K`));
  };
  const { findings, totals } = await store.check({ onRun, signal });
  if (isShown) Deno.stderr.writeSync(new TextEncoder().encode("\r\x1b[K"));
  // A record that can't be decoded keeps the live runs from being listed. It is found above.
  const spooled = await checkSpools(store, spools).catch((error): Finding[] => {
    if (findings.length > 0) return [];
    throw error;
  });
  return { findings: [...findings, ...spooled], totals };
}

/** Checks and mends in turn, until nothing more can be mended. */
async function mendAll(examination: Examination, diagnosis: Diagnosis): Promise<void> {
  const { store, spools, signal } = examination, done = { rereads: new Set<string>(), adopted: false };
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const count = await repairStore(store, diagnosis.findings, {
      spoolDirectory: spools,
      signal,
      done,
      onMended: (finding) => diagnosis.mended.push(finding),
      onLeft: (why) => diagnosis.notes.push(why),
    });
    if (count === 0) return;
    Object.assign(diagnosis, await checkAll(examination));
  }
}

/** A run is still to be continued after its spool was stored: its command runs. */
function dropUnmended(diagnosis: Diagnosis): void {
  const left = new Set(diagnosis.findings.flatMap(({ runId, mend }) => mend === "adopt" ? [runId] : []));
  diagnosis.mended = diagnosis.mended.filter(({ runId, mend }) => mend !== "adopt" || !left.has(runId));
}

/** Checks what is stored, and mends it if that is wanted. A damaged file may not even open. */
async function examineStore(location: string, diagnosis: Diagnosis, options: ExaminationOptions): Promise<void> {
  try {
    using store = await openStore(location);
    const examination = { store, spools: spoolDirectory(location), signal: options.signal };
    Object.assign(diagnosis, await checkAll(examination));
    if (options.isRepair) await mendAll(examination, diagnosis);
    dropUnmended(diagnosis);
  } catch (error) {
    if (diagnosis.file.findings.length === 0 || options.signal.aborted) throw error;
    const what = `not everything could be checked: ${error instanceof Error ? error.message : error}`;
    diagnosis.findings.push({ runId: null, what, todo: "mend the other faults first", mend: null });
  }
}

async function diagnose(location: string, values: DoctorValues, interrupt: Interrupt): Promise<Diagnosis> {
  const file = checkKvFile(location);
  const diagnosis: Diagnosis = {
    file,
    totals: { runs: 0, logBytes: 0, points: 0 },
    findings: [],
    mended: [],
    notes: values.repair ? [] : [...file.notes],
  };
  const isReadable = !isKvFile(location) || file.space !== null && (file.layout ?? SCHEMA_VERSION) === SCHEMA_VERSION;
  if (isReadable || values.repair && file.space !== null) {
    await examineStore(location, diagnosis, { signal: interrupt.signal, isRepair: values.repair === true });
  }
  if (values.repair) {
    const after = checkKvFile(location), left = new Set(after.findings.map(({ what }) => what));
    diagnosis.mended.unshift(...file.findings.filter(({ what }) => !left.has(what))); // by opening it
    diagnosis.file = after;
  }
  const given = values.repair && isMuchFree(file.space?.freeBytes ?? 0) ? giveBackSpace(location) : null;
  if (given !== null) diagnosis.notes.push(given);
  diagnosis.findings.unshift(...diagnosis.file.findings);
  return diagnosis;
}

function describeTotals({ runs, logBytes, points }: CheckTotals): string {
  return `${formatCount(runs, "run")}, ${formatSize(logBytes)} of log, ${formatCount(points, "point")}`;
}

/** The lines that people read. */
function writeText({ findings, mended, notes, totals }: Diagnosis): string {
  const faults = findings.length === 0
    ? "healthy"
    : `${formatCount(findings.length, "fault")}${mended.length > 0 ? " left" : ""}`;
  return [
    ...mended.map(({ what }) => `mended: ${what}`),
    ...findings.map(({ what, todo }) => `fault: ${what}; ${todo}`),
    ...notes.map((note) => `note: ${note}`),
    `checked ${describeTotals(totals)}: ${faults}`,
  ].map((line) => `${line}\n`).join("");
}

/** The document that programs read. */
function writeDocument(location: string, { file, totals, findings, mended, notes }: Diagnosis): string {
  const write = ({ runId, what, todo, mend }: Finding) => ({ run_id: runId, what, todo, can_repair: mend !== null });
  return JSON.stringify({
    kv: location,
    healthy: findings.length === 0,
    layout: file.layout,
    file_bytes: file.space?.bytes ?? null,
    file_free_bytes: file.space?.freeBytes ?? null,
    disk_free_bytes: file.diskFreeBytes,
    checked: { runs: totals.runs, log_bytes: totals.logBytes, points: totals.points },
    findings: findings.map(write),
    mended: mended.map(write),
    notes,
  }) + "\n";
}

async function examine(values: DoctorValues): Promise<void> {
  const location = await locateKept(values.kv);
  using interrupt = listenForInterrupt();
  try {
    const diagnosis = await diagnose(location, values, interrupt);
    await openOutput().print(values.json ? writeDocument(location, diagnosis) : writeText(diagnosis));
    if (diagnosis.findings.length > 0) Deno.exitCode = 1;
  } catch (error) {
    if (interrupt.code === null) throw error;
    const done = values.repair ? "what was mended until then is mended" : "nothing was changed";
    printError(`stdcurve: ${interrupt.signal.reason}; ${done}`);
    Deno.exitCode = interrupt.code;
  }
}
