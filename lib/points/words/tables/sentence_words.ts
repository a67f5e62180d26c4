/**
 * Words of sentences and headings around names and values: those that are part of no name, and those that may be. A word may mean several
 * things: it stands once under each.
 *
 * @module
 */
import type { Words } from "./table.ts";

/** By what they say. */
export const SENTENCE_WORDS = {
  /** What joins the parts of a sentence, before a number too: it names nothing. */
  joint: {
    english:
      "from than to by of for in over after before with and or at the a an on every first last next another about around within per until till into " +
      "under above below least most only since be has have had that this these it we will you if as so no not between contain contains using used " +
      "found loaded loading saved saving took_in step_in total_of",
  },
  /** What a line or the lines below it tell, of whatever: `Epoch 3 results: loss 0.5`. */
  result: {
    english: "result results summary stats report status info",
    german: "ergebnis ergebnisse zusammenfassung bericht",
    dutch: "resultaat resultaten samenvatting",
    french: "résultat résultats résumé rapport",
    spanish: "resultado resultados resumen",
    portuguese: "resumo relatório",
    italian: "risultato risultati riepilogo",
    russian: "результат результаты итог итоги",
    ukrainian: "результати підсумок",
    polish: "wynik wyniki podsumowanie",
    turkish: "sonuç sonuçlar özet",
    chinese: "结果 結果 总结",
    korean: "결과 요약",
  },
  /** What happened, before the metric that it ended with: `finished loss 0.5`. */
  happened: {
    english:
      "done complete ended got have gives gave shows shown begin start stop stopping logging reporting evaluating computing printing saving update " +
      "note now then also still just here final loss run scalar metric took while when",
  },
  /** What stands between a counter and its colon, and names no split: `Epoch 3 done: loss=0.5`. */
  aside: {
    english:
      "done finished complete completed aggregated evaluated validated updated averaged end ended start started statistics metrics progress took log " +
      "update loss average mean total final best current time out of at in on and for saved saving step iter batch lr ok rank worker gpu phase " +
      "split subset partition mode stage set",
  },
  /** Which one of a metric's values, as a part of its name: `average loss`. */
  which: {
    english:
      "train training batch epoch step average mean total running smooth smoothed best final initial starting global local overall current last " +
      "weighted macro micro balanced median minimum maximum cumulative negative positive relative absolute normalized squared root discounted " +
      "expected moving",
  },
} as const satisfies Readonly<Record<string, Words>>;
