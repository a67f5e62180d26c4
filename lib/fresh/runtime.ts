/**
 * What components use on both sides, server and browser.
 *
 * @module
 */
import type { ComponentChildren, VNode } from "preact";
import { useEffect } from "preact/hooks";

/** True in the browser. */
export const IS_BROWSER: boolean = typeof document !== "undefined";

let buildId = "";
let head: VNode[] | null = null;

/** Says which build the assets are of. */
export function setBuildId(id: string): void {
  buildId = id;
}

/** Collects what pages put in the head while a document is rendered. */
export const collector: { start(): VNode[]; stop(): void } = {
  start: () => head = [],
  stop: () => void (head = null),
};

/**
 * An asset's address with the build's id, under which it may be kept for ever.
 */
export function asset(path: string): string {
  if (!path.startsWith("/") || path.startsWith("//") || path.includes("__frsh_c") || buildId === "") return path;
  const [rest, hash] = path.split("#");
  return `${rest}${rest!.includes("?") ? "&" : "?"}__frsh_c=${buildId}${hash === undefined ? "" : `#${hash}`}`;
}

/** Children go to the document's head; in the browser only a title has an effect. */
export function Head({ children }: { children?: ComponentChildren }): null {
  const nodes = [children].flat().filter(Boolean) as VNode[];
  if (head) head.push(...nodes);
  const title = nodes.find((node) => node.type === "title")?.props.children;
  useEffect(() => {
    if (title !== undefined) document.title = [title].flat().join("");
  }, [title]);
  return null;
}
