/**
 * Keeps the times on a page current, without asking anybody: how long ago something was, and how long something has taken so far.
 *
 * @module
 */
import { formatDuration } from "../../text/format.ts";
import { describeAgo } from "../../ui/Time.tsx";

/** Pause between two looks. */
const LOOK_MS = 5_000;

function setText(element: Element, text: string): void {
  const node = element.firstChild;
  if (node instanceof Text && node.data !== text) node.data = text; // the same node, because Preact knows it
}

/** Writes the times as they are now. */
export function showTimes(now: number): void {
  for (const each of document.querySelectorAll<HTMLTimeElement>("time[datetime]")) {
    setText(each, describeAgo(Date.parse(each.dateTime), now));
  }
  for (const each of document.querySelectorAll<HTMLElement>("[data-since]")) {
    setText(each, formatDuration(Math.max(0, now - Date.parse(each.dataset.since!))));
  }
}

/** Writes the times again and again while the page is in sight. Call the result to stop. */
export function keepTimes(): () => void {
  const timer = setInterval(() => {
    if (!document.hidden) showTimes(Date.now());
  }, LOOK_MS);
  return () => clearInterval(timer);
}
