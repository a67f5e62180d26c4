/**
 * What programs call counters, splits and quantities, by language. Commas part words of which one is chosen.
 *
 * @module
 */
import type { Draw } from "../draw.ts";
import type { Role, Split } from "../model.ts";

/** Words of one language. Numbers have decimal commas in some. */
export interface Language {
  roles: Record<Role, string>;
  splits: Record<Split, string>;
  /** Names of quantities, by kind. */
  loss: string;
  score: string;
  other: string;
  lr: string;
  /** What stands between the words of a name: nothing in Chinese and Japanese. */
  joins: string;
  /** How a number of an epoch is said with words around it. */
  ordinal?: string;
  comma?: true;
}

/** One of several words. */
export function pick(draw: Draw, words: string): string {
  const all = words.split(", ");
  return all[draw.int(0, all.length - 1)]!;
}

/** English: most logs. */
export const ENGLISH: Language = {
  roles: {
    epoch: "Epoch, epoch, EPOCH, Ep, ep, Ep., Epoch, epoch",
    batch: "Batch, batch, step, Step, iter, Iter, mini-batch, Iteration, it, BATCH, minibatch",
    step: "step, Step, STEP, iter, Iter, iteration, Iteration, it, global step, global_step, update, Update, Iters",
    samples: "samples, imgs, examples",
    percent: "progress",
    episode: "episode, Episode, Ep, ep, Game, game, EPISODE",
  },
  splits: {
    train: "train, training, tr, trn, Train, TRAIN, Training",
    val: "val, valid, validation, dev, eval, Val, VAL, Validation, Valid",
    test: "test, Test, TEST, testing",
  },
  loss:
    "loss, cost, nll, mse, bce, cross entropy, total loss, kl loss, reconstruction loss, G loss, loss_G, err, avg loss, xent, " +
    "objective, top-5 err, L1, ELBO, rec., energy, ppl, perplexity, gap, chi2, residual, log loss, MAE, RMSE, CER, running loss, " +
    "loss_ce, smooth loss, KLD",
  score:
    "acc, accuracy, F1, f1 score, F1-score, precision, recall, mIoU, IoU, AUC, dice, Acc@1, prec@1, top1, top-1, mAP@0.5, " +
    "mAP50-95, R², R2, BLEU, psnr, SSIM, hit rate, win rate, HR@10, NDCG@10, macro f1, balanced accuracy, kappa, pixel acc, roc_auc, " +
    "Corr, explained var",
  other:
    "grad norm, gnorm, reward, avg reward, return, entropy, D(x), D(G(z)), σ, ε, α, β, kl, drag, yaw, hull tension, zeal, mean Q, " +
    "epsilon, z_mean, std, weight norm, margin, clipfrac, score, avg. return, logit scale, sparsity, mu gap",
  lr: "lr, LR, learning rate, learning_rate, Lr, Learning Rate",
  joins: " ",
};

