import assert from "node:assert/strict";
import { decodeStrictly, ENCODINGS, weighEncoding } from "../../lib/text/encodings.ts";
import { ENCODED_LINES, encodeText } from "../support/encode_text.ts";

for (const [encoding, lines] of ENCODED_LINES) {
  Deno.test(`weighEncoding() finds that a line looks most like ${encoding}, which it is in`, () => {
    for (const line of lines) {
      const bytes = encodeText(line, encoding),
        scores = ENCODINGS.map((each) => weighEncoding(bytes, each) ?? -Infinity);
      assert.equal(ENCODINGS[scores.indexOf(Math.max(...scores))], encoding, `${line}: ${scores}`);
    }
  });
}

Deno.test("weighEncoding() gives nothing for ASCII and for what is left of UTF-8", () => {
  const left = [...new TextEncoder().encode("训练损失 ██")].filter((_, at) => at % 4 !== 0);
  for (const encoding of ENCODINGS) {
    assert.equal(weighEncoding(new TextEncoder().encode("loss 0.5"), encoding), 0);
    assert.ok((weighEncoding(Uint8Array.from(left), encoding) ?? 0) < 1.5, encoding);
  }
});

Deno.test("decodeStrictly() lets the last character be cut, and gives null for bytes that can't be read", () => {
  assert.equal(decodeStrictly(encodeText("损失", "gb18030").subarray(0, 3), "gb18030"), "损");
  assert.equal(decodeStrictly(Uint8Array.of(0xff, 0x41), "utf-8"), null);
});
