/**
 * Decodes stored records that may be damaged, and says whether they have the shape that the program relies on. Never throws.
 *
 * @module
 */
import { isComplete } from "../../model.ts";
import { decodeValue } from "../encoding.ts";
import type { ExperimentRecord } from "../experiments.ts";
import type { Facts, MetricPage } from "../facts.ts";
import type { IngestRecord } from "../ingest_state.ts";
import type { RunRecord } from "../runs.ts";

/** A stored value: missing, whole, or damaged. */
export interface Decoded<T> {
  value: T | null;
  isDamaged: boolean;
  versionstamp: string | null;
}

type Fields = Record<string, unknown>;
type IsValid = (value: unknown) => boolean;

const isText: IsValid = (value) => typeof value === "string";
const isNumber: IsValid = (value) => typeof value === "number";
const isCount: IsValid = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isList: IsValid = (value) => Array.isArray(value);
const isTexts: IsValid = (value) => Array.isArray(value) && value.every(isText);
const isRecord: IsValid = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isNullOr = (isValid: IsValid): IsValid => (value) => value === null || isValid(value);
const isStatus: IsValid = (value) =>
  typeof value === "string" && (["queued", "running"].includes(value) || isComplete(value as RunRecord["status"]));

const hasFields = (fields: Record<string, IsValid>): IsValid => (value) =>
  isRecord(value) && Object.entries(fields).every(([name, isValid]) => isValid((value as Fields)[name]));

const isExperiment = hasFields({
  id: isText,
  name: isText,
  description: isText,
  createdAt: isNumber,
  patterns: isList,
});
const isRun = hasFields({
  id: isText,
  experimentId: isText,
  name: isText,
  status: isStatus,
  reason: isText,
  command: isTexts,
  cwd: isText,
  createdAt: isNumber,
  startedAt: isNullOr(isNumber),
  endedAt: isNullOr(isNumber),
  exitCode: isNullOr(isNumber),
  host: isText,
  notes: isText,
  tags: isTexts,
});
const isFacts = hasFields({
  rev: isCount,
  generation: isCount,
  newlines: isCount,
  open: (value) => typeof value === "boolean",
  logBytes: isCount,
  settings: isRecord,
  progress: isRecord,
  warnings: isTexts,
});
const isIngest = hasFields({
  instance: isText,
  offset: isCount,
  rev: isCount,
  generation: isCount,
  nextGeneration: isCount,
  finished: (value) => typeof value === "boolean",
  open: hasFields({ firstLine: isCount, offset: isCount }),
});
const isPage: IsValid = (value) => {
  if (!hasFields({ names: isTexts, kinds: isTexts })(value)) return false;
  const { names, kinds, numbers } = value as unknown as MetricPage;
  return numbers instanceof Float64Array && names.length > 0 && kinds.length === names.length &&
    Number.isInteger(numbers.length / names.length);
};

function decode<T>({ value, versionstamp }: Deno.KvEntryMaybe<unknown>, isValid: IsValid): Decoded<T> {
  if (versionstamp === null) return { value: null, isDamaged: false, versionstamp };
  try {
    const decoded = decodeValue(value as Uint8Array);
    if (value instanceof Uint8Array && isValid(decoded)) return { value: decoded as T, isDamaged: false, versionstamp };
  } catch {
    // the bytes are no MessagePack
  }
  return { value: null, isDamaged: true, versionstamp };
}

/** Decodes an experiment. */
export const decodeExperiment = (entry: Deno.KvEntryMaybe<unknown>) => decode<ExperimentRecord>(entry, isExperiment);
/** Decodes the record of a run. */
export const decodeRun = (entry: Deno.KvEntryMaybe<unknown>) => decode<RunRecord>(entry, isRun);
/** Decodes what capture knows about a run. */
export const decodeFacts = (entry: Deno.KvEntryMaybe<unknown>) => decode<Facts>(entry, isFacts);
/** Decodes how far a log is stored. */
export const decodeIngest = (entry: Deno.KvEntryMaybe<unknown>) => decode<IngestRecord>(entry, isIngest);
/** Decodes a page of summaries. */
export const decodePage = (entry: Deno.KvEntryMaybe<unknown>) => decode<MetricPage>(entry, isPage);
/** Decodes a text, such as the id that a name points to. */
export const decodeText = (entry: Deno.KvEntryMaybe<unknown>) => decode<string>(entry, isText);
/** Decodes anything. */
export const decodeAny = (entry: Deno.KvEntryMaybe<unknown>) => decode<unknown>(entry, () => true);
