/**
 * Words that count training, in the languages that people train in: epochs, steps, batches. Each word once, in lower case.
 *
 * @module
 */

import { isUnspaced } from "../scan/characters.ts";

/** What a counter counts. */
export type Counter = "epoch" | "step" | "batch";

const TABLE: Readonly<Record<Counter, string>> = {
  epoch:
    "轮数 輪數 एपॉक एपोक รอบ รอบที่ 轮 轮次 輪 周期 纪元 回合 エポック 에폭 에포크 эпоха эпохи эпоху эпохе эпох epoche epochen epoha epohe epohh epocă època ইপক যুগ சகாப்தம் ایپاک eepok durchlauf époque époques epoque época épocas epoca epoka " +
    "epoki epoce epok εποχή εποχής εποχές епоха епохи епох epocha epochy epoke epokk epoker epookki युग אפוק دوره devir dönem çağ vòng حقبة الحقبة الدورة",
  step:
    "迭代数 迭代次数 步 步数 步骤 迭代 ステップ イテレーション 反復 스텝 단계 반복 이터레이션 шаг шага шаге шагов итерация итерации итераций итерацию schritt schritte schritten iterationen " +
    "étape étapes itération itérations paso pasos iteración iteraciones passo passos iteração iterações passi iterazione iterazioni krok kroki " +
    "iteracja iteracje βήμα βήματα επανάληψη крок кроку ітерація ітерації stap stappen iteratie steg iterace lépés iterație langkah iterasi चरण צעד گام adım iterasyon yineleme bước lặp خطوة الخطوة تكرار niter nit iterat " +
    "pas pași trin steg askel samm korak koraka стъпка стъпки корак žingsnis solis hatua hakbang ধাপ படி قدم ขั้นตอน ნაბიჯი episodio episodios episodi episoden epizodów epizodach bölümün " +
    "episódio episódios épisode épisodes эпизод эпизода эпизодов эпизодах эпизоде епізод епізоди епізодів епизод epizod bölüm aflevering エピソード 에피소드 ronda ronde rodada runde runda kierros omgang omgång putaran γύρος جولة סבב раунд раунда раундов " +
    "ラウンド 라운드 generación geração génération generazione поколение поколения покоління pokolenie nesil 世代 세대 intento tentativo versuch попытка 시도 試行 次训练 次訓練 次迭代 次疊代",
  batch: "批 批次 バッチ 배치 батч батча пакет lote lotto partia yığın lô دفعة الدفعة",
};

const COUNTERS: ReadonlyMap<string, Counter> = new Map(
  Object.entries(TABLE).flatMap(([counter, words]) => words.split(" ").map((word) => [word, counter as Counter])),
);

/** Words for the games of a learner, which have steps of their own. Some count rounds of training as well. */
const EPISODES: ReadonlySet<string> = new Set(
  ("ep episode episodio episódio épisode эпизод епізод епизод epizod bölüm aflevering エピソード 에피소드 回合").split(
    " ",
  ),
);

/** True for the word for an episode, in any case: what counts steps behind it is its length. */
export function isEpisode(word: string): boolean {
  return EPISODES.has(word.normalize("NFC").toLowerCase());
}

/** Words for a number of epochs, which say more often how many there will be than which one this is. */
const EPOCHS: ReadonlySet<string> = new Set(
  "epochs epochen époques épocas эпох епох epok epoker εποχές 轮数 輪數 エポック数 에폭수".split(" "),
);

/** Alone it is the word for one epoch in Swedish; behind other words it is the Polish plural. */
const OF_ONE = "epok";

/** True for the plural of the word for an epoch, in lower case, alone or behind other words: `num_epochs`, `Epochen`. */
export function endsWithEpochs(name: string): boolean {
  return EPOCHS.has(name.slice(name.lastIndexOf("_") + 1)) && name !== OF_ONE;
}

const NOT_ASCII = /[\u0080-\uffff]/;

/** What a word counts; null for words that count nothing, and for English words, whose forms `vocabulary.ts` knows. */
export function counterOf(word: string): Counter | null {
  const whole = NOT_ASCII.test(word) ? word.normalize("NFC") : word;
  return COUNTERS.get(whole.toLowerCase()) ?? null;
}

const UNSPACED = [...COUNTERS.keys()].filter((word) => /^[\u3040-\u9fff\uac00-\ud7a3]/.test(word))
  .sort((one, other) => other.length - one.length);

/** A generation. With what follows here it is another word: `代价`, `代码`. */
const GENERATION = /^代(?![价價码碼表理谢謝数數替码入])/;

/** The counter that a text in a script without spaces begins with, as in `轮损失`, and its length; null without one. */
export function counterAtStart(text: string): { counter: Counter; length: number } | null {
  if (GENERATION.test(text)) return { counter: "step", length: 1 };
  const word = UNSPACED.find((each) => text.startsWith(each));
  return word === undefined ? null : { counter: COUNTERS.get(word)!, length: word.length };
}

/** The counter that a text in a script without spaces ends with, as in `训练轮`; null without one. */
export function counterAtEnd(text: string): Counter | null {
  if (!isUnspaced(text.charCodeAt(text.length - 1))) return null;
  const word = UNSPACED.find((each) => text.endsWith(each));
  return word === undefined ? null : COUNTERS.get(word)!;
}

/** Words that say how many there will be, beside a counter's: `maximale Epoche`, `Anzahl Schritte`. */
const LIMITS: ReadonlySet<string> = new Set(
  ("max maks maksimum maximum maximal maximale maximaal maximalt máx máximo máxima máximos máximas massimo massima макс максимум максимальная " +
    "максимальное максимальна maksymalna maksymalny maksymalnie azami anzahl antal aantal liczba число количество кількість jumlah počet 최대 목표")
    .split(" "),
);
/** Words for all of them: of steps that may be those so far. */
const TOTALS: ReadonlySet<string> = new Set("toplam gesamt celkem tổng 총 전체".split(" "));
/** The same before a plural alone: before one it says which one this is, `número de época`. */
const NUMBERS = /(?:^|[_ ])(?:nombre|número)[_ ].*s$/;
/** The same at the start of a word in a script without spaces. */
const UNSPACED_LIMIT = /^(?:最大|最多|目标|目標|최대)/, UNSPACED_TOTAL = /^[总總総총]/;
/** Counters in English, which names in other languages have as well. */
const ENGLISH: ReadonlyMap<string, Counter> = new Map([["epoch", "epoch"], ["step", "step"], ["steps", "step"]]);

/** True for a counter's name, in lower case, that says how many there will be. */
export function isLimit(name: string): boolean {
  const words = name.split(/[_ ]/).map((word) => word.endsWith(".") ? word.slice(0, -1) : word);
  const last = words.at(-1)!.replace(/^[ld]'/, "");
  const counter = counterOf(last) ?? counterAtEnd(last) ?? ENGLISH.get(last);
  if (counter === undefined) return false;
  if (UNSPACED_LIMIT.test(name) || NUMBERS.test(name) || words.some((word) => LIMITS.has(word))) return true;
  return counter === "epoch" && (UNSPACED_TOTAL.test(name) || words.some((word) => TOTALS.has(word)));
}
