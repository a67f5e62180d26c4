/**
 * Keeps what pointer and keys do on a chart while the script that answers them is loaded, and then does it again. Answers nothing itself.
 *
 * @module
 */

const TYPES = ["pointermove", "pointerdown", "pointerup", "pointerleave", "click", "keydown"];
/** Keys that would scroll the page. */
const KEYS = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", " "]);
/** More events than anybody makes while a script is loaded; of the pointer's moves only the last counts. */
const EVENTS_MAX = 100;

/** Keeps events. Returns a function that stops this and gives a function that repeats them. */
export function keepEarlyEvents(element: HTMLElement, onFirst: () => void): () => () => void {
  const stop = new AbortController(), events: Event[] = [];
  for (const type of TYPES) {
    element.addEventListener(type, (event) => {
      if (event instanceof KeyboardEvent && KEYS.has(event.key)) event.preventDefault();
      if (events.at(-1)?.type === "pointermove" && type === "pointermove") events.pop();
      if (events.length < EVENTS_MAX) events.push(event);
      onFirst();
    }, { signal: stop.signal });
  }
  return () => {
    stop.abort();
    // An event of a browser is the description of one like it.
    return () => {
      for (const event of events) element.dispatchEvent(Reflect.construct(event.constructor, [event.type, event]));
    };
  };
}
