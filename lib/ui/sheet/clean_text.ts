/**
 * Texts from logs as they stand in a file that other programs read. Pure.
 *
 * @module
 */
import { showHidden } from "../../text/visible.ts";

/** The text with its hidden characters written out, without the two characters that XML has no place for and no one can see. */
export const cleanText = (text: string): string => showHidden(text).replace(/[\ufffe\uffff]/g, "");
