/**
 * Writes a line's marks in their plain forms, so that the grammar knows one form of each: `，` is `,`, `—` is `-`, emoji and bullets are `;`.
 * Each character stays in its place. Doesn't touch letters and numbers.
 *
 * @module
 */
import { plainOrdinals } from "./ordinals.ts";

/** Marks that have a form in ASCII. */
const FORMS: Readonly<Record<string, string>> = {
  "、": ",",
  "。": ";", // it ends a sentence, and stands in no number and no name
  "…": ".",
  "「": "[",
  "」": "]",
  "【": "[",
  "】": "]",
  "〔": "[",
  "〕": "]",
  "│": "|",
  "┃": "|",
  "║": "|",
  "–": "-",
  "—": "-",
  "―": "-",
  "؛": ";",
  "،": ",",
  "\u2800": " ", // an empty cell of Braille: it fills a column
  "\u200b": " ",
};
/** Marks of what is better, beside a name or a value: `Loss ↓`. They end nothing. */
const BETTER = /[\u2191\u2193\u2b06\u2b07]/g;
/** Bullets, arrows, check marks, stars. `→` may tie a name to its number: it stays. */
const SIGN =
  /[•∙◦‣⁃※]|[\u2190\u2191\u2193-\u21d1\u21d3-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff]|[\ufe0e\ufe0f\u200d]/g;
/** An emoji between a name and its number ends nothing: `📈bleu📈 0.5`. */
const EMOJI_BEHIND = /(?<=\p{L})[\u{1f000}-\u{1faff}](?=\s?[-+.\d])/gu;
const EMOJI = /[\ud83c-\ud83e][\udc00-\udfff]/g;
/** A sign that stands alone, whatever it is. Arrows, `≈` and their kind tie a name to its number; lines draw tables and bars. */
const LONE = /(?<![^\s])[^\p{L}\p{M}\p{N}\s\p{ASCII}\u2500-\u259f→⇒°±×÷−∶∼≈≅≃≡≤≥≠≪≫∞](?=\s)/gu;
/** `n° 3`, `№ 3`: signs for a number. */
const ORDINAL = /(?<![\p{L}\d])n[°º](?=\s?\d)|№/giu;
const MARK = /[│┃║…、。「」【】〔〕–—―؛،\u2800\u200b]/g;
const FULL_WIDTH = /[\uff01-\uff0f\uff1a-\uff5e]/g;
const NOT_ASCII = /[\u0080-\uffff]/;
const FULL_WIDTH_SHIFT = 0xfee0;

/** Signs that stand alone between a value and the next name: `loss 0.5 :: acc 0.9`. */
const BETWEEN = /(?<=[\d%)\]] {1,3})(?:::|\/\/|&&?|~|\*{1,3}|--|\.{3}|\^|;;)(?= {1,3}\p{L})/gu;

/** `--->`, `===>` between words and numbers: an arrow of two signs says the same. */
const LONG_ARROWS = /(?<=\s)(?:-{2,20}|={2,20})>(?=\s)/g;

/** An arrow that is glued to the name before it, `{:loss=>0.5}`, `loss->0.5`: it ties as an equals sign does. A plain one points to a number. */
const GLUED_ARROWS = /(?<=[\p{L}_)\]}"'?!]\d{0,3})=>|(?<=[\p{L}_)\]}"'])(?:->|→)(?=[-+]?\.?\d)/gu;

/** What such signs begin with: most lines have none. */
const MAY_BE_BETWEEN = /[:/&~*.;-]{2}|[&~*^]/;

/** A count and its total, with the mark that parts the names of folders on Windows: `3\\10`. */
const BACKSLASH = /(?<=(?:^|[^\w\\.:])\d{1,9} ?)\\(?= ?\d{1,9}(?![\w\\.]))/g;

/** What a tensor prints of itself behind its value: `tensor(0.5, device='cuda:0', grad_fn=<MeanBackward0>)`. */
const ATTRIBUTE = String.raw`, (?:device|dtype|grad_fn|requires_grad|shape|weak_type)=(?:[^\s,()]{1,60}|\(\))`;
const ATTRIBUTES = new RegExp(String.raw`(?<=[\d.nf\]])(?:${ATTRIBUTE}){1,5}\)`, "g");

/** The letter that Python 2 prints before a string, and Python 3 before bytes: `{u'loss': 0.5}`. */
const STRING_PREFIX = /(?<=[{[(,:] ?)[ub](?=')/g;

/** The text without what Python prints of values and strings beside them. */
function withoutTypes(text: string): string {
  const plain = text.indexOf(", ") < 0 ? text : text.replace(ATTRIBUTES, (all) => ")".padEnd(all.length));
  return plain.indexOf("'") < 0 ? plain : plain.replace(STRING_PREFIX, " ");
}

/** The text with plain marks, of the same length. */
export function plainMarks(text: string): string {
  const marked = withoutTypes(NOT_ASCII.test(text) ? plainSigns(text) : text);
  const counted = marked.indexOf("\\") < 0 ? marked : marked.replace(BACKSLASH, "/");
  const plain = plainOrdinals(plainArrows(counted));
  if (!MAY_BE_BETWEEN.test(plain)) return plain;
  return plain.replace(BETWEEN, (signs) => ";".repeat(signs.length));
}

function plainArrows(text: string): string {
  if (text.indexOf(">") < 0 && text.indexOf("→") < 0) return text;
  return text.replace(LONG_ARROWS, (arrow) => arrow.slice(-2).padStart(arrow.length))
    .replace(GLUED_ARROWS, (arrow) => "=".padEnd(arrow.length));
}

function plainSigns(text: string): string {
  return text.replace(FULL_WIDTH, (mark) => String.fromCharCode(mark.charCodeAt(0) - FULL_WIDTH_SHIFT))
    .replace(ORDINAL, (mark) => "# ".slice(0, mark.length)).replace(MARK, (mark) => FORMS[mark]!).replace(BETTER, " ")
    .replace(EMOJI_BEHIND, "  ").replace(EMOJI, ";;").replace(SIGN, ";").replace(
      LONE,
      (sign) => ";".repeat(sign.length),
    );
}
