/**
 * Short paths for a file with many curves: whole numbers on a plane, each relative to the one before it. Pure.
 *
 * @module
 */
import { isNewSegment } from "../../series/segments.ts";
import type { SheetPoints, SheetScale } from "./sheet_scale.ts";

/** Size of the plane; the drawing scales it. */
export const PLANE_WIDTH = 1000, PLANE_HEIGHT = 500;

/**
 * The path of a line on the plane, about five characters a point. It begins anew behind a value that can't be drawn, and where the step or x goes back.
 * Points on the same spot are one.
 */
export function drawCompact(line: SheetPoints, scale: SheetScale): string {
  const { x, value } = line;
  let path = "", isDown = false, before = -1, left = 0, top = 0;
  for (let at = 0; at < x.length; at++) {
    const nextLeft = Math.round(scale.leftOf(x[at]!)), nextTop = Math.round(scale.topOf(value[at]!));
    if (Number.isNaN(nextTop) || Number.isNaN(nextLeft)) {
      isDown = false;
      continue;
    }
    const isNew = !isDown || isNewSegment(line, at, before), across = nextLeft - left, down = nextTop - top;
    if (isNew) path += `M${nextLeft} ${nextTop}l`;
    if (isNew) path += "0 0";
    else if (across !== 0 || down !== 0) path += ` ${across}${down < 0 ? "" : " "}${down}`;
    [left, top, before, isDown] = [nextLeft, nextTop, at, true];
  }
  return path;
}
