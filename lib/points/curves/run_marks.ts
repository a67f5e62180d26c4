/**
 * Marks of a run: the lines that tell what happened to it. A traceback is told by its last line, which says what failed; the same message
 * from several ranks, or of several files of one checkpoint, is one mark. Decides nothing from the numbers but the first NaN or infinity
 * of a metric.
 *
 * @module
 */
import type { Point, RunMark, RunMarkKind } from "../../model.ts";
import { isSet } from "../grammar/statement.ts";
import type { LineMark } from "../words/run_mark_kinds.ts";
import { sizeOfText } from "../size.ts";
import { copyText } from "../../text/own_text.ts";

/** A mark before its time is known. */
export type FoundMark = Omit<RunMark, "time">;
/** Receives each mark. */
export type OnMark = (mark: FoundMark) => void;

/** What is remembered of marks between lines. */
export interface MarkState {
  /** Line of the open traceback's start; 0 without one. */
  opened: number;
  /** Number of points so far. */
  points: number;
  /** Of each kind, the number of points at its newest mark. */
  newest: Partial<Record<RunMarkKind, number>>;
  /** Metrics that had a NaN or an infinity. */
  nonFinite: string[];
}

/** Nothing yet. */
export const noMarks = (): MarkState => ({ opened: 0, points: 0, newest: {}, nonFinite: [] });

/** Characters of a line that a mark keeps. */
const TEXT_MAX_CHARS = 160;
/** A traceback's last line is searched in so many lines. */
const TRACEBACK_LINES = 200;
/** Metrics whose first NaN or infinity is marked. */
const NON_FINITE_MAX = 32;
/** The line that ends a traceback of Python: the exception. */
const EXCEPTION = /^(?:\w+\.)*[A-Z]\w*(?::|$)/;

/** A line, and what lines of its shape tell. */
export interface MarkedLine {
  mark: LineMark | null;
  text: string;
  line: number;
}

/** Where marks go, and what is remembered of them. */
export interface Marking {
  onMark: OnMark;
  state: { runMarks: MarkState; globalStep: number; room: number };
}

/** Gives the mark of a line, or of the traceback that the line ends. */
export function markLine(marked: MarkedLine, marking: Marking): void {
  const { mark, text, line } = marked, { runMarks } = marking.state;
  if (mark === "opens") runMarks.opened = line;
  else if (mark !== null) {
    giveOnce({ kind: mark, line, text }, marking);
    if (EXCEPTION.test(text)) runMarks.opened = 0;
  } else if (runMarks.opened > 0 && line > runMarks.opened) closeTraceback(text, line, marking);
}

/** Lines of a traceback are indented, up to the exception. One that doesn't end is forgotten. */
function closeTraceback(text: string, line: number, marking: Marking): void {
  const { runMarks } = marking.state;
  if (line - runMarks.opened > TRACEBACK_LINES) runMarks.opened = 0;
  if (runMarks.opened === 0 || !EXCEPTION.test(text)) return;
  runMarks.opened = 0;
  giveOnce({ kind: "traceback", line, text }, marking);
}

/** Marks of one kind without any point between them are one. */
function giveOnce({ kind, line, text }: Pick<FoundMark, "kind" | "line" | "text">, marking: Marking): void {
  const { onMark, state } = marking, { runMarks } = state, isSame = runMarks.newest[kind] === runMarks.points;
  runMarks.newest[kind] = runMarks.points;
  if (!isSame) onMark({ kind, line, step: reached(state), text: shorten(text) });
}

/** The training step that the run has reached; null while the log shows none. */
const reached = ({ globalStep }: { globalStep: number }): number | null => isSet(globalStep) ? globalStep : null;

function shorten(text: string): string {
  const start = text.trim().slice(0, 2 * TEXT_MAX_CHARS);
  if (start.length <= TEXT_MAX_CHARS) return copyText(start);
  const characters = [...start];
  return characters.length > TEXT_MAX_CHARS
    ? characters.slice(0, TEXT_MAX_CHARS - 1).join("") + "…"
    : characters.join("");
}

/** Gives the mark of a silence after a line; none before the first line. */
export function markSilence({ line, text }: { line: number; text: string }, { onMark, state }: Marking): void {
  if (line > 0) onMark({ kind: "silence", line, step: reached(state), text });
}

/** Counts a point, and gives the mark of a metric's first point that is NaN or an infinity. */
export function markPoint({ metric, line, value }: Point, { onMark, state }: Marking): void {
  const { runMarks } = state;
  runMarks.points++;
  if (Number.isFinite(value)) return;
  const { nonFinite } = runMarks;
  if (nonFinite.length >= NON_FINITE_MAX || nonFinite.includes(metric)) return;
  nonFinite.push(metric);
  state.room -= sizeOfText(metric);
  onMark({ kind: "nan", line, step: reached(state), text: metric });
}
