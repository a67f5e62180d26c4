/**
 * The search of the board: words are found here, an expression by the server. Until its answer is there, what was found before stays.
 *
 * @module
 */
import { useEffect, useMemo, useState } from "preact/hooks";
import { findByWords, type NameTest, type PanelSearch } from "../../../series/panels/find_panels.ts";
import type { WireFoundMetrics } from "../../../wire/found_metrics.ts";
import { writeAddress } from "../../run/address.ts";
import { readJson, ReadRefused } from "../../server/read.ts";
import { readBoardSearch, writeBoardSearch } from "./board_search.ts";

/** After the last key, the board waits this long before it asks the server. */
const TYPING_PAUSE_MS = 200;
/** A slower server doesn't answer. */
const ANSWER_MAX_MS = 10_000;

/** The search, and what it finds. */
export interface BoardSearch {
  search: PanelSearch;
  /** Null finds all. */
  finds: NameTest | null;
  /** What is wrong with the expression, in words; null when nothing is. */
  fault: string | null;
  change(search: PanelSearch): void;
}

/** What the server found. */
interface Found {
  finds: NameTest | null;
  fault: string | null;
}

const NOTHING: Found = { finds: null, fault: null };

/** The search of the page's address. `metrics` changes when the runs have other metrics. */
export function useBoardSearch(runIds: readonly string[], metrics: string): BoardSearch {
  const [search, set] = useState(() => readBoardSearch(location.search)), [found, setFound] = useState(NOTHING);
  const text = search.text.trim(), isAsked = search.isRegex && text !== "", runs = runIds.join();
  useEffect(() => {
    if (!isAsked) return setFound(NOTHING);
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const next = await findByExpression(runs, text, stop.signal);
      if (!stop.signal.aborted) setFound(next);
    }, TYPING_PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [isAsked, text, runs, metrics]);
  const words = useMemo(() => findByWords(text), [text]);
  return {
    search,
    ...(isAsked ? found : { finds: words, fault: null }),
    change(next) {
      set(next);
      writeAddress((now) => writeBoardSearch(now.search, next) + now.hash);
    },
  };
}

async function findByExpression(runs: string, q: string, stop: AbortSignal): Promise<Found> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(ANSWER_MAX_MS)]);
  try {
    const { names } = await readJson<WireFoundMetrics>("/api/metrics/names", { runs, q }, signal),
      known = new Set(names);
    return { finds: (name) => known.has(name), fault: null };
  } catch (error) {
    const isWrong = error instanceof ReadRefused && error.status === 400;
    return { finds: null, fault: isWrong ? error.detail : "Can’t search: the server doesn’t answer" };
  }
}
