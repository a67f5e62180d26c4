/**
 * Progress that is drawn with marks.
 *
 * @module
 */

/** A drawing in a frame, which is filled in part: `[==>...]`. It is the source of a regular expression. */
export const FRAMED = String.raw`[\[|(](?=[^\])|]{0,99}[=#>*█])[=#>*.█ -]{1,200}[\])|]`;

const DRAWN = new RegExp(String.raw`^ ?%? ?${FRAMED} ?$`);

/** True for a text between two numbers that is a drawing, with the percent sign before it: ` %[==>...]`. */
export const isDrawing = (between: string): boolean => DRAWN.test(between);

const BEHIND_SHARE = new RegExp(String.raw`^ ?% ?${FRAMED}`);

/** True for a text behind a number that begins with a percent sign and a drawing: `%|███   | [loss=0.5]`. */
export const drawsShare = (behind: string): boolean => BEHIND_SHARE.test(behind);
