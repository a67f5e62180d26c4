/**
 * The encodings that programs print instead of UTF-8, and how much the bytes of a line look like each of them. An encoding's own order is
 * the evidence: the standards of China, Taiwan, Japan and Korea put the characters in use before the rare ones. Pure.
 *
 * @module
 */

/** Encodings by the names of the WHATWG standard. */
export const ENCODINGS = ["gb18030", "big5", "shift_jis", "euc-kr", "windows-1251", "windows-1252"] as const;
/** An encoding that isn't UTF-8. */
export type Encoding = typeof ENCODINGS[number];

/** What a first byte between two bounds says of a pair, if its second byte is `from` or more: 1 for a character in use, negative for a rare one. */
type Row = readonly [first: number, last: number, from: number, weight: number];

/** What a pair says that is in no row, and a high byte that is a character by itself. */
const UNUSUAL = -1, SINGLE = -0.5;

/** Rows that count, and the characters that are most frequent in what programs print. */
interface Pairs {
  rows: readonly Row[];
  frequent: ReadonlySet<string>;
  /** True where bytes from 0xa1 to 0xdf are characters by themselves. */
  hasSingles?: boolean;
}

const SIMPLIFIED =
  "的一是在不了有为上时用到作出分对成会可发动同能下过多定行学习法得训练损失准确率轮次批验证测试精度保存模型加载完" +
  "开始结束平均当前最佳间步数据集迭代第个样本权重参评估";
const TRADITIONAL =
  "的一是在不了有為上時用到作出分對成會可發動同能下過多定行學習法得訓練損失準確率輪次批驗證測試精度保存模型載完" +
  "開始結束平均當前最佳間步數據集代第個樣本權重參評估";
const KOREAN =
  "이다는은가를을의에하기한지고로도사자수인정시그리어스대일라해아전제부보주성비상구과서들원학습손실확검증에폭단계평" +
  "균모델저장완료시작데터테트훈련률배치";

const PAIRS: Partial<Record<Encoding, Pairs>> = {
  gb18030: {
    rows: [[0xb0, 0xd7, 0xa1, 1], [0xa1, 0xa1, 0xa1, 0.5], [0xa3, 0xa3, 0xa1, 0.5], [0xd8, 0xf7, 0xa1, -0.25]],
    frequent: new Set(SIMPLIFIED),
  },
  big5: {
    rows: [[0xa4, 0xc6, 0x40, 1], [0xa1, 0xa3, 0x40, 0.5], [0xc9, 0xf9, 0x40, -0.5]],
    frequent: new Set(TRADITIONAL),
  },
  "shift_jis": {
    rows: [[0x82, 0x83, 0x40, 1], [0x81, 0x81, 0x40, 0.5], [0x88, 0x97, 0x40, 0.5], [0x98, 0xea, 0x40, -0.25]],
    frequent: new Set(),
    hasSingles: true,
  },
  "euc-kr": {
    rows: [[0xb0, 0xc8, 0xa1, 1], [0xa1, 0xa1, 0xa1, 0.5], [0xa3, 0xa3, 0xa1, 0.5]],
    frequent: new Set(KOREAN),
  },
};

/** More for a character that is among the most frequent. */
const FREQUENT = 0.5;

function weighPairs(bytes: Uint8Array, text: string, { rows, frequent, hasSingles = false }: Pairs): number {
  let score = 0;
  for (let at = 0; at < bytes.length; at++) {
    const first = bytes[at]!;
    if (first < 0x80) continue;
    if (hasSingles && first >= 0xa1 && first <= 0xdf) {
      score += SINGLE;
      continue;
    }
    const second = bytes[++at] ?? 0;
    const row = rows.find(([from, to, least]) => first >= from && first <= to && second >= least);
    score += row ? row[3] : UNUSUAL;
  }
  for (const char of text) if (frequent.has(char)) score += FREQUENT;
  return score;
}

/** Letters that are in use within words and at their ends, and what isn't: matches count for and against. */
const CYRILLIC = /(?<![A-Za-zА-яЁё])(?:[А-ЯЁ]?[а-яё]+|[А-ЯЁ]{2,})(?![A-Za-zА-яЁё])/gu;
const NOT_CYRILLIC = /[а-яё][А-ЯЁ]|[A-Za-z][А-яЁё]|[А-яЁё][A-Za-z]|[^\0-\x7fА-яЁё№«»—–°]/gu;
const LATIN = /(?<=[A-Za-z])[éèêëàâáäåæçíîïñóôöõøúûüßã](?=[a-zß])/gu;
const LATIN_START = /(?<![A-Za-z])[éèêàáçóúåöüÉÈÀÁÓÚÖÜÅÄ](?=[a-z]{3})/gu;
const LATIN_END = /(?<=[a-z]{2})[éèàùüöäáíóúßåñ](?![A-Za-z\x80-\uffff])/gu;
const LATIN_UNIT = /(?<=\d ?)(?:°(?=[CF])|±(?= ?\d)|µ(?=[sm]))/gu;
const NOT_LATIN = /[^\0-\x7fà-öø-ýßÀ-ÖØ-Ý°±µ«»–—’€]|[à-öø-ý][À-ÖØ-Ý]|[À-ÖØ-Ý]{2}/gu;

const sumLengths = (text: string, form: RegExp): number =>
  (text.match(form) ?? []).reduce((sum, { length }) => sum + length, 0);

const weighCyrillic = (text: string) => sumLengths(text, CYRILLIC) / 2 - sumLengths(text, NOT_CYRILLIC);
const weighLatin = (text: string) =>
  1.5 * [LATIN, LATIN_START, LATIN_END, LATIN_UNIT].reduce((sum, form) => sum + sumLengths(text, form), 0) -
  sumLengths(text, NOT_LATIN);

/** How much bytes look like text in an encoding: about 1 for each of its usual characters. Null for bytes that are none. The last character may be cut. */
export function weighEncoding(bytes: Uint8Array, encoding: Encoding): number | null {
  const text = decodeStrictly(bytes, encoding);
  if (text === null) return null;
  const pairs = PAIRS[encoding];
  if (pairs) return weighPairs(bytes, text, pairs);
  return encoding === "windows-1251" ? weighCyrillic(text) : weighLatin(text);
}

/** The text of bytes whose last character may be cut; null where others can't be read. */
export function decodeStrictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null; // not in this encoding
  }
}
