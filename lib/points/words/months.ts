/**
 * The months as dates print them: whole and with their first three letters. Knows English alone, as the loggers do.
 *
 * @module
 */
const WHOLE = "january february march april may june july august september october november december".split(" ");
const MONTHS: ReadonlySet<string> = new Set(WHOLE.flatMap((month) => [month, month.slice(0, 3)]).concat("sept"));

/** True for a text that ends with a month and a space: the number behind it is a day or a year. */
export function endsWithMonth(text: string): boolean {
  const word = /(?:^|[^A-Za-z])([A-Za-z]{3,9})\.? $/.exec(text.slice(-12))?.[1];
  return word !== undefined && MONTHS.has(word.toLowerCase());
}
