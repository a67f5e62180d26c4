/**
 * Words before a counter's word that say that its number is not this round's: `failed batches: 3`, `last epoch: 0.6`.
 *
 * @module
 */

/** How batches turned out. */
const OUTCOMES: ReadonlySet<string> = new Set(
    "successful succeeded failed skipped invalid bad good empty dropped успешных пропущенных 성공 실패 성공한 실패한 건너뛴"
      .split(" "),
  ),
  UNSPACED_OUTCOME = /(?:成功|失败|跳过|失敗)\p{L}+[:：=\s]*$/u;
/** The round before. */
const LAST: ReadonlySet<string> = new Set(
    "last prev previous letzte letzter vorige voriger прошлая прошлый предыдущая предыдущий 지난 이전".split(" "),
  ),
  UNSPACED_LAST = /[上前]一?[个個]?\p{L}+[:：=\s]*$/u;
/** The word before the last one, which a mark may follow. */
const BEFORE_LAST_WORD = /([\p{L}\p{M}]+) [\p{L}\p{M}]+[:：=\s]*$/u;

const wordBefore = (gap: string): string => (BEFORE_LAST_WORD.exec(gap)?.[1] ?? "").toLowerCase();

/** True for a text before a number that ends with how batches turned out, and their word: `, failed batches: `. */
export function tellsOfOutcome(gap: string): boolean {
  return OUTCOMES.has(wordBefore(gap)) || UNSPACED_OUTCOME.test(gap);
}

/** True for a text before a number that ends with the round before: ` (last epoch: `, `（上一轮 `. */
export function tellsOfLastRound(gap: string): boolean {
  return LAST.has(wordBefore(gap)) || UNSPACED_LAST.test(gap);
}
