/**
 * Changes a part of the page in place into a newer rendering of it. Loaded when the first part has to change.
 *
 * @module
 */
import { Idiomorph } from "idiomorph";

/** Attributes that the reader of the page sets: an open `details`, a tick. */
const READER_ATTRIBUTES = new Set(["open", "checked"]);

/**
 * Makes `element` like `next`, but keeps what the reader opened or ticked. An element with an `id` stays the same node wherever it
 * moves to, so focus and scroll positions stay too.
 */
export function morphInto(element: Element, next: Element): void {
  Idiomorph.morph(element, next, {
    callbacks: { beforeAttributeUpdated: (name) => !READER_ATTRIBUTES.has(name) },
  });
}
