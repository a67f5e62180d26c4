import assert from "node:assert/strict";
import fc from "fast-check";
import { JSON_LINE_READ_MAX_CHARS, LINE_READ_MAX_CHARS } from "../../lib/limits.ts";
import { type OnLine, splitLines, type SplitState } from "../../lib/lines/split.ts";
import { ENCODED_LINES, encodeText } from "../support/encode_text.ts";

type Call = [text: string, line: number, redrawn: boolean];
const encoder = new TextEncoder();

function split(pieces: Uint8Array[], { resume = false } = {}): Call[] {
  const calls: Call[] = [];
  const onLine: OnLine = (text, line, { redrawn }) => void calls.push([text, line, redrawn]);
  let splitter = splitLines(onLine);
  for (const piece of pieces) {
    splitter.push(piece);
    if (resume) splitter = splitLines(onLine, structuredClone(splitter.snapshot()) as SplitState);
  }
  splitter.finish();
  return calls;
}

const splitText = (text: string) => split([encoder.encode(text)]);

Deno.test("splitLines() ends lines at `\\n` and `\\r\\n`, and the last line at the end of the log", () => {
  assert.deepEqual(splitText("a\nb\r\n\nc"), [["a", 1, false], ["b", 2, false], ["", 3, false], ["c", 4, false]]);
});

Deno.test("splitLines() gives every state of a redrawn line the number of that line", () => {
  assert.deepEqual(splitText("1%\r2%\r3%\nnext\r"), [
    ["1%", 1, true],
    ["2%", 1, true],
    ["3%", 1, false],
    ["next", 2, false],
  ]);
});

Deno.test("splitLines() treats several carriage returns before a newline as one line end", () => {
  assert.deepEqual(splitText("a\r\r\nb\n"), [["a", 1, false], ["b", 2, false]]);
});

Deno.test("splitLines() says where each state begins in a longer text, and where it stands among bytes in UTF-8", () => {
  const states: string[] = [];
  const splitter = splitLines((text, _line, { isCut, piece, from, bytes, byteFrom, byteLength }) => {
    states.push(text);
    assert.equal(piece.slice(from, from + text.length), text);
    const own = new Uint8Array(bytes!.buffer, bytes!.byteOffset + byteFrom, byteLength);
    if (!isCut) assert.equal(new TextDecoder().decode(own), text);
  });
  for (const piece of ["\ufeffa\n\0\0b 1%\rb", " 2%\n", "ü 3\r\nß\r\rä\r\r\n😀 ü\n", "y".repeat(5000)]) {
    splitter.push(encoder.encode(piece));
  }
  splitter.finish();
  assert.deepEqual(states, ["a", "b 1%", "b 2%", "ü 3", "ß", "ä", "😀 ü", "y".repeat(LINE_READ_MAX_CHARS)]);
});

Deno.test("splitLines() gives no bytes of lines in another encoding", () => {
  let given = 0;
  const splitter = splitLines((_text, _line, { bytes }) => {
    if (bytes !== null) given++;
  });
  splitter.push(
    Uint8Array.from(
      "Verlust für Prüfung läuft über größere Mengen: 0,5\n".repeat(20),
      (letter) => letter.charCodeAt(0),
    ),
  );
  splitter.finish();
  assert.deepEqual([given, splitter.encoding], [0, "windows-1252"]);
});

Deno.test("splitLines() gives nothing for an empty log", () => {
  assert.deepEqual(splitText(""), []);
});

Deno.test("splitLines() keeps a NUL inside a line and replaces invalid UTF-8 with U+FFFD", () => {
  assert.deepEqual(split([new Uint8Array([0x61, 0, 0xff, 0x0a])]), [["a\0\ufffd", 1, false]]);
});

Deno.test("splitLines() skips the hole at the start of a log that was truncated while its program wrote", () => {
  const hole = new Uint8Array(100_000), line = encoder.encode("loss=0.5\nloss=0.4\n");
  assert.deepEqual(split([hole, line]), [["loss=0.5", 1, false], ["loss=0.4", 2, false]]);
  assert.deepEqual(split([hole]), [["", 1, false]]);
});

