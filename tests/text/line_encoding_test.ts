import assert from "node:assert/strict";
import {
  decodeLine,
  decodeLines,
  describeEncoding,
  isEncodingRemark,
  unknownEncoding,
} from "../../lib/text/line_encoding.ts";
import { ENCODED_LINES, encodeText } from "../support/encode_text.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const join = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

/** Decodes parts as one log; the text and the encoding that was found. */
function read(...parts: Uint8Array[]): [string, string | null] {
  const state = unknownEncoding();
  return [decodeLines(join(...parts), state), state.encoding];
}

for (const [encoding, lines] of ENCODED_LINES) {
  Deno.test(`decodeLines() reads each line in ${encoding}, and a whole log of them`, () => {
    for (const line of lines) assert.deepEqual(read(encodeText(line + "\n", encoding)), [line + "\n", encoding]);
    const log = lines.map((line) => line + "\r\n").join("").repeat(30);
    assert.deepEqual(read(utf8("step 1 loss 0.5\n"), encodeText(log, encoding)), ["step 1 loss 0.5\n" + log, encoding]);
  });
}

Deno.test("decodeLines() reads UTF-8 between lines of another encoding", () => {
  const [text, encoding] = read(encodeText("训练损失: 0.5\n", "gb18030"), utf8("验证损失 ██ é: 0.4\n"));
  assert.deepEqual([text, encoding], ["训练损失: 0.5\n验证损失 ██ é: 0.4\n", "gb18030"]);
});

Deno.test("decodeLines() reads a short word that is UTF-8 by chance in the log's encoding", () => {
  const [text] = read(encodeText("训练损失: 0.5\n模: 0.5\n", "gb18030"));
  assert.equal(text, "训练损失: 0.5\n模: 0.5\n");
});

Deno.test("decodeLines() takes bad bytes in UTF-8, a cut character and noise for no encoding", () => {
  const chinese = utf8("训练损失: 0.5 ██"),
    noise = Uint8Array.from({ length: 400 }, (_, at) => (at * 197 + 13) % 256 || 1);
  for (
    const bytes of [
      ...[1, 2, 4, 5].map((size) => join(chinese.subarray(0, size), utf8("\n"))),
      join(chinese, Uint8Array.of(0xff), utf8("\n")),
      join(utf8("loss 0.5 "), Uint8Array.of(0xb0), utf8("\n")),
      join(utf8("loss 0.5 "), Uint8Array.of(0xff, 0xfe), utf8("\n")),
      join(utf8("Потери: "), Uint8Array.of(0xd0), utf8(" 0.5\n")),
      noise,
    ]
  ) assert.deepEqual(read(bytes), [new TextDecoder().decode(bytes), null]);
});

Deno.test("decodeLines() finds nothing in ASCII and UTF-8", () => {
  assert.deepEqual(read(utf8("loss 0.5\n训练损失 0.5\n")), ["loss 0.5\n训练损失 0.5\n", null]);
  assert.deepEqual(read(utf8("loss \ufffd 0.5\n")), ["loss \ufffd 0.5\n", null]);
});

Deno.test("decodeLines() stays with an encoding after enough lines in it", () => {
  const state = unknownEncoding();
  decodeLines(encodeText("训练损失 准确率: 0.5\n".repeat(40), "gb18030"), state);
  decodeLines(encodeText("에폭 손실 정확도 검증: 0.5\n".repeat(200), "euc-kr"), state);
  assert.equal(state.encoding, "gb18030");
});

Deno.test("decodeLine() reads a line in an encoding, and UTF-8 as it is", () => {
  assert.equal(decodeLine(encodeText("损失 0.5", "gb18030"), "gb18030"), "损失 0.5");
  assert.equal(decodeLine(utf8("损失 0.5"), "gb18030"), "损失 0.5");
  assert.equal(decodeLine(Uint8Array.of(0x61, 0xff), null), "a\ufffd");
});

Deno.test("describeEncoding() says nothing of UTF-8", () => {
  assert.deepEqual(describeEncoding(null), []);
  assert.match(describeEncoding("big5")[0]!, /isn't UTF-8.*big5/);
  assert.deepEqual([describeEncoding("big5")[0]!, "3 lines were cut"].map(isEncodingRemark), [true, false]);
});
