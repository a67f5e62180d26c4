/**
 * The signs of marks on the axis of a chart that stands alone. Each has its words as a title, which a reader of the file gets by pointing
 * at it. They lead nowhere: the file may be read where no server is.
 *
 * @module
 */
import type { JSX } from "preact";
import { groupSigns, type MarkSign, type PlacedMark } from "../../series/mark_places.ts";
import { describeSign } from "../../text/mark_words.ts";
import { cleanText } from "./clean_text.ts";
import { lookOfMark } from "./palette.ts";

/** A run's marks with their places. */
export interface LineWithMarks {
  id: string;
  name: string;
  marks?: readonly PlacedMark[];
}

/** The runs, and where the x axis lies, pixels. */
export interface SheetMarksProps {
  lines: readonly LineWithMarks[];
  leftOf(x: number): number;
  span: { left: number; right: number };
  /** The y of the axis. */
  bottom: number;
}

/** Side of a sign, pixels. */
const SIZE = 12;

/** The signs. Those of several runs say whose they are. */
export function SheetMarks({ lines, leftOf, span, bottom }: SheetMarksProps): JSX.Element {
  const isNamed = new Set(lines.map(({ id }) => id)).size > 1;
  return (
    <>
      {lines.flatMap(({ id, name, marks = [] }) =>
        groupSigns(marks, { runId: id, pixelOf: leftOf, span }).map((sign) => (
          <Sign key={`${id} ${sign.left}`} sign={sign} bottom={bottom} name={isNamed ? name : null} />
        ))
      )}
    </>
  );
}

function Sign({ sign: { left, kind, marks }, bottom, name }: { sign: MarkSign; bottom: number; name: string | null }) {
  const look = lookOfMark(kind);
  return (
    <g class={`mark mark-${look}`} transform={`translate(${Math.round(left * 10) / 10} ${bottom - SIZE - 1})`}>
      <title>{cleanText(describeSign(marks, name))}</title>
      <rect x={-SIZE / 2} width={SIZE} height={SIZE} rx={look === "bad" ? SIZE / 2 : 3} />
      {marks.length > 1 && <text y={SIZE - 3} text-anchor="middle">{marks.length}</text>}
    </g>
  );
}