Deno.test("splitLines() keeps only the start of a line of 10 MB", () => {
  const calls: Call[] = [];
  const splitter = splitLines((text, line, { redrawn }) => calls.push([text, line, redrawn]));
  for (let i = 0; i < 100; i++) {
    splitter.push(encoder.encode("x".repeat(100_000)));
    assert.ok(splitter.snapshot().kept.length <= 16_384);
  }
  splitter.push(encoder.encode("\nshort\n"));
  assert.deepEqual(calls.map(([text, line]) => [text.length, line]), [[4096, 1], [5, 2]]);
});

/** The start of a state that is read. */
function cut(state: string): string {
  const start = state.slice(0, 65_536);
  const isJson = start.startsWith("{") && Array.from(start).every((character) => character < "\x80");
  return state.slice(0, isJson ? 65_536 : 4096);
}

/** The expected calls, by splitting the whole text at once. */
function splitWhole(log: Uint8Array): Call[] {
  const lines = new TextDecoder("utf-8", { ignoreBOM: true }).decode(log).split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines.flatMap((line, index) => {
    const states = line.replace(/\r+$/, "").split("\r").map((state) => cut(state.replace(/^(?:\ufeff|\0+)/, "")));
    const last = states.pop()!;
    const calls = states.filter((state) => state !== "").map((state): Call => [state, index + 1, true]);
    return [...calls, [last, index + 1, false]];
  });
}

Deno.test("splitLines() keeps 65,536 characters of a line of JSON, packed where it is stored", () => {
  const whole = `{"a": ${"1".repeat(70_000)}}\n`, bytes = encoder.encode(whole), calls: Call[] = [];
  const first = splitLines(() => {});
  first.push(bytes.subarray(0, 60_000));
  const state = first.snapshot();
  assert.ok(state.kept.length < 1000);
  const second = splitLines((text, line, { redrawn }) => calls.push([text, line, redrawn]), state);
  second.push(bytes.subarray(60_000));
  assert.deepEqual(calls, [[whole.slice(0, 65_536), 1, false]]);
});

Deno.test("splitLines() keeps 4,096 characters of a line with a brace and other letters than ASCII", () => {
  const line = "{" + "a".repeat(30_000) + "é" + "a".repeat(30_000);
  for (const at of [1, 20_000, 40_000]) {
    const bytes = encoder.encode(line + "\n");
    assert.equal(split([bytes.subarray(0, at), bytes.subarray(at)])[0]![0].length, 4096, `cut at ${at}`);
  }
});

Deno.test("splitLines() removes a byte order mark from the start of a line", () => {
  assert.deepEqual(splitText("\ufeffa\nb\ufeff\n"), [["a", 1, false], ["b\ufeff", 2, false]]);
});

Deno.test("splitLines() ends a very long state where the bytes are cut after its carriage return", () => {
  const long = "y".repeat(50_000);
  const calls = split([encoder.encode(long), encoder.encode(long + "\r"), encoder.encode("\r"), encoder.encode("z\n")]);
  assert.deepEqual(calls.map(([text, line, redrawn]) => [text.length, line, redrawn]), [[4096, 1, true], [
    1,
    1,
    false,
  ]]);
});

Deno.test("splitLines() makes the same calls for any cut of the bytes, resumed anywhere", () => {
  const part = fc.oneof(
    fc.constantFrom("\n", "\r", "\r\n", "\r\r\n", "é", "学", "🙂", "loss=1.5", " ", "\0", "\ufeff"),
    fc.string({ maxLength: 20 }),
    fc.constantFrom("\n{", "{"),
    fc.tuple(fc.constantFrom("é", "\0", "j"), fc.constantFrom(4_095, 4_097, 16_383, 16_385, 70_000)).map((
      [one, length],
    ) => one.repeat(length)),
  );
  const bytes = fc.array(part, { maxLength: 40 }).map((parts) => encoder.encode(parts.join("")));
  fc.assert(fc.property(bytes, fc.array(fc.nat(300_000), { maxLength: 12 }), (log, numbers) => {
    const cuts = numbers.map((number) => number % (log.length + 1));
    const places = [0, ...cuts.filter((cut) => cut < log.length).sort((a, b) => a - b), log.length];
    const pieces = places.slice(1).map((end, i) => log.subarray(places[i], end));
    const whole = splitWhole(log);
    assert.deepEqual(split([log]), whole);
    assert.deepEqual(split(pieces), whole);
    assert.deepEqual(split(pieces, { resume: true }), whole);
  }));
});

