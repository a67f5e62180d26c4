/**
 * Rows under a header: fixed width, tabs, pipes, box drawing.
 *
 *       epoch    train_loss    valid_acc    valid_loss     dur
 *     -------  ------------  -----------  ------------  ------
 *           1        0.8387       0.8800        0.4174  3.8169
 *
 *         Epoch   gpu_mem       box       obj       cls    labels  img_size
 *          0/63     4.89G   0.06353     0.033         0         1      1280: 100%|██████████| 213/213 [06:10<00:00,  1.74s/it]
 *
 * @module
 */
import type { LineFacts } from "../facts.ts";
import { understandName } from "../name.ts";
import { type ScannedNumber, scanNumber } from "../number.ts";
import { phaseOf } from "../segment.ts";
import type { TableState } from "../state.ts";

const COLUMNS_MAX = 64;
const IDLE_LINES_MAX = 12;
const FIRST = /^(?:#\s*)?(?:epochs?|iter(?:ation)?|steps?|class|e|#|round|batch|trial|n_?iter)$/i;
const BAR = /:\s*\d{1,3}%\|.*$/;
const number: ScannedNumber = {
  value: 0,
  total: NaN,
  unit: "",
  end: 0,
  integer: false,
  valid: false,
};

function splitCells(text: string): string[] {
  if (/[|│┃]/.test(text)) {
    const inner = text.replace(/^\s*[|│┃]|[|│┃]\s*$/g, "");
    return inner.split(/[|│┃]/).map((cell) => cell.trim());
  }
  if (/^[^\s,]+(?:,[^\s,]*)+$/.test(text)) return text.split(",");
  return text.trim().split(/\t+|\s{2,}/).map((cell) => cell.trim()).filter((cell) => cell !== "");
}

function splitWords(text: string): string[] {
  return text.split(/[\s|│┃]+/).filter((word) => word !== "");
}

/** The header a line is; null when it is none. */
export function readHeader(text: string): TableState | null {
  if (text.length < 8 || text.length > 900 || text.indexOf("=") >= 0) return null;
  const barred = text.indexOf("%|") >= 0;
  if (!barred && text.indexOf(": ") >= 0) return null;
  const before = (barred ? text.replace(BAR, "") : text).replace(/^\s*#\s+/, "").trim();
  if (before.length < 8 || /[=;{}"“]|: |[.,:!?]$/.test(before)) return null;
  if (/(?:^|\s)[-+]?\d+(?:\.\d+)?(?=\s|$)/.test(before)) return null;
  const cells = splitCells(before), words = splitWords(before);
  if (words.length < 2 || words.length > COLUMNS_MAX) return null;
  const known = words.filter((word) => understandName(word).known).length;
  const first = FIRST.test(cells[0]!) || FIRST.test(words[0]!);
  const listed = cells.length >= 3 && known >= 2 && cells.length * 2 >= words.length;
  const placed = first && (known > 0 || (words.length >= 4 && cells.length >= 4));
  if (!listed && !placed) return null;
  return { cells, words, phase: phaseOf(before), rows: 0, idle: 0 };
}

interface Cell {
  name: string;
  value: number;
  total: number;
  unit: string;
}

/** Reads a row into `facts`; false when the line isn't one. */
export function readRow(text: string, table: TableState, facts: LineFacts): boolean {
  if (++table.idle > IDLE_LINES_MAX) return false;
  const columns = fitColumns(text.replace(BAR, ""), table);
  if (!columns) return false;
  const cells: Cell[] = [];
  let words = 0;
  for (const [name, cell] of columns) {
    if (scanNumber(cell, 0, number) && number.valid && number.end === cell.length) {
      cells.push({ name, value: number.value, total: number.total, unit: number.unit });
    } else if (cell !== "" && !/^[-–—+*.:\d]+$/.test(cell)) words++;
  }
  if (cells.length < 2 || words > Math.max(1, columns.length / 3)) return false;
  for (const cell of cells) placeCell(cell, facts);
  if (/^all$/i.test(columns[0]![1])) facts.phase = "val";
  table.rows++;
  table.idle = 0;
  return facts.pairs.length > 0;
}

/** Names beside cells, by cells or by words, whichever has the header's count. */
function fitColumns(text: string, table: TableState): [string, string][] | null {
  const join = (names: string[], values: string[]) =>
    names.length === values.length ? names.map((name, i): [string, string] => [name, values[i]!]) : null;
  const cells = splitCells(text), words = splitWords(text);
  return join(table.cells, cells) ?? join(table.words, words) ?? join(table.cells, words);
}

function placeCell({ name, value, total, unit }: Cell, facts: LineFacts): void {
  const info = understandName(name);
  const role = name === "E" ? "epoch" : name === "#" ? "step" : info.role;
  if (role === "epoch") facts.epoch = value, facts.epochTotal = total;
  else if (role === "step") facts.step = value;
  else if (role === "batch") facts.batch = value;
  else if (role === "metric") {
    const known = { ...info, known: true };
    facts.pairs.push({ info: known, value, unit, separated: true, line: facts.line });
  }
}
