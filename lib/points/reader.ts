/**
 * Turns lines into points, in one order: a line's shape, what lines of that shape say, the line's place, the points that are charted. Never
 * throws, and reads at most `LINE_READ_MAX_CHARS` characters of a line, of JSON more.
 *
 * @module
 */
import type { LineState, Progress, UnreadName } from "../model.ts";
import { type Applying, applyStatement, endLog, NO_BAR, noteMark, pauseLog } from "./apply.ts";
import { keepWithin } from "./curves/budget.ts";
import type { OnPoint } from "./curves/give.ts";
import { historyLines } from "./curves/history.ts";
import { findProgress } from "./curves/progress.ts";
import { markPoint, markSilence, type OnMark } from "./curves/run_marks.ts";
import { initialReaderState } from "./curves/state.ts";
import { packState, type ReaderState, unpackState } from "./curves/stored_state.ts";
import { giveTaught } from "./curves/taught.ts";
import { listUnread, listWarnings } from "./curves/unread.ts";
import { knownStatement } from "./known_shapes.ts";
import { keepExample, scanAlike } from "./scan/alike.ts";
import { cutLine } from "./scan/cut_line.ts";
import { fillCharacters, makeCharacters } from "./scan/characters.ts";
import type { BytesOfLine } from "./scan/example.ts";
import { mayBeHistory } from "./scan/history.ts";
import { makeShape, scanCharacters, scanShape } from "./scan/shape.ts";
import { plainNumbers, usesDecimalComma } from "./scan/spelling.ts";
import type { CompiledPattern } from "./taught/pattern.ts";
import { canonicalName } from "./words/name.ts";
import { isRaw, isRedrawn, splitRanks, splitRecords, splitRedrawn, stripAnsi } from "./scan/raw.ts";

export type { OnPoint } from "./curves/give.ts";
export type { ReaderState } from "./curves/stored_state.ts";

/** Reads a log line by line. */
export interface PointReader {
  /** Reads one state of a line, by default a whole line that stands alone. May give points of earlier lines too. Never throws. */
  read(text: string, line: number, state?: Partial<LineState>): void;
  /** Nothing was printed for a while: gives the points that wait only for a place which is known by now. */
  pause(): void;
  /** Ends the log: gives the points that were held back. */
  finish(): void;
  /** Gives the mark of a silence after the newest line. */
  markSilence(text: string): void;
  /** A copy of all that is remembered. A reader that resumes from it gives the same points. */
  snapshot(): ReaderState;
  /** Settings that were printed before training, by name. */
  readonly settings: Record<string, string>;
  readonly progress: Progress;
  /** Sentences about what was left out: values that can't be read, points that were not kept. */
  readonly warnings: string[];
  /** Names that recur and aren't charted, with the reason. */
  readonly unread: UnreadName[];
}

/** How to read. */
export interface ReadOptions {
  /** Where to resume. By default at the start of a log. */
  state?: ReaderState;
  /** What the user has taught, see `loadPatterns`. */
  patterns?: readonly CompiledPattern[];
  /** Receives the marks of the run: what its lines tell of the run itself. */
  onMark?: OnMark;
  /** Give only what the patterns read; the rest of the log still sets the steps. */
  onlyPatterns?: boolean | undefined;
}

/** Characters of the line that is read, for all readers: a line is read to its end before the next one. */
const characters = makeCharacters();

interface Reading extends Applying {
  patterns: readonly CompiledPattern[];
  /** Receives what the patterns read. */
  onTaught: OnPoint;
}

/** What reading begins with. */
function beginReader(onPoint: OnPoint, options: ReadOptions): Reading {
  const { patterns = [], onMark = () => {} } = options;
  const give: OnPoint = (point) => {
    markPoint(point, reading);
    onPoint(point);
  };
  const reading: Reading = {
    state: options.state ? unpackState(options.state) : initialReaderState(),
    onPoint: options.onlyPatterns ? () => {} : give,
    onTaught: give,
    onMark,
    taught: new Set(patterns.map(({ metric }) => canonicalName(metric))),
    place: null,
    placed: 0,
    redrawn: false,
    ...NO_BAR,
    patterns,
    shape: makeShape(),
  };
  return reading;
}

