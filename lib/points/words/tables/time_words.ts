/**
 * Words for time and speed: units behind a number, and names of durations and speeds. English names of durations, which have more forms, stand
 * in `vocabulary.ts`.
 *
 * @module
 */
import type { Words } from "./table.ts";

/** By what they name. */
export const TIME_WORDS = {
  /** Units of time behind a number, as printed. */
  unit: {
    english: "s sec secs second seconds ms us µs ns min mins minute minutes h hr hrs hour hours",
    german: "Sek Sekunde Sekunden Minuten Std Stunde Stunden",
    swedish: "sekunder minuter",
    french: "secondes heures seconde",
    spanish: "seg segs segundo segundos",
    portuguese: "minuto minutos horas",
    italian: "secondo secondi minuti ore",
    russian: "сек секунд секунды секунда секунду с мс мин минут минуты минуту ч час часа часов",
    ukrainian: "хв хвилин годин",
    polish: "sek sekund sekundy minut minuty sekundę godz",
    finnish: "sekuntia",
    greek: "секунди δευτερόλεπτα λεπτά",
    turkish: "sn saniye dk dakika saat",
    arabic: "ثانية ثواني دقيقة ساعة",
    chinese: "秒 毫秒 分 分钟 分鐘 小时 小時",
    japanese: "時間 ミリ秒",
    korean: "초 분 시간",
    vietnamese: "giây phút giờ",
    indonesian: "detik menit jam",
  },
  /** Names of durations. */
  duration: {
    german: "zeit dauer laufzeit restzeit verbleibend",
    dutch: "tijd duur",
    swedish: "tid",
    french: "temps durée restant",
    spanish: "restante tiempo duración",
    portuguese: "tempo duração",
    italian: "durata",
    romanian: "timp",
    russian: "время осталось прошло",
    polish: "czas",
    czech: "trvání čas",
    finnish: "aika",
    hungarian: "idő",
    greek: "χρόνος",
    turkish: "süre süresi kalan zaman",
    arabic: "الوقت",
    persian: "زمان",
    hebrew: "זמן",
    chinese: "耗时 用时 时长 时间 耗時 用時 時間",
    japanese: "所要",
    korean: "소요 시간",
    indonesian: "waktu",
  },
  /** The same as ends of longer words: `epochendauer`. */
  durationEnd: { german: "zeit dauer" },
  /** Ends of the names of speeds. */
  speedEnd: {
    german: "geschwindigkeit durchsatz",
    dutch: "snelheid",
    swedish: "hastighet",
    french: "vitesse débit",
    spanish: "velocidad",
    portuguese: "velocidade",
    italian: "velocità",
    russian: "скорость",
    ukrainian: "швидкість",
    polish: "prędkość",
    finnish: "_nopeus",
    turkish: "_hız _hızı",
    chinese: "速度 吞吐 吞吐量",
    japanese: "スループット",
    korean: "속도",
    vietnamese: "tốc_độ",
    indonesian: "kecepatan",
  },
} as const satisfies Readonly<Record<string, Words>>;
