/**
 * The shapes that the program relies on in what it has decoded. Pure; a record may have more fields than are checked.
 *
 * @module
 */
import { isComplete, type RunStatus } from "../../model.ts";

type Fields = Record<string, unknown>;
/** Whether a value has a shape. */
export type IsValid = (value: unknown) => boolean;

/** True for a text. */
export const isText: IsValid = (value) => typeof value === "string";
const isNumber: IsValid = (value) => typeof value === "number";
const isCount: IsValid = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isList: IsValid = (value) => Array.isArray(value);
/** True for a list of texts. */
export const isTexts: IsValid = (value) => Array.isArray(value) && value.every(isText);
const isRecord: IsValid = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isNullOr = (isValid: IsValid): IsValid => (value) => value === null || isValid(value);
const isStatus: IsValid = (value) =>
  typeof value === "string" && (["queued", "running"].includes(value) || isComplete(value as RunStatus));

/** Whether a record has fields of these shapes; it may have more. */
export const hasFields = (fields: Record<string, IsValid>): IsValid => (value) =>
  isRecord(value) && Object.entries(fields).every(([name, isValid]) => isValid((value as Fields)[name]));

/** True for what has the fields of an experiment. */
export const isExperimentRecord: IsValid = hasFields({
  id: isText,
  name: isText,
  description: isText,
  createdAt: isNumber,
  patterns: isList,
});
/** True for what has the fields of a run. */
export const isRunRecord: IsValid = hasFields({
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
/** True for what has the fields of facts. */
export const isFactsRecord: IsValid = hasFields({
  rev: isCount,
  generation: isCount,
  newlines: isCount,
  open: (value) => typeof value === "boolean",
  logBytes: isCount,
  settings: isRecord,
  progress: isRecord,
  warnings: isTexts,
});
/** True for what says how far a log is stored. */
export const isIngestRecord: IsValid = hasFields({
  instance: isText,
  offset: isCount,
  rev: isCount,
  generation: isCount,
  nextGeneration: isCount,
  finished: (value) => typeof value === "boolean",
  open: hasFields({ firstLine: isCount, offset: isCount }),
});
/** True for what lists show of a run's record. */
export const isRecordRow: IsValid = hasFields({
  name: isText,
  status: isStatus,
  reason: isText,
  createdAt: isNumber,
  startedAt: isNullOr(isNumber),
  endedAt: isNullOr(isNumber),
  tags: isTexts,
});
const isRowMetric: IsValid = (value) =>
  Array.isArray(value) && value.length === 7 && isText(value[0]) && value.slice(1).every(isNumber);
/** True for what lists show of a run's facts. */
export const isFactsRow: IsValid = hasFields({
  lastOutputAt: isNullOr(isNumber),
  progress: isList,
  metrics: (value) => Array.isArray(value) && value.every(isRowMetric),
  settings: isRecord,
  missing: isTexts,
});
