/**
 * Changing an experiment's patterns: kept by the server, which checks them, then read by every run of the experiment, the one on the
 * page first. Sent when one is changed.
 *
 * @module
 */
import { formatCount } from "../../text/count.ts";
import type { Pattern } from "../../model.ts";
import type { WireExperiment } from "../../wire.ts";
import { knownPatterns } from "./known_patterns.ts";
import { readJson } from "../server/read.ts";
import { requestReread, requestRereadOfAll } from "../server/reread.ts";
import { sendChange, type Sent } from "../server/send.ts";

/** A pattern as it is entered; without `id` it is a new one. */
export type WrittenPattern = Omit<Pattern, "id"> & { id?: string };

/** Whose patterns, and the run that the page shows. */
export interface PatternPlace {
  experimentId: string;
  runId: string | null;
}

/** Reading again what the patterns were changed for. Neither promise is ever rejected for a refusal: that is said. */
export interface Reading {
  /** The page's run is read and shown. */
  own: Promise<void>;
  /** All runs are. */
  all: Promise<void>;
}

/** Adds a pattern, or puts it in the place of the one with its id. `say` hears how far it has come. */
export function keepPattern(
  place: PatternPlace,
  written: WrittenPattern,
  say: (words: string) => void,
): Promise<Sent<Reading>> {
  const name = written.metric || written.pattern;
  return changePatterns(place, `“${name}” is kept.`, say, (patterns) => {
    const isNew = !patterns.some(({ id }) => id === written.id);
    return isNew ? [...patterns, written] : patterns.map((each) => each.id === written.id ? written : each);
  });
}

/** Removes a pattern; its points go with it. */
export function removePattern(
  place: PatternPlace,
  pattern: Pattern,
  say: (words: string) => void,
): Promise<Sent<Reading>> {
  return changePatterns(
    place,
    `“${pattern.metric || pattern.pattern}” is removed.`,
    say,
    (patterns) => patterns.filter(({ id }) => id !== pattern.id),
  );
}

/** Changes what the server has now, not what the page had: another page may have added one. */
async function changePatterns(
  place: PatternPlace,
  done: string,
  say: (words: string) => void,
  change: (patterns: readonly Pattern[]) => readonly WrittenPattern[],
): Promise<Sent<Reading>> {
  const path = `/api/experiments/${encodeURIComponent(place.experimentId)}`;
  let patterns: readonly Pattern[];
  try {
    ({ patterns } = await readJson<WireExperiment>(path, {}, AbortSignal.timeout(10_000)));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, status: 0, message: `The patterns can't be read: ${why}`, field: "" };
  }
  const sent = await sendChange<WireExperiment>({
    method: "PATCH",
    path,
    body: { patterns: change(patterns) },
  });
  if (!sent.ok) return sent;
  knownPatterns.value = sent.value.patterns;
  return { ok: true, value: readAgain(place, done, say) };
}

/** This run first, so that it shows at once; then all. What can't be read is said; the patterns are changed all the same. */
function readAgain({ experimentId, runId }: PatternPlace, done: string, say: (words: string) => void): Reading {
  say(`${done} Reading the log again…`);
  const own = runId === null ? Promise.resolve(null) : requestReread(experimentId, runId);
  const all = own.then(async (sent) => {
    if (sent?.ok === false) return say(`${done} This run can't be read again now: ${sent.message}`);
    say(`${done} Reading the runs again…`);
    const read = await requestRereadOfAll(experimentId, runId);
    say(read.ok ? `${done} ${formatCount(read.value.read, "run")} read again.` : `${done} ${read.message}`);
  });
  return { own: own.then(() => {}), all };
}
