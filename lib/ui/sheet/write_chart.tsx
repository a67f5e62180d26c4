/**
 * Writes a chart that stands alone as the text of an SVG file.
 *
 * @module
 */
import { renderToString } from "preact-render-to-string";
import { ChartSheet, type ChartSheetProps } from "./ChartSheet.tsx";

/** The file's text. */
export function writeChart(props: ChartSheetProps): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${renderToString(<ChartSheet {...props} />)}\n`;
}
