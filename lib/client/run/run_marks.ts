/**
 * The marks of the runs of a page: what their logs tell of the runs themselves. The chart requests them; chart and terminal show them.
 *
 * @module
 */
import { type Signal, signal } from "@preact/signals";
import type { WireMark } from "../../wire/marks.ts";

/** Marks by run. A run whose marks were never requested is missing. */
export const runMarks: Signal<ReadonlyMap<string, readonly WireMark[]>> = signal(new Map());