Deno.test("splitLines() says which lines it cut, wherever their bytes are cut", () => {
  const json = (length: number) => `{"a": "${"x".repeat(length - 9)}"}`;
  const lines: [text: string, isCut: boolean][] = [
    ["x".repeat(LINE_READ_MAX_CHARS), false],
    ["x".repeat(LINE_READ_MAX_CHARS + 1), true],
    ["損".repeat(3 * LINE_READ_MAX_CHARS), true],
    [json(JSON_LINE_READ_MAX_CHARS), false],
    [json(JSON_LINE_READ_MAX_CHARS + 1), true],
    [`\0${json(JSON_LINE_READ_MAX_CHARS + 1)}`, true],
    [`\0${json(JSON_LINE_READ_MAX_CHARS)}`, false],
    [json(3 * JSON_LINE_READ_MAX_CHARS), true],
  ];
  for (const piece of [1000, 65_536, 1_000_000]) {
    const found: boolean[] = [];
    const splitter = splitLines((_text, _line, { isCut }) => found.push(isCut));
    const bytes = new TextEncoder().encode(lines.map(([text]) => `${text}\r\n`).join(""));
    for (let at = 0; at < bytes.length; at += piece) splitter.push(bytes.subarray(at, at + piece));
    assert.deepEqual(found, lines.map(([, isCut]) => isCut), `pieces of ${piece} bytes`);
  }
});

Deno.test("splitLines() keeps a record behind a prefix as it keeps a line of JSON", () => {
  const read: number[] = [];
  const splitter = splitLines((text) => read.push(text.length));
  const record = `12:00:01 INFO {"x": [${"0, ".repeat(10_000)}0]}\n`;
  const bytes = new TextEncoder().encode(record.repeat(2));
  for (let at = 0; at < bytes.length; at += 7001) splitter.push(bytes.subarray(at, at + 7001));
  splitter.finish();
  assert.deepEqual(read, [record.length - 1, record.length - 1]);
});

for (const [encoding, lines] of ENCODED_LINES) {
  Deno.test(`splitLines() reads ${encoding} in the same way wherever it is cut, and after a resume there`, () => {
    const texts = ["step 1", ...lines.flatMap((line) => [line, `${line} 50%\r${line} 100%`, "loss é ██ 0.5"])];
    const bytes = Uint8Array.from(texts.flatMap((line) => {
      return [...line.includes("█") ? encoder.encode(line) : encodeText(line, encoding), 10];
    }));
    const whole = texts.flatMap((line, at) =>
      line.split("\r").map((state, i, all): Call => [state, at + 1, i < all.length - 1])
    );
    assert.deepEqual(split([bytes]), whole);
    for (let cut = 1; cut < bytes.length; cut++) {
      assert.deepEqual(split([bytes.subarray(0, cut), bytes.subarray(cut)], { resume: true }), whole, `cut at ${cut}`);
    }
    assert.deepEqual(split(Array.from(bytes, (byte) => Uint8Array.of(byte))), whole);
  });
}

Deno.test("splitLines() gives the same lines of bytes of any encodings, however they are cut", () => {
  const line = fc.oneof(
    ...ENCODED_LINES.map(([encoding, lines]) =>
      fc.constantFrom(...lines).map((text) => [...encodeText(text, encoding), 10])
    ),
    fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 12 }),
    fc.constantFrom("训练损失 0.5\n", "\0\0é\r", "x".repeat(9000)).map((text) => [...encoder.encode(text)]),
  );
  fc.assert(fc.property(fc.array(line, { maxLength: 8 }), fc.array(fc.nat(), { maxLength: 8 }), (lines, cuts) => {
    const bytes = Uint8Array.from(lines.flat()), at = cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b);
    const pieces = [0, ...at].map((from, i) => bytes.subarray(from, at[i] ?? bytes.length));
    assert.deepEqual(split(pieces, { resume: true }), split([bytes]));
  }));
});

Deno.test("splitLines() says which encoding lines were read with; of ASCII and UTF-8 none, and nothing of it is stored", () => {
  const splitter = splitLines(() => {});
  splitter.push(encoder.encode("loss 0.5\n训练损失 0.5\n"));
  assert.deepEqual([splitter.encoding, Object.hasOwn(splitter.snapshot(), "encoding")], [null, false]);
  splitter.push(encodeText("训练损失 0.5\n", "gb18030"));
  assert.equal(splitter.encoding, "gb18030");
});
