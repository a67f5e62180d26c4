/**
 * Wakes islands in the browser: finds their comments and renders each over its server-rendered markup, in place.
 *
 * @module
 */
import { type ComponentType, h, render } from "preact";

const NEXT = { acceptNode: (node: Node) => /^\/?frsh:island/.test((node as Comment).data) ? 1 : 3 };

/** A parent of just the nodes between two comments, as far as Preact asks a parent. */
function rootBetween(start: Comment, end: Comment): ParentNode {
  const parent = end.parentNode!;
  const nodes: ChildNode[] = [];
  for (let node = start.nextSibling; node !== end; node = node!.nextSibling) nodes.push(node!);
  return {
    nodeType: 1,
    namespaceURI: (parent as Element).namespaceURI,
    firstChild: nodes[0] ?? null,
    childNodes: nodes,
    contains: (node: Node) => parent.contains(node),
    insertBefore: (node: Node, before: Node | null) => parent.insertBefore(node, before ?? end),
    appendChild: (node: Node) => parent.insertBefore(node, end),
    removeChild: (node: Node) => parent.removeChild(node),
  } as unknown as ParentNode;
}

/** Wakes all islands of the page. */
export function boot(islands: Record<string, ComponentType>): void {
  const props = JSON.parse(document.getElementById("fresh-props")!.textContent!);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT, NEXT);
  const comments: Comment[] = [];
  while (walker.nextNode()) comments.push(walker.currentNode as Comment);
  comments.forEach((start, at) => {
    const [, , name, index] = start.data.split(":");
    if (start.data.startsWith("/") || !islands[name!]) return;
    render(
      h(islands[name!]!, props[Number(index)]),
      rootBetween(start, comments[at + 1]!) as Element,
    );
  });
}
