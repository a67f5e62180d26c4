/**
 * Changes an experiment's patterns. The server checks and saves them, then reads all logs of the experiment again, the log of the run
 * on the page first. Loaded when a pattern is changed.
 *
 * @module
 */
import "../first_script.ts";
import { formatCount } from "../../text/count.ts";
import type { Pattern } from "../../model.ts";
import type { WireExperiment } from "../../wire.ts";
import { knownPatterns } from "./known_patterns.ts";
import { readJson } from "../server/read.ts";
import { requestReread } from "../server/reread.ts";
import { requestRereadOfAll } from "../server/reread_all.ts";
import { sendChange, type Sent } from "../server/send.ts";
import { showHidden } from "../../text/visible.ts";

/** A pattern as it is entered. A new one has no `id`. */
export type WrittenPattern = Omit<Pattern, "id"> & { id?: string };

/** The experiment whose patterns change, and the run that the page shows. */
export interface PatternOwner {
  experimentId: string;
  runId: string | null;
}

/** The rereads after a change. A refused reread is reported to the reader of the page and rejects neither promise. */
export interface Rereading {
  /** The page's run was read again and is shown. */
  own: Promise<void>;
  /** All runs were read again. */
  all: Promise<void>;
}

/** One change of the patterns. */
interface PatternChange {
  /** The result, as a sentence for the reader of the page. */
  done: string;
  /** Shows the progress to the reader of the page. */
  say(words: string): void;
  change(patterns: readonly Pattern[]): readonly WrittenPattern[];
}

/** Adds a pattern, or replaces the one with its id. `say` receives the progress as text. */
export function savePattern(
  owner: PatternOwner,
  written: WrittenPattern,
  say: (words: string) => void,
): Promise<Sent<Rereading>> {
  return changePatterns(owner, {
    done: `“${showHidden(written.metric || written.pattern)}” was saved.`,
    say,
    change(patterns) {
      const isNew = !patterns.some(({ id }) => id === written.id);
      return isNew ? [...patterns, written] : patterns.map((each) => each.id === written.id ? written : each);
    },
  });
}

/** Removes a pattern and its points. `say` receives the progress as text. */
export function removePattern(
  owner: PatternOwner,
  pattern: Pattern,
  say: (words: string) => void,
): Promise<Sent<Rereading>> {
  return changePatterns(owner, {
    done: `“${showHidden(pattern.metric || pattern.pattern)}” was removed.`,
    say,
    change: (patterns) => patterns.filter(({ id }) => id !== pattern.id),
  });
}

/** Changes the server's patterns of now, because another page may have changed them. */
async function changePatterns(owner: PatternOwner, { done, say, change }: PatternChange): Promise<Sent<Rereading>> {
  const path = `/api/experiments/${encodeURIComponent(owner.experimentId)}`;
  let patterns: readonly Pattern[];
  try {
    ({ patterns } = await readJson<WireExperiment>(path, {}, AbortSignal.timeout(10_000)));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, status: 0, message: `Can’t read the patterns: ${why}`, field: "" };
  }
  const sent = await sendChange<WireExperiment>({ method: "PATCH", path, body: { patterns: change(patterns) } });
  if (!sent.ok) return sent;
  knownPatterns.value = sent.value.patterns;
  return { ok: true, value: startRereads(owner, done, say) };
}

/** Rereads the page's run first, so that its points appear soon, then all runs. */
function startRereads({ experimentId, runId }: PatternOwner, done: string, say: (words: string) => void): Rereading {
  say(`${done} Reading the log again…`);
  const own = runId === null ? Promise.resolve(null) : requestReread(experimentId, runId);
  const all = own.then(async (sent) => {
    if (sent?.ok === false) return say(`${done} This run can’t be read again now: ${sent.message}`);
    say(`${done} Reading the runs again…`);
    const reread = await requestRereadOfAll(experimentId);
    say(reread.ok ? `${done} ${formatCount(reread.value.read, "run")} read again.` : `${done} ${reread.message}`);
  });
  return { own: own.then(() => {}), all };
}
