/**
 * Words for how far training is, and for which of its values a line gives: the best, the last, the mean. A word may mean several things: it
 * stands once under each.
 *
 * @module
 */
import type { Words } from "./table.ts";

/** By what they say. */
export const STATE_WORDS = {
  /** The best value so far. */
  best: {
    english: "best",
    german: "beste besten bester bestes",
    swedish: "bästa",
    danish: "bedste",
    french: "meilleur meilleure meilleurs",
    spanish: "mejor mejores",
    portuguese: "melhor melhores",
    italian: "miglior migliore migliori",
    russian: "лучший лучшая лучшее лучшие",
    ukrainian: "найкраща найкращий найкраще",
    polish: "najlepsza najlepszy",
    turkish: "iyi",
    chinese: "最佳 最优 最好",
    japanese: "最良 ベスト",
    korean: "최고 최적",
  },
  /** The largest or the smallest one, which is the best of some metrics. */
  extreme: { english: "highest lowest", chinese: "最高 最低 最小 最大", korean: "최저" },
  /** The value or the round before. */
  previous: {
    english: "last prev previous",
    german: "letzte letzter vorige voriger bisher",
    russian: "прошлая прошлый предыдущая предыдущий",
    chinese: "上 前",
    korean: "지난 이전",
  },
  mean: {
    english: "avg average mean median",
    german: "mittlere",
    turkish: "ortalama",
    chinese: "平均",
    korean: "평균",
  },
  /** Said of a counter that is over: `Epoche 3 beendet`. */
  over: {
    english: "finished complete completed done end ended over",
    german: "abgeschlossen beendet fertig",
    dutch: "voltooid",
    french: "terminée terminé finie fini",
    spanish: "terminada terminado completada completado",
    portuguese: "concluída concluído finalizada",
    italian: "completata conclusa terminata",
    russian: "завершена завершён завершен завершено закончена пройдена",
    polish: "ukończona zakończona",
    turkish: "tamamlandı bitti",
    chinese: "完成 完毕 完畢 结束 結束",
    japanese: "完了 終了",
    korean: "완료 종료",
  },
  /** The same before the counter, or as a verb: `Fin de l'époque 3`, `Epoche 3 dauerte`. */
  ending: {
    english: "took time",
    german: "dauerte ende",
    french: "fin",
    spanish: "duró",
    portuguese: "durou fim",
    russian: "заняла конец",
    polish: "koniec",
  },
  /** Before a counter that training has come to: `已完成40步`. */
  reached: { english: "seen completed finished", chinese: "已完成 完成 已训练 训练了 经过" },
  /** What is done again and again: `迭代第3次`. */
  repeated: { chinese: "迭代 训练 訓練 更新 学习", japanese: "反復" },
  /** How much of training is done. */
  progress: {
    english: "done complete completed progress",
    german: "fortschritt",
    french: "progression",
    spanish: "progreso",
    portuguese: "progresso",
    russian: "прогресс",
    polish: "postęp",
    turkish: "ilerleme",
    arabic: "التقدم",
    chinese: "进度 进展",
    japanese: "進捗",
    korean: "진행률",
    vietnamese: "tiến_độ",
  },
  /** Before or behind what begins: `开始验证`, `検証開始`. */
  begun: { chinese: "开始 正在 进行", japanese: "開始", korean: "시작" },
  /** How batches turned out. */
  outcome: {
    english: "successful succeeded failed skipped invalid bad good empty dropped",
    russian: "успешных пропущенных",
    chinese: "成功 失败 跳过",
    japanese: "失敗",
    korean: "성공 실패 성공한 실패한 건너뛴",
  },
} as const satisfies Readonly<Record<string, Words>>;
