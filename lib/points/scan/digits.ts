/**
 * Writes the digits of other scripts as ASCII's, each in its place: `٢٫٥` and `２．５` are `2.5`. Doesn't touch letters, and no numbers that are
 * written as words.
 *
 * @module
 */

/** Zeros of the scripts that have digits of their own. */
const ZEROS = [
  0x660,
  0x6f0,
  0x7c0,
  0x966,
  0x9e6,
  0xa66,
  0xae6,
  0xb66,
  0xbe6,
  0xc66,
  0xce6,
  0xd66,
  0xe50,
  0xed0,
  0xf20,
  0x1040,
  0x17e0,
  0x1810,
  0xff10,
];
const TEN = Array.from({ length: 10 }, (_, digit) => digit);
/** Marks within numbers that are written with such digits. */
const MARKS = { "\u066a": "%", "\u066b": ".", "\u066c": "," };
const PLAIN: ReadonlyMap<string, string> = new Map([
  ...ZEROS.flatMap((zero) => TEN.map((digit) => [String.fromCharCode(zero + digit), `${digit}`] as const)),
  ...Object.entries(MARKS),
]);

/** True for a digit of another script than ASCII, and for a mark within such numbers. */
export function isOtherDigit(code: number): boolean {
  return PLAIN.has(String.fromCharCode(code));
}

/** All of them, and other characters between them. */
const OTHER = /[\u0660-\u1819\uff10-\uff19]/g;
/** A full-width point between digits, and a sign before one. */
const POINT = /(?<=\d)\uff0e(?=\d)/g, SIGN = /[\uff0b\uff0d](?=[.\d])/g;

/** The text with the digits of ASCII, of the same length. */
export function plainDigits(text: string): string {
  const plain = text.replace(OTHER, (mark) => PLAIN.get(mark) ?? mark);
  if (plain === text) return text;
  return plain.replace(POINT, ".").replace(SIGN, (sign) => sign === "\uff0b" ? "+" : "-");
}
