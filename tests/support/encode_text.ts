/**
 * Encodes text for tests: Deno only decodes these encodings, so their characters are found by decoding all bytes and pairs of bytes.
 *
 * @module
 */

const tables = new Map<string, Map<string, number[]>>();

function tableOf(encoding: string): Map<string, number[]> {
  const known = tables.get(encoding);
  if (known) return known;
  const table = new Map<string, number[]>(), decoder = new TextDecoder(encoding);
  const add = (...bytes: number[]) => {
    const text = decoder.decode(Uint8Array.from(bytes));
    if ([...text].length === 1 && text !== "\ufffd" && !table.has(text)) table.set(text, bytes);
  };
  for (let first = 0; first < 256; first++) add(first);
  for (let first = 0x81; first < 256; first++) for (let second = 0x40; second < 256; second++) add(first, second);
  tables.set(encoding, table);
  return table;
}

/** The bytes of a text in an encoding of the WHATWG standard. Throws for a character that it doesn't have. */
export function encodeText(text: string, encoding: string): Uint8Array<ArrayBuffer> {
  const table = tableOf(encoding);
  return Uint8Array.from([...text].flatMap((char) => {
    const bytes = table.get(char);
    if (!bytes) throw new Error(`${encoding} has no ${char}`);
    return bytes;
  }));
}

/** Lines that programs print, in the languages of each encoding. */
export const ENCODED_LINES: readonly [encoding: string, lines: readonly string[]][] = [
  ["gb18030", ["轮次 1: 训练损失=0.5000, 准确率=0.81", "批次 3/10 损失: 0.4", "验证 准确率: ０．５", "步骤 5"]],
  ["big5", ["訓練損失: 0.5 準確率: 0.81", "第 3 輪 驗證損失 0.4", "測試精度 ０．７"]],
  ["shift_jis", ["エポック 1: 損失=0.5, 精度=0.81", "学習損失: 0.5", "検証の精度 ０．７"]],
  ["euc-kr", ["에폭 1: 손실=0.5, 정확도=0.81", "학습 손실: 0.5", "검증 정확도 ０．７"]],
  ["windows-1251", ["Эпоха 1: потери=0.5, точность=0.81", "Потери: 0.4", "Точность на проверке 0.7"]],
  ["windows-1252", [
    "Époque 1 : perte d'entraînement=0.5, précision=0.81",
    "Größe: 0.5",
    "pérdida: 0.5",
    "Température 25°C",
  ]],
];
