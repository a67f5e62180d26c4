/**
 * A whole chart that stands alone as SVG: title, both axes with their titles, the lines, a legend and the source. It has its colours and
 * its type in itself, runs no script and loads nothing, so it can be shown by a README, a paper or a notebook.
 *
 * @module
 */
import type { JSX } from "preact";
import type { PlacedMark } from "../../series/mark_places.ts";
import { nameXAxis } from "../../series/x_axis.ts";
import type { WireAxis } from "../../wire/points.ts";
import { formatNumber } from "../../text/format.ts";
import { listSigns } from "../../series/list_signs.ts";
import { UNDRAWN_SIGNS } from "../../series/undrawn.ts";
import { dashOf } from "../../series/run_styles.ts";
import { cleanText } from "./clean_text.ts";
import { colourOf, type SheetTheme, writeMarkColours, writeTheme } from "./palette.ts";
import { estimateWidth, placeLegend, ROW_HEIGHT, SAMPLE_WIDTH, shortenMiddle, SMALL_TYPE } from "./sheet_legend.ts";
import { SheetMarks } from "./SheetMarks.tsx";
import { countHidden, createScale, drawPath, type PlotBox, type SheetPoints, type SheetScale } from "./sheet_scale.ts";

/** A line of the chart. */
export interface SheetLine extends SheetPoints {
  id: string;
  name: string;
  /** 1 to 12: colour and dash of the run. */
  style: number;
  /** The newest value of the run, for the legend; null without one. */
  last: number | null;
  /** How many values the line stands for, and how many of them are NaN or infinite; where that isn't known, the drawn ones count. */
  infinite?: { count: number; of: number };
  /** Drawn thin and pale: the points behind a smoothed line. It has no entry in the legend. */
  isFaint?: boolean;
  /** What happened to the run. Given for one of its lines. */
  marks?: readonly PlacedMark[];
}

/** What a chart shows. */
export interface ChartSheetProps {
  title: string;
  lines: readonly SheetLine[];
  x: WireAxis;
  /** How many minutes the clock of a clock axis is ahead of UTC; 0 by default. */
  zone?: number;
  yTitle: string;
  y: "linear" | "log";
  /** Leaves outliers outside of the y axis; false by default. */
  clip?: boolean;
  minX: number | null;
  maxX: number | null;
  /** CSS pixels. */
  width: number;
  height: number;
  theme: SheetTheme;
  /** Where the chart is from, in words. */
  source: string;
  /** True while a run may get further points. */
  isLive?: boolean;
}

const TITLE_TYPE = 15, PAD = 14, TITLE_HEIGHT = 30, TICKS_HEIGHT = 22, NOTE_HEIGHT = 18;
const FONT = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

/** The chart. */
export function ChartSheet(props: ChartSheetProps): JSX.Element {
  const { width, height, title, lines, theme } = props;
  const named = lines.filter(({ isFaint }) => !isFaint);
  const texts = named.map(({ name, last }) =>
    last === null ? cleanText(name) : `${cleanText(name)}: ${formatNumber(last)}`
  );
  const legend = placeLegend(texts, {
    width: width - 2 * PAD,
    mostRows: Math.max(1, Math.floor(height / 4 / ROW_HEIGHT)),
  });
  const footHeight = legend.rows * ROW_HEIGHT + NOTE_HEIGHT + PAD / 2;
  const { box, scale } = layOut(props, footHeight);
  const notes = scale ? listNotes(props, scale, legend.leftOut) : [];
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      {...(props.isLive ? { "data-live": "true" } : {})}
    >
      <title>{cleanText(title)}</title>
      <desc>{describe(props)}</desc>
      <style>{writeStyles(theme, lines)}</style>
      <rect class="ground" width={width} height={height} />
      <text class="title" x={PAD} y={PAD + TITLE_TYPE - 3}>
        {shortenMiddle(cleanText(title), Math.max(8, Math.floor((width - 2 * PAD) / (TITLE_TYPE * 0.6))))}
      </text>
      {scale ? <Plot {...props} box={box} scale={scale} /> : <Empty {...props} box={box} />}
      {legend.entries.map(({ index, left, top, text }) => {
        const y = height - footHeight + top;
        return (
          <g key={named[index]!.id}>
            <path class={`run r${named[index]!.style}`} d={`M${PAD + left} ${y}h${SAMPLE_WIDTH}`} />
            <text x={PAD + left + SAMPLE_WIDTH + 6} y={y + 4}>{text}</text>
          </g>
        );
      })}
      <text class="muted" x={PAD} y={height - PAD / 2 - 3}>
        {shortenMiddle(
          [...notes, cleanText(props.source)].join(" · "),
          Math.floor((width - 2 * PAD) / (SMALL_TYPE * 0.58)),
        )}
      </text>
    </svg>
  );
}

