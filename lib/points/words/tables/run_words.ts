/**
 * Words for what a program does beside its training: it makes data ready, saves and loads models, stops early, trains several things side by
 * side. A word may mean several things: it stands once under each.
 *
 * @module
 */
import type { Words } from "./table.ts";

/** By what they say. */
export const RUN_WORDS = {
  /** A model was saved, or is being saved: whole words. */
  saved: {
    english: "saved saving wrote written writing stored",
    german: "gespeichert",
    french: "enregistré sauvegardé",
    spanish: "guardado guardando",
    italian: "salvato",
    portuguese: "salvo",
    russian: "сохранён сохранен сохранена сохранено сохранены сохраняю сохранение",
    polish: "zapisano zapisywanie",
    turkish: "kaydedildi",
    chinese: "保存 储存 儲存",
    korean: "저장",
  },
  /** Something was saved, loaded or restored: parts of words. */
  savedOrLoaded: {
    german: "laden speicher wiederhergestellt",
    french: "chargé chargement sauvegard enregistr",
    spanish: "cargad cargando guardad guardando",
    portuguese: "carregad carregando salv",
    italian: "caricat",
    russian: "загруж сохран восстанов",
    polish: "wczyt zapis",
    turkish: "yükle kayde",
    chinese: "加载 載入 载入 恢复 恢復 保存 儲存 读取",
    japanese: "読み込 復元",
    korean: "불러 로드 저장 복원",
  },
  /** What is saved and loaded: whole words. */
  model: {
    english: "checkpoint checkpoints ckpt model models weights snapshot adapter",
    german: "modell",
    french: "modèle",
    spanish: "modelo",
    italian: "modello",
    russian: "модель чекпоинт чекпойнт контрольная",
    polish: "modelu modeli kontrolny",
    chinese: "检查点 檢查點 权重 權重 模型",
    japanese: "チェックポイント モデル 重み",
    korean: "체크포인트 모델 가중치",
  },
  /** The same as parts of words. */
  modelPart: {
    german: "gewichte",
    french: "poids",
    spanish: "pesos",
    italian: "pesi",
    russian: "модел вес",
    polish: "wag",
    turkish: "ağırlık",
  },
  /** Training goes on where it had ended. */
  resumed: { chinese: "恢复训练 继续训练 断点续训", japanese: "学習を再開" },
  /** Training stopped early. */
  stoppedEarly: {
    german: "vorzeitig_gestoppt vorzeitig_beendet",
    french: "arrêt_anticipé",
    spanish: "parada_temprana",
    portuguese: "parada_antecipada",
    russian: "ранняя_остановка",
    chinese: "触发早停 触发停 执行早停 执行停 提前早停 提前停",
    japanese: "早期終了しま",
  },
  /** Data is made ready, at the start or the end of a line. */
  ready: {
    english:
      "load loading loaded read reading create creating created build building built prepare preparing prepared download downloading downloaded " +
      "fetch fetching fetched generate generating generated split splitting initialize initializing initialized initialising initialised " +
      "cache caching cached tokenize tokenizing tokenized found ready",
    german: "lade laden",
    french: "chargement",
    spanish: "cargando",
    portuguese: "carregando",
    italian: "caricamento",
    russian: "загрузка",
    chinese: "加载",
    japanese: "読み込み",
  },
  /** One of several things that are trained or measured side by side: the number behind such a word says which one, and counts nothing. */
  part: {
    english:
      "client agent region head layer expert island chain player team domain env actor group camera view stream sensor site hospital subject " +
      "patient zone channel cluster arm bandit party silo shard member learner critic policy model net network branch task",
    spanish: "cliente agente",
    russian: "агент клиент",
    polish: "klient",
    chinese: "客户端 智能体",
    japanese: "クライアント エージェント",
    korean: "클라이언트 에이전트",
  },
  /** The same where it stands alone: elsewhere it is part of a metric's name, `acc class 3: 0.5`. */
  partAlone: { english: "class category label" },
  /** Containers of values, whose names add nothing to those of the values. */
  container: {
    english:
      "metric metrics data json log logs value values scalar scalars extra record message msg info result results stats loss field fields payload " +
      "attributes properties body out output outputs state ret metadata progress context set split dataset subset partition",
    german: "metriken ergebnisse",
    french: "métriques résultats",
    spanish: "métricas resultados",
    italian: "metriche risultati",
    russian: "метрики результаты",
    ukrainian: "результати",
    polish: "metryki wyniki",
    turkish: "metrik sonuçlar",
  },
} as const satisfies Readonly<Record<string, Words>>;
