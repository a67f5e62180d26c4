/**
 * The patterns of the page's experiment, shared by its islands: one is added below the terminal, and the list shows it.
 *
 * @module
 */
import { type Signal, signal } from "@preact/signals";
import type { Pattern } from "../../model.ts";

/** The patterns after the last change on this page; null before the first. */
export const knownPatterns: Signal<readonly Pattern[] | null> = signal(null);
