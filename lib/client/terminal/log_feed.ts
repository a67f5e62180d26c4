/**
 * Requests the lines of one log: new lines while the run is live, and older ones when the reader of the page scrolls to them.
 *
 * @module
 */
import { type Signal, signal } from "@preact/signals";
import type { WireLogs } from "../../wire.ts";
import type { WireLogRows } from "../../wire/log_rows.ts";
import { deletedRuns, isDeletion, noteDeletion } from "../server/deleted_runs.ts";
import { createLineStore, isHeld, LINES_PER_REQUEST, type LineStore, type LogLine, putLines } from "./line_store.ts";
import { followedPauseMs, type PollSurroundings, startPolling } from "../server/poll.ts";
import { readJson, runPath } from "../server/read.ts";
import { movesCursor } from "../../text/cursor_moves.ts";
import type { RowMap } from "./row_map.ts";

/** Which log, and what the page already has of it. */
export interface LogOptions {
  experimentId: string;
  runId: string;
  isLive: boolean;
  initialLines: readonly LogLine[];
  lastLine: number;
  /** The rows at the end of a log whose program moves the cursor. */
  initialRows?: WireLogRows | null;
  /** The API's origin; "" for the page's own. */
  origin?: string;
  surroundings?: PollSurroundings;
}

/** Lines that follow one another. */
export interface LineStretch {
  first: number;
  last: number;
}

/** The lines that the page holds, and the requests for more. */
export interface LogFeed {
  store: LineStore;
  /** Counts the changes of `store`. A component that reads it is drawn again after each. */
  version: Signal<number>;
  /** True until the log is known to be complete. */
  isLive: Signal<boolean>;
  /** True while the server doesn't answer. */
  isFailing: Signal<boolean>;
  /** Which line stands in which row; null while each line is a row. */
  rows: Signal<RowMap | null>;
  /** Requests those of these lines that `store` doesn't hold. */
  want(stretches: readonly LineStretch[]): void;
  /** Polls for new lines while the run is live. Call the result to stop and to abort all requests. */
  start(): () => void;
}

/** A feed and what it is doing. */
interface FeedState extends Pick<LogFeed, "store" | "version" | "isLive" | "isFailing"> {
  runId: string;
  /** Address of the logs route. */
  path: string;
  abort: AbortController;
  isLoading: boolean;
  /** The lines that the terminal shows. */
  wanted: readonly LineStretch[];
  rows: Signal<RowMap | null>;
  /** Requests the rows that may have changed; null until a line moves the cursor. */
  readRows: Promise<() => void> | null;
}

/** What a feed knows before its first request. */
function createState(options: LogOptions): FeedState {
  const { experimentId, runId, origin = "" } = options;
  const path = `${origin}${runPath(experimentId, runId)}/logs`;
  const state: FeedState = {
    runId,
    path,
    store: createLineStore(options.initialLines, options.lastLine),
    version: signal(0),
    isLive: signal(options.isLive),
    isFailing: signal(false),
    abort: new AbortController(),
    isLoading: false,
    wanted: [],
    rows: signal(null),
    readRows: null,
  };
  return state;
}

/** A feed that has requested nothing yet. */
export function createLogFeed(options: LogOptions): LogFeed {
  const { runId, surroundings } = options;
  const state = createState(options), { store, version, isLive, isFailing } = state;
  return {
    store,
    version,
    isLive,
    isFailing,
    rows: state.rows,
    want(stretches) {
      state.wanted = stretches;
      if (state.isLoading || deletedRuns.peek().has(runId) || stretches.every((each) => isHeld(store, each))) return;
      loadWanted(state);
    },
    start() {
      state.abort = new AbortController();
      const { initialLines, initialRows = null } = options;
      if (initialRows !== null || initialLines.some(({ text }) => movesCursor(text))) startRows(state, initialRows);
      const ask = (signal: AbortSignal) => pollLog(state, signal);
      const onError = () => isFailing.value = true;
      const stop = isLive.value
        ? startPolling({ ask, onError, intervalMs: followedPauseMs, ...(surroundings ? { surroundings } : {}) })
        : null;
      return () => {
        stop?.();
        state.abort.abort();
      };
    },
  };
}

function requestLines(
  { path }: FeedState,
  { first, count, signal }: { first: number; count: number; signal: AbortSignal },
): Promise<WireLogs> {
  return readJson<WireLogs>(path, { after_line: first - 1, limit: count }, signal);
}

function holdLines(state: FeedState, answer: WireLogs, { isNew }: { isNew: boolean }): void {
  if (!putLines(state.store, answer.lines, answer.last_line)) return;
  state.version.value++;
  if (state.readRows === null) {
    if (answer.lines.some(({ text }) => movesCursor(text))) startRows(state, null);
  } else if (isNew) {
    void state.readRows.then((read) => read(), (error) => noteFailure(state, error));
  }
}

/** Requests what is missing of the wanted lines, by a script that is loaded with the first ones. */
function loadWanted(state: FeedState): void {
  state.isLoading = true;
  const request = (gap: { first: number; count: number }) =>
    requestLines(state, { ...gap, signal: state.abort.signal });
  const hold = (answer: WireLogs) => holdLines(state, answer, { isNew: false });
  import("./log_loader.ts").then(({ loadMissing }) => loadMissing(state, { request, hold })).catch((error) => {
    state.isLoading = false;
    noteFailure(state, error);
  });
}

/** Begins to request rows: cursor movements drew over lines. */
function startRows(state: FeedState, initial: WireLogRows | null): void {
  if (state.readRows !== null) return;
  state.readRows = import("./row_feed.ts").then(({ createRowFeed }) =>
    createRowFeed({
      path: `${state.path}/rows`,
      initial,
      map: state.rows,
      signal: () => state.abort.signal,
      onFail: (error) => noteFailure(state, error),
    })
  );
  state.readRows.catch((error) => noteFailure(state, error));
}

/** Requests what follows the last line. The last line itself comes again: it may have been incomplete, or a progress bar. */
async function pollLog(state: FeedState, signal: AbortSignal): Promise<boolean> {
  const { store, isLive, isFailing } = state;
  try {
    const first = Math.max(1, store.lastLine);
    const answer = await requestLines(state, { first, count: LINES_PER_REQUEST, signal });
    isFailing.value = false;
    holdLines(state, answer, { isNew: true });
    isLive.value = !answer.is_complete;
  } catch (error) {
    if (!isDeletion(error)) throw error;
    endDeleted(state);
  }
  return isLive.value;
}

function noteFailure(state: FeedState, error: unknown): void {
  if (isDeletion(error)) endDeleted(state);
  else if (!state.abort.signal.aborted) state.isFailing.value = true;
}

/** The run was deleted: its log is over, which is no failure. */
function endDeleted({ runId, isLive, isFailing }: FeedState): void {
  isFailing.value = isLive.value = false;
  noteDeletion(runId);
}
