/**
 * Splits the history of a training that is printed as one dictionary of lists: `{'loss': [1.5, 0.9], 'val_loss': [1.6, 1.0]}` holds two
 * epochs. Knows no names: whose columns are read is for the caller to say.
 *
 * @module
 */

/** A column: its name and its list. */
const COLUMN = /\s*(["'])([^"']{1,60})\1:\s?\[([^[\]]*)\](?:,|\}$)/y;
/** A value of a list, which numpy prints with its type. */
const VALUE = /^\s?(?:np\.float\d{2}\()?(-?\d{1,20}(?:\.\d{1,20})?(?:e[-+]?\d{1,3})?|nan|-?inf)\)?$/;

/** A column of a history. */
export interface HistoryColumn {
  name: string;
  /** As printed. */
  values: string[];
}

/** True for a line that may be such a dictionary. Most lines need a look at their ends. */
export function mayBeHistory(text: string): boolean {
  return text.endsWith("]}") && text.startsWith("{");
}

/** The columns of a history, all of one length; null for any other line. */
export function columnsOf(text: string): HistoryColumn[] | null {
  const columns: HistoryColumn[] = [];
  for (COLUMN.lastIndex = 1; COLUMN.lastIndex < text.length;) {
    const [, , name, list] = COLUMN.exec(text) ?? [];
    if (name === undefined) return null;
    const values = list!.split(",").map((value) => VALUE.exec(value)?.[1] ?? "");
    if (values.length < 2 || values.includes("") || values.length !== (columns[0]?.values ?? values).length) {
      return null;
    }
    columns.push({ name, values });
  }
  return columns;
}

/**
 * A line for each epoch of a history.
 *
 * @example
 * ```ts
 * import { linesOf } from "./history.ts";
 * linesOf([{ name: "loss", values: ["1.5", "0.9"] }]); // ['{"epoch": 1, "loss": 1.5}', '{"epoch": 2, "loss": 0.9}']
 * ```
 */
export function linesOf(columns: readonly HistoryColumn[]): string[] {
  return (columns[0]?.values ?? []).map((_, at) => {
    const fields = columns.map(({ name, values }) => `, "${name}": ${values[at]}`);
    return `{"epoch": ${at + 1}${fields.join("")}}`;
  });
}