/** The widest label of the y axis decides where the plot begins, and the plot's height which labels there are. */
function layOut(props: ChartSheetProps, footHeight: number): { box: PlotBox; scale: SheetScale | null } {
  const { width, height, lines } = props;
  const top = PAD + TITLE_HEIGHT - 6, bottom = footHeight + 2 * TICKS_HEIGHT;
  const boxFrom = (left: number): PlotBox => ({
    left,
    top,
    width: Math.max(20, width - left - PAD - 10),
    height: Math.max(20, height - top - bottom),
  });
  const draft = createScale(lines, { ...props, yTitle: cleanText(props.yTitle), box: boxFrom(70) });
  const widest = Math.max(16, ...(draft?.y.texts ?? []).map((text) => estimateWidth(text, 11)));
  const box = boxFrom(Math.ceil(PAD + NOTE_HEIGHT + widest + 8));
  return { box, scale: draft && createScale(lines, { ...props, yTitle: cleanText(props.yTitle), box }) };
}

function Plot(
  { lines, y, box, scale }: ChartSheetProps & { box: PlotBox; scale: SheetScale },
) {
  const { left, top, width, height } = box, right = left + width, bottom = top + height;
  return (
    <>
      {scale.y.ticks.map((tick, at) => (
        <g key={`y${tick}`}>
          <path class="grid" d={`M${left} ${scale.topOf(tick)}H${right}`} />
          <text class="tick" x={left - 7} y={scale.topOf(tick) + 4} text-anchor="end">{scale.y.texts[at]}</text>
        </g>
      ))}
      <path class="axis" d={`M${left} ${bottom}H${right}`} />
      {scale.x.ticks.map((tick, at) => (
        <g key={`x${tick}`}>
          <path class="axis" d={`M${scale.leftOf(tick)} ${bottom}v4`} />
          <text class="tick" x={scale.leftOf(tick)} y={bottom + 17} text-anchor="middle">{scale.x.texts[at]}</text>
        </g>
      ))}
      <text class="muted" x={left + width / 2} y={bottom + 2 * TICKS_HEIGHT - 8} text-anchor="middle">
        {scale.x.title}
      </text>
      <text
        class="muted"
        transform={`translate(${PAD + 8} ${top + height / 2}) rotate(-90)`}
        text-anchor="middle"
      >
        {shortenMiddle(scale.y.title, Math.max(6, Math.floor(height / 8)))}
      </text>
      {rawLines(lines).flatMap((line) =>
        listSigns(line, { y, low: scale.x.low, high: scale.x.high }).map((hole) => (
          <text
            key={`${line.id} ${hole.x}`}
            class={`sign r${line.style}`}
            x={scale.leftOf(hole.x)}
            y={hole.kind === "above" ? top + 11 : bottom - 3}
            text-anchor="middle"
          >
            {UNDRAWN_SIGNS[hole.kind]}
          </text>
        ))
      )}
      {lines.map((line) => (
        <path
          key={`${line.id}${line.isFaint ? " raw" : ""}`}
          class={`run r${line.style}${line.isFaint ? " faint" : ""}`}
          d={drawPath(line, scale)}
        />
      ))}
      <SheetMarks lines={lines} leftOf={scale.leftOf} span={{ left, right }} bottom={bottom} />
    </>
  );
}

