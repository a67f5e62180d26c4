/**
 * Words for losses, accuracies and rates beyond English. A name with one of them is a metric on any line. Each word once, in lower case.
 *
 * @module
 */
import { splitAt } from "../scan/split_text.ts";

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Words of languages that put spaces between words. */
const SPACED = words(
  "потери потеря лосс точность ошибка verlust genauigkeit fehler perte pertes exactitude précision erreur pérdida precisión exactitud perda " +
    "perdas acurácia precisão erro perdita accuratezza precisione errore strata straty dokładność precyzja błąd kayıp doğruluk kesinlik hata " +
    "απώλεια απώλειες ακρίβεια σφάλμα втрати втрата точність похибка verlies nauwkeurigheid ztráta přesnost förlust noggrannhet häviö " +
    "tarkkuus veszteség pontosság pierdere acuratețe eroare kerugian akurasi हानि सटीकता הפסד דיוק שגיאה زیان دقت خطا " +
    "الخسارة خسارة الدقة دقة الخطأ perplexité perplexidad perplexität перплексия " +
    "recompensa recompensas récompense récompenses belohnung beloning награда вознаграждение винагорода ricompensa ricompense nagroda ödül odměna " +
    "belöning ανταμοιβή fehlerrate trefferquote kaybı doğruluğu hatası потерь ошибки точности загуба загуби straty ztráty chyba hiba tappio " +
    "gubitak točnost tačnost губитак тачност izguba natančnost presnosť pèrdua nøyaktighet nøjagtighed fejl feil pierderea acuratețea " +
    "puntuación pontuação punteggio punktzahl rappel sensibilité exhaustividad revocação richiamo czułość полнота precyzji ক্ষতি নির্ভুলতা " +
    "இழப்பு துல்லியம் نقصان درستگی हानी अचूकता hasara usahihi სიზუსტე ճշգրտություն kadu täpsus nuostoliai tikslumas zudumi precizitāte",
);
/** Ends of words that are written as one with what they measure: `trainingsverlust`. */
const COMPOUND_END =
  /(?:verlust|genauigkeit|fehler|fehlerrate|belohnung|verlies|nauwkeurigheid|förlust|noggrannhet|tappio|häviö|tarkkuus)$/;
/** Words of languages that put none: a name that contains one is a metric. */
const UNSPACED =
  "损失 準確率 准确率 准确度 精度 精确率 召回率 困惑度 误差 得分 奖励 損失 正解率 再現率 適合率 誤差 報酬 손실 정확도 정밀도 재현율 오차 보상 สูญเสีย แม่นยำ"
    .split(" ");
const NOT_ASCII = /[\u0080-\uffff]/;
const partsOf = splitAt("_/. ");
/** Phrases of several words. */
const PHRASES = ["mất_mát", "độ_chính_xác", "sai_số"];
/** Learning rates. */
const RATES = words(
  "学习率 学習率 학습률 скорость_обучения lernrate lerngeschwindigkeit taux_d'apprentissage tasa_de_aprendizaje taxa_de_aprendizado taxa_de_aprendizagem " +
    "ρυθμός_μάθησης швидкість_навчання leersnelheid rychlost_učení inlärningshastighet laju_pembelajaran نرخ_یادگیری קצב_למידה " +
    "tasso_di_apprendimento współczynnik_uczenia öğrenme_oranı öğrenme_hızı tốc_độ_học معدل_التعلم",
);

/** Words before the value that something was changed to. */
const TO = words("to auf à a para до на do na naar til till");
const RATES_UNSPACED = [...RATES].filter((rate) => /^[\u3040-\u9fff\uac00-\ud7a3]+$/.test(rate)).join("|");
/** A rate, what was done to it, and such a word, in scripts without spaces: `学习率调整为`. */
const CHANGED_UNSPACED = new RegExp(String.raw`(${RATES_UNSPACED})\p{L}{0,8}(?:为|為|到|至)\s?$`, "u");

/** True for a word before the value that something was changed to, in any case. */
export function isTo(word: string): boolean {
  return TO.has(word.toLowerCase());
}

/** The rate that a text without spaces says was changed, up to its new value; empty without one. */
export function changedRateUnspaced(text: string): string {
  return CHANGED_UNSPACED.exec(text)?.[1] ?? "";
}

/** True for a canonical name that measures how well training goes, in a language other than English. */
export function measuresTraining(name: string): boolean {
  if (partsOf(name).some((word) => SPACED.has(word) || COMPOUND_END.test(word))) return true;
  return NOT_ASCII.test(name) &&
    (UNSPACED.some((word) => name.includes(word)) || PHRASES.some((phrase) => name.includes(phrase)));
}

/** Durations in languages that put spaces between words. */
const DURATIONS = words(
  "время осталось прошло zeit dauer laufzeit restzeit verbleibend temps durée restant restante tiempo duración tempo duração durata czas süre süresi kalan " +
    "zaman tijd duur tid aika idő χρόνος waktu זמן الوقت زمان trvání čas timp",
);
const DURATION_END = /(?:zeit|dauer)$/;
/** Words for speed, at the end of a name. */
const SPEED_ENDS =
  ("geschwindigkeit durchsatz vitesse débit velocidad velocidade velocità скорость швидкість prędkość snelheid hastighet " +
    "kecepatan tốc_độ _hız _hızı _nopeus 速度 吞吐 吞吐量 スループット 속도").split(" ");
/** Durations in languages that put none. */
const DURATIONS_UNSPACED = "耗时 用时 时长 时间 耗時 用時 時間 所要 소요 시간".split(" ");

/** True for a name of a time that training takes, or of its speed, in a language other than English. */
export function measuresTime(name: string): boolean {
  if (partsOf(name).some((word) => DURATIONS.has(word) || DURATION_END.test(word))) return true;
  if (SPEED_ENDS.some((word) => `_${name}`.endsWith(word)) && !isRate(name)) return true;
  return NOT_ASCII.test(name) && DURATIONS_UNSPACED.some((word) => name.includes(word));
}

/** True for a learning rate in a language other than English. */
export function isRate(name: string): boolean {
  return RATES.has(name);
}
