/**
 * What can be done with the charts of a page: files that the browser makes, files of the server, and the link to the view.
 *
 * @module
 */
import { showHidden } from "../../../text/visible.ts";
import { MANY_RUNS_MAX } from "../../../limits.ts";
import { runMarks } from "../../run/run_marks.ts";
import { ownPath } from "../../server/own_path.ts";
import { drawPng, drawSvg, readShownTheme, saveFile } from "./draw_file.tsx";
import { listShownPoints, nameFile, sheetOf, type ShownChart, writeShownCsv } from "./shown_chart.ts";

/** Something to do. It gives what was done, in words; a link of the server is a download instead. */
export type ShareItem =
  | { words: string; act: () => Promise<string> }
  | { words: string; href: string };

/** Size of a file's chart, pixels: that of a figure in a paper at full width. */
const WIDTH = 900, HEIGHT = 450;

/** Where a chart is from: the name of the experiment, which stands last but one in the page's title, the day, and the smoothing. */
function describeSource(smoothing: number): string {
  const parts = ["stdcurve", document.title.split(" · ").at(-2), new Date().toISOString().slice(0, 10)];
  return [...parts, smoothing > 0 ? `smoothing ${smoothing}` : ""].filter(Boolean).join(" · ");
}

const toSheet = (chart: ShownChart) =>
  sheetOf(chart, {
    width: WIDTH,
    height: HEIGHT,
    theme: readShownTheme(),
    marks: runMarks.peek(),
    source: describeSource(chart.view.smoothing),
  });

const fileName = ({ plot: { metric, runs } }: ShownChart, ending: string): string =>
  nameFile(runs.length === 1 ? [metric, runs[0]!.name] : [metric], ending);

/** Everything that can be done with these charts. */
export function listShareItems(charts: readonly ShownChart[], runIds: readonly string[]): ShareItem[] {
  const ids = runIds.slice(0, MANY_RUNS_MAX).join();
  return [
    ...charts.flatMap((chart) => fileItems(chart, charts.length > 1 ? ` of ${showHidden(chart.plot.metric)}` : "")),
    ...charts.map(({ plot: { metric } }) => ({
      words: `CSV of every point${charts.length > 1 ? ` of ${showHidden(metric)}` : ""}`,
      href: ownPath(`/api/export.csv?runs=${ids}&metric_type=${encodeURIComponent(metric)}`),
    })),
    {
      words: runIds.length > 1 ? "HTML file of these runs" : "HTML file of this run",
      href: ownPath(`/api/export.html?runs=${ids}`),
    },
  ];
}

function fileItems(chart: ShownChart, of: string): ShareItem[] {
  const save = (ending: string, make: () => Blob | Promise<Blob>) => async () => {
    const name = fileName(chart, ending);
    saveFile(name, await make());
    return `Saved ${name}.`;
  };
  const points = chart.plot.runs.reduce((sum, run) => sum + listShownPoints(run).length, 0);
  return [
    { words: `PNG image${of}`, act: save("png", () => drawPng(toSheet(chart))) },
    {
      words: `SVG image${of}`,
      act: save("svg", () => new Blob([drawSvg(toSheet(chart))], { type: "image/svg+xml" })),
    },
    {
      words: `CSV of the ${points.toLocaleString("en")} points shown${of}`,
      act: save("csv", () => new Blob([writeShownCsv(chart)], { type: "text/csv" })),
    },
  ];
}
