/**
 * Keeps the lines a page holds of one log up to date: new ones while the run is live, others when the reader goes there.
 *
 * @module
 */
import { type Signal, signal } from "@preact/signals";
import type { WireLogs } from "../../wire.ts";
import { deletedRuns, isDeletion, noteDeletion } from "../server/deleted_runs.ts";
import {
  createLineStore,
  forgetFarLines,
  LINES_PER_REQUEST,
  type LineStore,
  type LogLine,
  missingLines,
  putLines,
} from "./line_store.ts";
import { type PollSurroundings, startPolling } from "../server/poll.ts";
import { readJson, runPath } from "../server/read.ts";

/** The log of one run. */
export interface LogOptions {
  experimentId: string;
  runId: string;
  isLive: boolean;
  initialLines: readonly LogLine[];
  lastLine: number;
  /** Where the API is; "" = where the page is. */
  origin?: string;
  surroundings?: PollSurroundings;
}

/** Lines and what is going on with them. */
export interface LogFeed {
  store: LineStore;
  /** Counts changes of `store`; read it to be drawn again. */
  version: Signal<number>;
  /** True until the log is known to be complete. */
  isLive: Signal<boolean>;
  /** True while the server doesn't answer. */
  isFailing: Signal<boolean>;
  /** Asks for what is missing of these lines. */
  want(first: number, last: number): void;
  /** Lines from the server, in order; they are not held. */
  read(first: number, count: number): Promise<readonly LogLine[]>;
  /** Follows the log while it is live; the answer stops that and every question under way. */
  start(): () => void;
}

/** A feed that has asked nothing yet. */
export function createLogFeed(options: LogOptions): LogFeed {
  const store = createLineStore(options.initialLines, options.lastLine);
  const version = signal(0);
  const isLive = signal(options.isLive);
  const isFailing = signal(false);
  const path = `${options.origin ?? ""}${runPath(options.experimentId, options.runId)}/logs`;
  let abort = new AbortController();
  let isLoading = false;
  let wanted: { first: number; last: number } | null = null;

  async function ask(first: number, count: number, signal: AbortSignal): Promise<WireLogs> {
    return await readJson<WireLogs>(path, { after_line: first - 1, limit: count }, signal);
  }

  function take(answer: WireLogs): void {
    if (putLines(store, answer.lines, answer.last_line)) version.value++;
  }

  /** The last line is asked for again: it may have been open, or a bar that is redrawn. */
  async function poll(signal: AbortSignal): Promise<boolean> {
    try {
      const answer = await ask(Math.max(1, store.lastLine), LINES_PER_REQUEST, signal);
      isFailing.value = false;
      take(answer);
      isLive.value = !answer.is_complete;
    } catch (error) {
      endDeleted(error);
    }
    return isLive.value;
  }

  /** The log of a run that was deleted has come to its end; any other error is thrown on. */
  function endDeleted(error: unknown): void {
    if (!isDeletion(error)) throw error;
    isFailing.value = isLive.value = false;
    noteDeletion(options.runId);
  }

  async function load(): Promise<void> {
    isLoading = true;
    try {
      for (let gap = nextGap(); gap !== null; gap = nextGap()) {
        const answer = await ask(gap.first, gap.count, abort.signal);
        forgetFarLines(store, gap.first);
        take(answer);
        if (answer.lines.length === 0) break;
      }
      isFailing.value = false;
    } catch (error) {
      if (isDeletion(error)) endDeleted(error);
      else if (!abort.signal.aborted) isFailing.value = true;
    } finally {
      isLoading = false;
    }
  }

  function nextGap(): { first: number; count: number } | null {
    return wanted && missingLines(store, wanted.first, wanted.last);
  }

  return {
    store,
    version,
    isLive,
    isFailing,
    want(first, last) {
      wanted = { first, last };
      if (!isLoading && !deletedRuns.peek().has(options.runId) && nextGap() !== null) void load();
    },
    async read(first, count) {
      return (await ask(first, count, abort.signal)).lines;
    },
    start() {
      abort = new AbortController();
      const stop = isLive.value
        ? startPolling({
          ask: poll,
          onError: () => isFailing.value = true,
          ...(options.surroundings ? { surroundings: options.surroundings } : {}),
        })
        : () => {};
      return () => {
        stop();
        abort.abort();
      };
    },
  };
}