/** Other languages, in the order of the fields above. */
export const LANGUAGES: Record<string, Language> = {
  Chinese: {
    roles: {
      epoch: "轮次, 轮, Epoch, 周期",
      batch: "批次, Batch",
      step: "步, 步数, Step",
      samples: "样本",
      percent: "进度",
      episode: "回合, Episode",
    },
    splits: { train: "训练", val: "验证", test: "测试" },
    loss: "损失, 损失值, 重建损失",
    score: "准确率, 精度, 召回率",
    other: "奖励, 困惑度",
    lr: "学习率",
    joins: "",
    ordinal: "第 # 轮, 第#轮",
  },
  Japanese: {
    roles: {
      epoch: "エポック, Epoch",
      batch: "バッチ",
      step: "ステップ",
      samples: "サンプル",
      percent: "進捗",
      episode: "エピソード",
    },
    splits: { train: "学習, 訓練", val: "検証", test: "テスト" },
    loss: "損失",
    score: "正解率, 精度, 再現率",
    other: "報酬",
    lr: "学習率",
    joins: "",
  },
  Korean: {
    roles: {
      epoch: "에폭, 에포크, Epoch",
      batch: "배치",
      step: "스텝, 반복",
      samples: "샘플",
      percent: "진행",
      episode: "에피소드",
    },
    splits: { train: "훈련, 학습", val: "검증", test: "테스트" },
    loss: "손실",
    score: "정확도, 재현율",
    other: "보상",
    lr: "학습률",
    joins: " ",
  },
  Russian: {
    roles: {
      epoch: "Эпоха, эпоха",
      batch: "Батч, батч",
      step: "Шаг, шаг, Итерация",
      samples: "примеры",
      percent: "прогресс",
      episode: "Эпизод",
    },
    splits: { train: "обучение, train", val: "валидация, val", test: "тест" },
    loss: "потери, ошибка, функция потерь",
    score: "точность, полнота",
    other: "награда",
    lr: "скорость обучения",
    joins: " ",
    comma: true,
  },
  German: {
    roles: {
      epoch: "Epoche",
      batch: "Batch",
      step: "Schritt, Iteration",
      samples: "Beispiele",
      percent: "Fortschritt",
      episode: "Episode",
    },
    splits: { train: "Training", val: "Validierung", test: "Test" },
    loss: "Verlust, Fehler, mittlerer Verlust",
    score: "Genauigkeit, Trefferquote",
    other: "Belohnung",
    lr: "Lernrate",
    joins: " ",
    comma: true,
  },
  French: {
    roles: {
      epoch: "Époque, époque, Epoque",
      batch: "Lot",
      step: "Étape, Itération, Pas",
      samples: "exemples",
      percent: "progression",
      episode: "Épisode",
    },
    splits: { train: "entraînement, train", val: "validation, val", test: "test" },
    loss: "perte, erreur, perte moyenne",
    score: "précision, exactitude, rappel",
    other: "récompense",
    lr: "taux d'apprentissage",
    joins: " ",
    comma: true,
  },
  Spanish: {
    roles: {
      epoch: "Época, época, Epoca",
      batch: "Lote",
      step: "Paso, Iteración",
      samples: "ejemplos",
      percent: "progreso",
      episode: "Episodio",
    },
    splits: { train: "entrenamiento, train", val: "validación, val", test: "prueba, test" },
    loss: "pérdida, error, pérdida media",
    score: "precisión, exactitud",
    other: "recompensa",
    lr: "tasa de aprendizaje",
    joins: " ",
    comma: true,
  },
  Portuguese: {
    roles: {
      epoch: "Época, época",
      batch: "Lote",
      step: "Passo, Iteração",
      samples: "exemplos",
      percent: "progresso",
      episode: "Episódio",
    },
    splits: { train: "treino", val: "validação", test: "teste" },
    loss: "perda, erro, perda média",
    score: "acurácia, precisão",
    other: "recompensa",
    lr: "taxa de aprendizado",
    joins: " ",
    comma: true,
  },
  Italian: {
    roles: {
      epoch: "Epoca, epoca",
      batch: "Batch",
      step: "Passo, Iterazione",
      samples: "esempi",
      percent: "progresso",
      episode: "Episodio",
    },
    splits: { train: "addestramento, train", val: "validazione, val", test: "test" },
    loss: "perdita, errore",
    score: "accuratezza, precisione",
    other: "ricompensa",
    lr: "tasso di apprendimento",
    joins: " ",
    comma: true,
  },
  Polish: {
    roles: {
      epoch: "Epoka, epoka",
      batch: "Batch",
      step: "Krok, Iteracja",
      samples: "próbki",
      percent: "postęp",
      episode: "Epizod",
    },
    splits: { train: "trening", val: "walidacja", test: "test" },
    loss: "strata, błąd",
    score: "dokładność, precyzja",
    other: "nagroda",
    lr: "współczynnik uczenia",
    joins: " ",
    comma: true,
  },
  Turkish: {
    roles: {
      epoch: "Dönem, Epoch, Devir",
      batch: "Batch",
      step: "Adım, İterasyon",
      samples: "örnek",
      percent: "ilerleme",
      episode: "Bölüm",
    },
    splits: { train: "eğitim", val: "doğrulama", test: "test" },
    loss: "kayıp, hata",
    score: "doğruluk, kesinlik",
    other: "ödül",
    lr: "öğrenme oranı",
    joins: " ",
    comma: true,
  },
  Vietnamese: {
    roles: { epoch: "Epoch, Vòng", batch: "Batch", step: "Bước", samples: "mẫu", percent: "tiến độ", episode: "Tập" },
    splits: { train: "huấn luyện, train", val: "kiểm định, val", test: "kiểm tra, test" },
    loss: "mất mát, hàm mất mát",
    score: "độ chính xác",
    other: "phần thưởng",
    lr: "tốc độ học",
    joins: " ",
  },
};
