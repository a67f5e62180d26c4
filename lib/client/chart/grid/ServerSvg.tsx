/**
 * A small chart as the server drew it, until its canvas is drawn.
 *
 * @module
 */
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/** The drawing. */
export function ServerSvg({ svg }: { svg: Element }): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => box.current!.replaceChildren(svg), [svg]);
  return <div class="board-before" ref={box} />;
}
