/**
 * Words for what training measures: losses, accuracies, rewards, learning rates. English ones, which have more forms, stand in
 * `vocabulary.ts`.
 *
 * @module
 */
import type { Words } from "./table.ts";

/** By what they name. */
export const MEASURE_WORDS = {
  /** A name with one of these words is a metric on any line. */
  metric: {
    german: "verlust genauigkeit fehler fehlerrate trefferquote belohnung punktzahl perplexität",
    dutch: "verlies nauwkeurigheid beloning",
    swedish: "förlust noggrannhet belöning",
    danish: "nøjagtighed fejl",
    norwegian: "nøyaktighet feil",
    french: "perte pertes exactitude précision erreur perplexité récompense récompenses rappel sensibilité",
    spanish: "pérdida precisión exactitud perplexidad recompensa recompensas puntuación exhaustividad",
    portuguese: "perda perdas acurácia precisão erro pontuação revocação",
    italian: "perdita accuratezza precisione errore ricompensa ricompense punteggio richiamo",
    catalan: "pèrdua",
    romanian: "pierdere pierderea acuratețe acuratețea eroare",
    russian: "потери потерь потеря лосс точность точности ошибка ошибки перплексия награда вознаграждение полнота",
    ukrainian: "втрати втрата точність похибка винагорода",
    polish: "strata straty dokładność precyzja precyzji błąd czułość nagroda",
    czech: "ztráta ztráty přesnost chyba odměna",
    slovak: "presnosť",
    slovenian: "izguba natančnost",
    croatian: "gubitak točnost tačnost",
    serbian: "губитак тачност",
    bulgarian: "загуба загуби",
    latvian: "zudumi precizitāte",
    lithuanian: "nuostoliai tikslumas",
    estonian: "kadu täpsus",
    finnish: "häviö tappio tarkkuus",
    hungarian: "veszteség pontosság hiba",
    greek: "απώλεια απώλειες ακρίβεια σφάλμα ανταμοιβή",
    turkish: "kayıp kaybı doğruluk doğruluğu kesinlik hata hatası ödül",
    georgian: "სიზუსტე",
    armenian: "ճշգրտություն",
    arabic: "الخسارة خسارة الدقة دقة الخطأ",
    persian: "زیان دقت خطا",
    urdu: "نقصان درستگی",
    hebrew: "הפסד דיוק שגיאה",
    hindi: "हानि सटीकता",
    bengali: "ক্ষতি নির্ভুলতা",
    marathi: "हानी अचूकता",
    tamil: "இழப்பு துல்லியம்",
    chinese: "损失 準確率 准确率 准确度 精度 精确率 召回率 困惑度 误差 得分 奖励",
    japanese: "損失 正解率 再現率 適合率 誤差 報酬",
    korean: "손실 정확도 정밀도 재현율 오차 보상",
    vietnamese: "mất_mát độ_chính_xác sai_số",
    thai: "สูญเสีย แม่นยำ",
    indonesian: "kerugian akurasi",
    swahili: "hasara usahihi",
  },
  /** The same as ends of longer words: `trainingsverlust`. */
  metricEnd: {
    german: "verlust genauigkeit fehler fehlerrate belohnung",
    dutch: "verlies nauwkeurigheid",
    swedish: "förlust noggrannhet",
    finnish: "tappio häviö tarkkuus",
  },
  /** Learning rates: the whole name. */
  rate: {
    german: "lernrate lerngeschwindigkeit",
    dutch: "leersnelheid",
    swedish: "inlärningshastighet",
    french: "taux_d'apprentissage",
    spanish: "tasa_de_aprendizaje",
    portuguese: "taxa_de_aprendizado taxa_de_aprendizagem",
    italian: "tasso_di_apprendimento",
    russian: "скорость_обучения",
    ukrainian: "швидкість_навчання",
    polish: "współczynnik_uczenia",
    czech: "rychlost_učení",
    greek: "ρυθμός_μάθησης",
    turkish: "öğrenme_oranı öğrenme_hızı",
    arabic: "معدل_التعلم",
    persian: "نرخ_یادگیری",
    hebrew: "קצב_למידה",
    chinese: "学习率",
    japanese: "学習率",
    korean: "학습률",
    vietnamese: "tốc_độ_học",
    indonesian: "laju_pembelajaran",
  },
  /** Short for words of names: the point behind one ends no sentence. */
  abbreviated: {
    english:
      "val valid avg ave acc ep up sen std max min num iter cum tr te lr no spec err rec reg disc gen adv recon prec sens grad vs",
    german: "mittl",
    dutch: "gem",
    danish: "gns",
    french: "moy méd entr préc",
    spanish: "prom máx mín med exact",
    russian: "ср средн макс мин вал обуч точн тест сер",
    polish: "śr maks dokł wal",
    czech: "prům",
    turkish: "ort doğr eğt",
  },
} as const satisfies Readonly<Record<string, Words>>;