/** Starts a reader, or resumes one from a snapshot. */
export function createPointReader(onPoint: OnPoint, options: ReadOptions = {}): PointReader {
  const reading = beginReader(onPoint, options), { state } = reading;
  let newest = 0;
  return {
    read: (printed, line, how = {}) => {
      const { redrawn = false, isCut = false, piece = printed, from = 0 } = how,
        own = isCut ? null : bytesOf(printed, how);
      newest = line;
      beginLine(redrawn, reading);
      if (own !== null && scanAlike(own, reading.shape)) return readScanned(own.shown, line, reading);
      const text = cutLine(printed);
      if ((isCut || text !== printed) && !redrawn) state.leftOut.cut++;
      fillCharacters(text, characters, piece, from);
      readStates(line, reading, own);
    },
    pause: () => pauseLog(reading),
    finish: () => endLog(reading),
    markSilence: (text) => markSilence({ line: newest, text }, reading),
    snapshot: () => packState(state),
    get settings() {
      return state.settings;
    },
    get progress() {
      return findProgress(state);
    },
    get warnings() {
      return listWarnings(state);
    },
    get unread() {
      return listUnread(state).filter(({ name }) => !reading.taught.has(name));
    },
  };
}

/** A state and its bytes; null where they aren't known. Made anew for each: a record that stays would be slower to fill. */
function bytesOf(text: string, { bytes = null, byteFrom = 0, byteLength = 0 }: Partial<LineState>): BytesOfLine | null {
  return bytes && { text, shown: text, bytes, from: byteFrom, length: byteLength, place: -1 };
}

/** Forgets what was known of the line before. */
function beginLine(redrawn: boolean, reading: Reading): void {
  reading.redrawn = redrawn;
  reading.isStart = reading.isEnd = false;
  reading.isBar = reading.isDrawn = reading.isFresh = false;
}

/** Reads a line whose characters were filled in. One that backspaces redraw, as old Keras does, is read one state after the other. */
function readStates(line: number, reading: Reading, bytes: BytesOfLine | null): void {
  const { text } = characters;
  if (!isRaw(characters)) return readFilled(line, reading, bytes);
  if (!isRedrawn(text)) return readLine(text, line, reading, bytes);
  const states = splitRedrawn(text);
  states.forEach((state, at) => {
    reading.redrawn ||= at < states.length - 1;
    readLine(state, line, reading);
  });
}

function readLine(raw: string, line: number, reading: Reading, bytes: BytesOfLine | null = null): void {
  for (const piece of splitRanks(stripAnsi(raw))) {
    const own = mayBeHistory(piece) ? null : bytes;
    for (const record of historyLines(piece, reading.state) ?? splitRecords(piece)) {
      fillCharacters(record, characters);
      readFilled(line, reading, own);
    }
  }
}

/** Reads a line whose characters were filled in, or the piece of it that one rank wrote. A line with bytes may be an example for later ones. */
function readFilled(line: number, reading: Reading, bytes: BytesOfLine | null = null): void {
  if (characters.text === "") return;
  scanCharacters(characters, reading.shape);
  if (bytes !== null) keepExample(bytes, characters, reading.shape);
  readScanned(characters.text, line, reading);
}

/** Reads a line whose numbers were found. */
function readScanned(printed: string, line: number, reading: Reading): void {
  const { shape, patterns } = reading;
  const text = shape.isSpelled ? spellPlainly(printed, reading) : printed;
  const statement = knownStatement(text, shape);
  applyStatement(statement, { text, line }, reading);
  if (statement.lineMark !== null || reading.state.runMarks.opened > 0) noteMark(statement, { text, line }, reading);
  if (patterns.length > 0) { for (const pattern of patterns) giveTaught(pattern, { text: printed, line }, reading); }
  keepWithin(reading);
}

/** Writes a line's numbers in the plain form, by the decimal mark that the log uses. */
function spellPlainly(printed: string, { shape, state }: Reading): string {
  state.decimalComma = usesDecimalComma(printed, state.decimalComma);
  const text = plainNumbers(printed, state.decimalComma);
  if (text !== printed) scanShape(text, shape);
  return text;
}
