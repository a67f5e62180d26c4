/**
 * The small words between a name, a counter and a value: prepositions, articles, verbs, and what is glued to words instead of them. A word may
 * mean several things: it stands once under each.
 *
 * @module
 */
import type { Words } from "./table.ts";

/** By what they say. */
export const SMALL_WORDS = {
  /** Between a count and its total, and between a name and what it is of: `3 of 10`. */
  of: {
    english: "of",
    german: "von",
    dutch: "van",
    swedish: "av",
    danish: "af",
    french: "de sur",
    italian: "di",
    romanian: "din",
    russian: "из",
    polish: "z",
    czech: "ze od",
  },
  /** Before a counter that is over: `after 3 epochs`. */
  after: {
    english: "after",
    german: "nach",
    french: "après",
    spanish: "despues después tras",
    portuguese: "após depois",
    italian: "dopo",
    russian: "после",
    polish: "po",
    arabic: "بعد",
    vietnamese: "sau",
  },
  /** Before a counter at which something was measured: `loss at step 3`. */
  at: {
    english: "at for on in over by from",
    german: "bei im beim auf",
    swedish: "på",
    french: "à en",
    portuguese: "em no",
    italian: "nel nella del della al",
    russian: "на за в по",
    polish: "na za w",
    czech: "pro",
  },
  /** Before what else was so: `loss after 40 steps with warmup: 0.5`. */
  with: {
    english: "with without using",
    german: "mit ohne",
    french: "avec sans",
    spanish: "con sin",
    portuguese: "com sem",
  },
  /** Before the older value of a change: `von 0.5 auf 0.4`. */
  from: {
    english: "from",
    german: "von",
    french: "de du",
    italian: "da di",
    russian: "с со",
    ukrainian: "з від",
    polish: "od z",
    chinese: "从 由",
  },
  /** The same behind that value. */
  fromBehind: { japanese: "から", korean: "에서" },
  /** Before the value that something was changed to: `lr set to 0.1`. */
  to: {
    english: "to",
    german: "auf zu",
    dutch: "naar",
    swedish: "till",
    danish: "til",
    french: "à",
    spanish: "a para",
    russian: "до на",
    polish: "do na",
    chinese: "到 至 为 為",
  },
  /** Before a noun. */
  article: {
    english: "the a an our",
    german: "der die das dem den des",
    dutch: "het een",
    french: "la le les",
    spanish: "el los las",
    portuguese: "o os as um uma",
    italian: "il lo gli",
  },
  /** Between two clauses. */
  and: {
    english: "and",
    german: "und",
    dutch: "en",
    french: "et",
    spanish: "y",
    italian: "e ed",
    russian: "и",
    korean: "이고 이며 그리고",
  },
  /** Between a name and its value. */
  is: {
    english: "is was are equals",
    german: "ist war liegt beträgt betrug",
    dutch: "bedraagt",
    french: "est vaut",
    spanish: "es era",
    portuguese: "é",
    italian: "è",
    russian: "равен равна равно составляет составила составил",
    polish: "jest wynosi",
  },
  /** The same with a preposition. */
  isOf: { french: "est_de", spanish: "es_de era_de", portuguese: "é_de" },
  /** What ties a name in a script without spaces to its value, at the end of the name: `损失为`, `lossは`. */
  isGlued: { chinese: "为 為 是 约", japanese: "は を 約" },
  /** What marks a noun as the subject or the object. */
  caseGlued: { japanese: "は が を", korean: "은 는 이 가 을 를" },
  /** What ties a counter or a description to the noun behind it: `3번째의 손실`. */
  ownGlued: { chinese: "的", japanese: "における での の", korean: "의" },
  /** Before the number of a counter whose word stands behind: `第 3 轮`. */
  ordinalBefore: { chinese: "第", korean: "제" },
  /** Behind such a number, before the word: `3번째 에폭`, `3-я эпоха`. */
  ordinalBehind: { spanish: "ª º", russian: "-я я -й", japanese: "回目 番目", korean: "번째" },
  /** Behind a number of things, and behind such a number as well: `第 3 个 epoch`. */
  pieces: { chinese: "个 個" },
  /** Behind a number: the counter had reached it. */
  atBehind: { japanese: "時点 時" },
  /** Around the word for what something was done on: `在验证集上评估`, `検証データでの評価`. */
  onBefore: { chinese: "在 对 對 於 于" },
  onBehind: { chinese: "上 中", japanese: "で の に", korean: "에서 의" },
  /** How often something was done: `迭代第3次`. */
  times: { chinese: "次", japanese: "回" },
} as const satisfies Readonly<Record<string, Words>>;
