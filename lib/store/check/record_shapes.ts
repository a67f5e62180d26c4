/**
 * Decodes stored records that may be damaged, and says whether they have the shape that the program relies on. Never throws.
 *
 * @module
 */
import { decodeValue } from "../kv/encoding.ts";
import type { ExperimentRecord } from "../runs/experiments.ts";
import type { Facts, MetricPage } from "../runs/facts.ts";
import type { IngestRecord } from "../flush/ingest_state.ts";
import type { RunRecord } from "../runs/run_record.ts";
import {
  hasFields,
  isExperimentRecord,
  isFactsRecord,
  isIngestRecord,
  isRunRecord,
  isText,
  isTexts,
  type IsValid,
} from "./shapes.ts";

/** A stored value: missing, whole, or damaged. */
export interface Decoded<T> {
  value: T | null;
  isDamaged: boolean;
  versionstamp: string | null;
}

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
export const decodeExperiment = (entry: Deno.KvEntryMaybe<unknown>) =>
  decode<ExperimentRecord>(entry, isExperimentRecord);
/** Decodes the record of a run. */
export const decodeRun = (entry: Deno.KvEntryMaybe<unknown>) => decode<RunRecord>(entry, isRunRecord);
/** Decodes what capture knows about a run. */
export const decodeFacts = (entry: Deno.KvEntryMaybe<unknown>) => decode<Facts>(entry, isFactsRecord);
/** Decodes how far a log is stored. */
export const decodeIngest = (entry: Deno.KvEntryMaybe<unknown>) => decode<IngestRecord>(entry, isIngestRecord);
/** Decodes a page of summaries. */
export const decodePage = (entry: Deno.KvEntryMaybe<unknown>) => decode<MetricPage>(entry, isPage);
/** Decodes a text, such as the id that a name points to. */
export const decodeText = (entry: Deno.KvEntryMaybe<unknown>) => decode<string>(entry, isText);
/** Decodes anything. */
export const decodeAny = (entry: Deno.KvEntryMaybe<unknown>) => decode<unknown>(entry, () => true);
