/**
 * Values of an epoch on several lines: a row of a table, one value a line below a title, classes.
 *
 * @module
 */
import { pointOf } from "../point.ts";
import { identifier } from "../identifier.ts";
import { epochCounter, lookOf, type Loop, measure, nameEpoch, type Part, placeOf } from "../loop.ts";
import type { ShownPoint, Split } from "../model.ts";

/** Cells of a table, and where their row stands. */
interface Table {
  header(names: readonly string[], width: number): string;
  row(cells: readonly string[], width: number): string;
}

/** Columns are wider than their widest name. */
const MARGIN = 3;
const rule = (count: number, width: number) => Array.from({ length: count }, () => "-".repeat(width - 2)).join("  ");
const padded = (cells: readonly string[], width: number) => cells.map((cell) => cell.padStart(width)).join("");
const piped = (cells: readonly string[], width: number) => `| ${cells.map((cell) => cell.padEnd(width)).join(" | ")} |`;

/** How a table looks, by habit. */
const TABLES: Record<string, Table> = {
  "columns": { header: padded, row: padded },
  "columns below a rule": {
    header: (names, width) => `${padded(names, width)}\n  ${rule(names.length, width)}`,
    row: padded,
  },
  "tabs": { header: (names) => names.join("\t"), row: (cells) => cells.join("\t") },
  "commas": { header: (names) => names.join(","), row: (cells) => cells.join(",") },
  "pipes": {
    header: (names, width) => `${piped(names, width)}\n${piped(names.map(() => "-".repeat(width)), width)}`,
    row: piped,
  },
};

/** Splits of the columns, by habit. Null is a column without a split's word. */
const COLUMNS: Record<string, (Split | null)[]> = {
  "one split": [null],
  "train and val": ["train", "val"],
  "plain and val": [null, "val"],
};

/** A row an epoch below one header. */
export function tableRows(loop: Loop): Part {
  const { draw, log, count } = loop;
  const table = draw.one("table", TABLES), splits = draw.one("table of", COLUMNS), digits = draw.int(3, 5);
  const columns = splits.flatMap((split) =>
    loop.author.quantities.map(({ word, kind }) => ({ name: identifier([split, word]), kind }))
  );
  const names = columns.map(({ name }) => name), width = MARGIN + Math.max(9, ...names.map(({ length }) => length));
  return {
    begin: () => log.print(table.header(["epoch", ...names], width)),
    endEpoch() {
      const texts = splits.flatMap((split) => measure(loop, split).map(({ value }) => value.toFixed(digits)));
      const points = texts.map((text, at) => pointOf(columns[at]!.name, columns[at]!.kind, text));
      const epoch = loop.epoch + count.epochFrom, place = { step: null, epoch };
      log.print(
        table.row([String(epoch), ...texts], width),
        points.map((point) => nameEpoch(loop, point, true)),
        place,
      );
      loop.shown.epoch = true;
    },
  };
}

/** The words above the values of a split, by habit. */
const SPLIT_TITLES: Record<string, (split: Split) => string> = {
  "word and colon": (split) => `${split[0]!.toUpperCase()}${split.slice(1)}:`,
  "word in brackets": (split) => `[${split}]`,
  "word alone": (split) => split,
};

/** Adds the split above to a point's name. Training's may have the plain name: other splits are told from it. */
function ofSplit(point: ShownPoint, split: Split | null): ShownPoint {
  if (split === null) return point;
  const { metric, also = [] } = point, names = [metric, ...also], own = names.map((name) => `${split}_${name}`);
  const plain = split === "train" ? names.flatMap((name) => [name, `epoch_${name}`]) : [];
  return { ...point, metric: own[0]!, also: [...own.slice(1), ...plain] };
}

/** One value a line below the epoch's title, or below a title for each split. */
export function valueLines(loop: Loop): Part {
  const { draw, log } = loop;
  const titleLook = lookOf(loop, "title", { counters: [epochCounter(loop)] });
  const look = lookOf(loop, "block", { counters: [] });
  const splits: (Split | null)[] = draw.one("block", { "plain": [null], "of splits": ["train", "val"] });
  const splitTitle = splits[0] ? draw.one("block of a split", SPLIT_TITLES) : null;
  const indent = draw.one("block", { "indented": "  ", "at the left": "", "behind a dash": "  - " });
  return {
    endEpoch() {
      const title = titleLook({ counters: [epochCounter(loop)], split: null, values: [] });
      if (!loop.shown.epoch) log.print(title.text);
      loop.shown.epoch = true;
      for (const split of splits) {
        if (split && splitTitle) log.print(splitTitle(split));
        for (const value of measure(loop, null)) {
          const { text, points } = look({ counters: [], split: null, values: [value] });
          log.print(indent + text, points.map((point) => nameEpoch(loop, ofSplit(point, split), false)), placeOf(loop));
        }
      }
    },
  };
}
