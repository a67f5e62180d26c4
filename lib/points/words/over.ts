/**
 * Finds lines that say that an epoch is over, in the languages that people train in: `Epoch 1 took 12s`, `End of episode 1`, `Epoche 1 beendet`.
 *
 * @module
 */
import { isUnspaced } from "../scan/characters.ts";
import { makeClues } from "../scan/clues.ts";

/** What is said of a counter that is over, in languages other than English. Each word once, in lower case. */
export const OVER_WORDS: readonly string[] =
  ("abgeschlossen beendet fertig terminée terminé finie fini terminada terminado concluída concluído completada completado finalizada completata conclusa terminata " +
    "ukończona zakończona voltooid tamamlandı bitti завершена завершён завершен закончена пройдена завершено 完了 終了 完成 完毕 结束 結束 완료 종료")
    .split(" ");
/** The same before a counter or as a verb, where they name no split. */
const OTHER_WORDS = "dauerte заняла duró durou ende fin fim конец koniec".split(" ");

/** Words of which such a line has one. */
export const OVER_CLUES = makeClues(
  ...["finished", "complete", "done", "end", "over", "took", "time"],
  ...[...OVER_WORDS, ...OTHER_WORDS].flatMap((word) => [word, `${word[0]!.toUpperCase()}${word.slice(1)}`]),
);

const COUNTER = "(?:epoch|episode|iteration|round|generation|game)\\b";
/** `Epoch 1 done`, `Finished epoch 1`, `Time for the epoch 1`. */
const BEHIND = new RegExp(`\\b${COUNTER}.{0,30}\\b(?:finished|completed?|done|ended|over|took)\\b`, "i"),
  BEFORE = new RegExp(`\\b(?:finished|completed|done with|end(?: of)?)(?: training| the)? ${COUNTER}`, "i"),
  TIME = new RegExp(`\\btime(?: taken| elapsed| spent)? (?:for|of|in)(?: the)? ${COUNTER}`, "i");

/** Words of other languages. In scripts without spaces they are glued to others. */
const ALL = [...OVER_WORDS, ...OTHER_WORDS];
const SPACED = new Set(ALL.filter((word) => !isUnspaced(word.charCodeAt(0)))),
  UNSPACED = ALL.filter((word) => isUnspaced(word.charCodeAt(0)));
const WORD = /[\p{L}\p{M}]+/gu;

const hasOther = (line: string): boolean =>
  UNSPACED.some((word) => line.includes(word)) ||
  (line.match(WORD) ?? []).some((word) => SPACED.has(word.toLowerCase()));

/** True for a line with a counter that says so. */
export function tellsOfEnd(line: string): boolean {
  return hasOther(line) || BEHIND.test(line) || BEFORE.test(line) || TIME.test(line);
}
