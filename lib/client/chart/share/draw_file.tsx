/**
 * Draws a chart into a file in the browser: SVG by the same component as the server's, and PNG from that at twice the size. Asks for nothing.
 *
 * @module
 */
import { render } from "preact";
import { ChartSheet, type ChartSheetProps } from "../../../ui/sheet/ChartSheet.tsx";
import { DARK } from "../../../ui/sheet/palette.ts";

/** Pixels of a PNG for a pixel of the chart. */
const PNG_SCALE = 2;

/** The theme that the page has now. */
export function readShownTheme(): "light" | "dark" {
  const surface = getComputedStyle(document.documentElement).getPropertyValue("--surface").trim();
  return surface === DARK.surface ? "dark" : "light";
}

/** The text of an SVG file. It is drawn outside the page, so no policy of the page applies to its style. */
export function drawSvg(props: ChartSheetProps): string {
  const outside = document.implementation.createHTMLDocument("").createElement("div");
  render(<ChartSheet {...props} />, outside);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${
    new XMLSerializer().serializeToString(outside.firstElementChild!)
  }\n`;
}

/** The bytes of a PNG file. Rejects when the browser can't draw so large a picture. */
export async function drawPng(props: ChartSheetProps): Promise<Blob> {
  const image = new Image(), canvas = document.createElement("canvas");
  image.src = `data:image/svg+xml,${encodeURIComponent(drawSvg(props))}`;
  await image.decode();
  canvas.width = props.width * PNG_SCALE;
  canvas.height = props.height * PNG_SCALE;
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (!blob) throw new Error(`the browser can't draw a picture of ${canvas.width} × ${canvas.height} pixels`);
  return blob;
}

/** Has the browser save a file. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement("a"), address = URL.createObjectURL(content);
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // the browser reads it later
}