function Empty({ lines, y, box }: ChartSheetProps & { box: PlotBox }): JSX.Element {
  const isAboveNone = y === "log" && lines.some(({ value }) => Array.from(value).some(Number.isFinite));
  return (
    <text class="muted" x={box.left + box.width / 2} y={box.top + box.height / 2} text-anchor="middle">
      {isAboveNone ? "No value above 0, which a logarithmic axis needs" : "No points to draw"}
    </text>
  );
}

/** The lines of the points themselves, also where smoothed ones lie over them. */
const rawLines = (lines: readonly SheetLine[]) =>
  lines.some(({ isFaint }) => isFaint) ? lines.filter(({ isFaint }) => isFaint) : lines;

function listNotes({ lines, y, clip }: ChartSheetProps, scale: SheetScale, leftOut: number): string[] {
  const raw = rawLines(lines), known = raw.map(({ infinite }) => infinite).filter((each) => each !== undefined);
  const isExact = y === "linear" && !clip && known.length > 0 && known.length === raw.length;
  const sum = (of: (each: { count: number; of: number }) => number) => known.reduce((all, each) => all + of(each), 0);
  const hidden = isExact ? sum(({ count }) => count) : countHidden(raw, scale);
  const of = isExact ? ` of ${sum((each) => each.of).toLocaleString("en")}` : "";
  const which = `${hidden.toLocaleString("en")}${of} ${hidden === 1 && !isExact ? "value" : "values"}`;
  return [
    ...(leftOut > 0 ? [`and ${leftOut} more ${leftOut === 1 ? "run" : "runs"}`] : []),
    ...(hidden > 0 ? [`${which} ${clip ? "clipped or without a place" : "can’t be drawn"}`] : []),
  ];
}

/** The chart in words, for those who can't see it. */
function describe({ yTitle, x, lines }: ChartSheetProps): string {
  const ends = lines.filter(({ isFaint }) => !isFaint).slice(0, 20)
    .map(({ name, last }) => `${cleanText(name)} ${last === null ? "has none" : `ends at ${formatNumber(last)}`}`);
  return `${cleanText(yTitle)} by ${nameXAxis(x)}: ${ends.join(", ") || "no runs"}`;
}

/** Only the styles that are drawn. */
function writeStyles(theme: SheetTheme, lines: readonly SheetLine[]): string {
  const styles = [...new Set(lines.map(({ style }) => style))].sort((a, b) => a - b);
  const dashes = styles.filter((style) => dashOf(style) !== "")
    .map((style) => `.r${style}{stroke-dasharray:${dashOf(style)}}`);
  return `text{font:${SMALL_TYPE}px ${FONT};font-variant-numeric:tabular-nums}.tick{font-size:11px}` +
    `.title{font-size:${TITLE_TYPE}px;font-weight:600}.run,.grid,.axis{fill:none}` +
    `.run{stroke-width:1.75;stroke-linejoin:round;stroke-linecap:round}${dashes.join("")}` +
    `.sign{fill:none;stroke-width:.9;stroke-dasharray:none}.faint{stroke-width:1;stroke-opacity:.3;stroke-dasharray:none}` +
    `.mark text{font:600 8px ${FONT}}` +
    writeTheme(
      theme,
      (palette) =>
        `.ground{fill:${palette.surface}}text{fill:${palette.text}}.muted,.tick{fill:${palette.muted}}` +
        `.grid{stroke:${palette.line}}.axis{stroke:${palette.axis}}` +
        styles.map((style) => `.r${style}{stroke:${colourOf(palette, style)}}`).join("") +
        (lines.some(({ marks = [] }) => marks.length > 0) ? writeMarkColours(palette) : ""),
    );
}
