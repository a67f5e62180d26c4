/**
 * Finds placeholders that a program forgot to fill: `print("loss: %f", loss)` prints `loss: %f 0.5`. Doesn't read the values behind them.
 *
 * @module
 */
const PLACEHOLDER = String
  .raw`(?:%[-+ ]?\d{0,2}(?:\.\d{1,2})?l?[dfgiesu]|\{(?::\d{0,2}(?:\.\d{1,2})?[a-z]?)?\})(?: ?%%?)?`;
const AT_END = new RegExp(String.raw`(?:^|[\s=:(])${PLACEHOLDER}$`);
const EACH = new RegExp(PLACEHOLDER);
const MARKS = /^[\s,;|:=()/-]+|[\s,;|:=()/-]+$/g;

/** The text without the placeholder at its end, and the marks before that; null without one. */
export function withoutPlaceholder(head: string): string | null {
  const found = /[}%a-z]$/.test(head) ? AT_END.exec(head) : null;
  return found && head.slice(0, found.index + 1).replace(/[\s=:(]+$/, "");
}

/** The names before each placeholder of a text that ends with the last one, empty where none stands there: `Epoch {}/{} loss {}`. */
export function namesOfTemplate(text: string): string[] {
  if (!/[%{]/.test(text)) return [];
  const parts = text.split(EACH), last = parts.pop()!;
  return last.replace(MARKS, "") === "" ? parts.map((part) => part.replace(MARKS, "")) : [];
}
