/**
 * Reads the rows of a log as a terminal leaves them. A process keeps the screens of the logs that it drew last, so that it draws only what
 * is new. Of a very long log the end is rows as they are.
 *
 * @module
 */
import { takeTurns } from "../intake/turns.ts";
import { SCREEN_LOG_MAX_BYTES, SCREENS_KEPT } from "../limits.ts";
import { countRows, spansAfter } from "../lines/row_spans.ts";
import { createLogScreen, type LogScreen } from "../lines/log_screen.ts";
import type { Run } from "../model.ts";
import type { Store } from "../store/store.ts";
import { blankLine } from "../text/secrets.ts";
import type { WireLogRows } from "../wire/log_rows.ts";

/** A log that is drawn. */
interface DrawnLog {
  screen: LogScreen;
  /** Bytes that are drawn. */
  bytes: number;
  /** Who draws now. The next caller waits. */
  drawing: Promise<void>;
}

/** The logs that the process keeps of each store, the one that was used last at the end. */
const kept = new WeakMap<Store, Map<string, DrawnLog>>();

/** Which rows to read. */
export interface LogRowsQuery {
  /** Only rows behind this one; 0 by default. */
  afterRow?: number;
  /** True for a reader who gets them without the secrets in them. */
  isBlanked?: boolean;
  signal?: AbortSignal | undefined;
}

/** Reads the rows of a run's log. */
export async function readLogRows(
  store: Store,
  run: Run,
  { afterRow = 0, isBlanked = false, signal }: LogRowsQuery = {},
): Promise<WireLogRows> {
  const log = keptLog(store, run);
  const before = log.drawing;
  // A caller that left ends its own drawing only; what it has drawn stays.
  const drawing = Promise.allSettled([before]).then(() => drawNew(store, { run, log, signal }));
  log.drawing = drawing;
  await drawing;
  const { spans, fixed, lastLine } = log.screen.rows();
  if (isPastBounds(log) && lastLine < run.lastLine) {
    spans.push({ line: lastLine + 1, count: run.lastLine - lastLine, text: null });
  }
  return {
    first_row: afterRow + 1,
    spans: spansAfter(spans, afterRow).map((span) =>
      isBlanked && span.text !== null ? { ...span, text: blankLine(span.text) } : span
    ),
    last_row: countRows(spans),
    fixed_rows: fixed,
  };
}

const isPastBounds = ({ screen, bytes }: DrawnLog) => screen.isFull || bytes >= SCREEN_LOG_MAX_BYTES;

/** The log's screen: the kept one, or an empty one. A log that was deleted and became shorter is drawn anew. */
function keptLog(store: Store, run: Run): DrawnLog {
  const logs = kept.get(store) ?? new Map<string, DrawnLog>();
  kept.set(store, logs);
  const held = logs.get(run.id);
  const log = held && held.bytes <= run.logBytes
    ? held
    : { screen: createLogScreen(), bytes: 0, drawing: Promise.resolve() };
  logs.delete(run.id);
  logs.set(run.id, log);
  for (const oldest of logs.keys()) {
    if (logs.size <= SCREENS_KEPT) break;
    logs.delete(oldest);
  }
  return log;
}

/** Draws what was stored since. Other requests get turns meanwhile. */
async function drawNew(
  store: Store,
  { run, log, signal }: { run: Run; log: DrawnLog; signal: AbortSignal | undefined },
): Promise<void> {
  if (isPastBounds(log)) return;
  const endTurn = takeTurns();
  for await (const bytes of store.logs.bytes(run.id, { from: log.bytes, signal })) {
    const room = bytes.subarray(0, SCREEN_LOG_MAX_BYTES - log.bytes);
    log.screen.push(room);
    log.bytes += room.length;
    if (isPastBounds(log)) return;
    await endTurn(room.length);
  }
}
