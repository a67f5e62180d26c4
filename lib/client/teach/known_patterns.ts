/**
 * An experiment's patterns as the page knows them: the terminal teaches one, the list of patterns shows it.
 *
 * @module
 */
import { type Signal, signal } from "@preact/signals";
import type { Pattern } from "../../model.ts";

/** Patterns of the page's experiment since they were changed here; null before. */
export const knownPatterns: Signal<readonly Pattern[] | null> = signal(null);
