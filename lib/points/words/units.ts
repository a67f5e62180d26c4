/**
 * Units that stand behind a number as a word of their own and end its pair: `data : 0.01 s loss : 2.0`. Each once, as printed.
 *
 * @module
 */
const WORDS = new Set(
  "% s sec secs second seconds ms us µs ns min mins minute minutes h hr hrs hour hours KB MB GB TB KiB MiB GiB TiB dB °C W"
    .split(" "),
);
const SPEED = /^[A-Za-z]{1,12}\/(?:s|sec|second|min|h|it|iter|step|batch|epoch|GPU|gpu)$/;
/** A word behind a number, before the words that name the next one. What stands before `=` or `:` is a name. */
const BEHIND = /^ ?([%°A-Za-zµ][\w/]{0,20}|%)(?=\s+[\p{L}([]|\s*[|,;])(?!\s*[=:]|\s+(?:of|per|in|for)\b)/u;

/** Length of the unit that a text begins with; 0 without one. */
export function unitLength(text: string): number {
  const found = BEHIND.exec(text);
  return found && (WORDS.has(found[1]!) || SPEED.test(found[1]!)) ? found[0].length : 0;
}
