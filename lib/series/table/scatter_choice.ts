/**
 * Which columns a scatter shows, as an address says it: `log(setting(lr)),best(loss)`, or `auto` where the page chooses. Pure, both sides.
 *
 * @module
 */

/** A column of a scatter by its id, and whether its axis is logarithmic. */
export interface ScatterSide {
  column: string;
  isLog: boolean;
}

/** Both columns, across and up; `auto` where the page chooses them. */
export type ScatterChoice = "auto" | { x: ScatterSide; y: ScatterSide };

const LOG = /^log\((.+)\)$/;

const readSide = (text: string): ScatterSide => ({ column: LOG.exec(text)?.[1] ?? text, isLog: LOG.test(text) });

const writeSide = ({ column, isLog }: ScatterSide): string => isLog ? `log(${column})` : column;

/** Reads a choice from the columns that the address names. What isn't two columns is left to the page. */
export function readScatter(columns: readonly string[]): ScatterChoice {
  const [x, y] = columns;
  return x === undefined || y === undefined ? "auto" : { x: readSide(x), y: readSide(y) };
}

/** Writes a choice. */
export const writeScatter = (choice: ScatterChoice): string =>
  choice === "auto" ? choice : `${writeSide(choice.x)},${writeSide(choice.y)}`;
