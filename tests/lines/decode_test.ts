import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import { TooLarge } from "../../lib/errors.ts";
import { decodeLog } from "../../lib/lines/decode.ts";

const encoder = new TextEncoder();

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

async function decode(bytes: Uint8Array, size = 1000): Promise<Uint8Array> {
  const pieces = await Array.fromAsync(await decodeLog(inPieces(bytes, size)));
  return new Uint8Array(await new Blob(pieces as Uint8Array<ArrayBuffer>[]).arrayBuffer());
}

const TEXT = "Step 1: loss=2.5\nStep 2: loss=2.25\n";
const hole = (bytes: number) => "\0".repeat(bytes);

Deno.test("decodeLog() keeps every byte of a log with holes, which a log has that was truncated while its program wrote", async () => {
  for (
    const text of [
      hole(11_363) + TEXT,
      hole(2_000_000) + TEXT,
      TEXT + hole(3_465) + TEXT,
      hole(64) + TEXT + hole(100) + TEXT,
      TEXT + hole(900),
    ]
  ) {
    const bytes = encoder.encode(text);
    for (const size of bytes.length > 100_000 ? [65_536] : [7, 1000, 100_000]) {
      assert.ok(Buffer.compare(await decode(bytes, size), bytes) === 0, `${bytes.length} bytes by ${size}`);
    }
  }
});

Deno.test("decodeLog() refuses a file that is not text, with and without holes", async () => {
  const noise = Uint8Array.from({ length: 20_000 }, (_, i) => (i * 7919) % 256);
  const sparse = new Uint8Array(20_000);
  for (let i = 0; i < 500; i++) sparse.set([1, 2, 200, 3], 40 * i);
  for (const bytes of [noise, sparse, new Uint8Array(5_000), new Uint8Array([...new Uint8Array(2_000), ...noise])]) {
    await assert.rejects(decode(bytes), /this is not text/);
  }
});

Deno.test("decodeLog() says what kind of file it is when it is not a log", async () => {
  const magics: [number[], RegExp][] = [
    [[0x50, 0x4b, 3, 4], /a zip archive/],
    [[0x7f, 0x45, 0x4c, 0x46], /a program/],
    [[...encoder.encode("SQLite format 3\0")], /a SQLite database/],
  ];
  for (const [magic, what] of magics) {
    await assert.rejects(decode(new Uint8Array([...magic, ...new Uint8Array(4_000)])), what);
  }
});

Deno.test("decodeLog() throws TooLarge for a log that is longer than the limit, as given or at any stage of unpacking", async () => {
  const text = encoder.encode("a\n".repeat(500_000)), packed = gzipSync(text), twice = gzipSync(packed);
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("a\n".repeat(500_000), "utf16le")]);
  for (const bytes of [text, packed, twice, utf16, gzipSync(new Uint8Array(1_000_000))]) {
    const read = async () => {
      for await (const _ of await decodeLog(inPieces(bytes, 1000), { maxBytes: 999_999 }));
    };
    await assert.rejects(read, (error) => error instanceof TooLarge && error.field === "file");
  }
  assert.ok(twice.length < 1000);
  const whole = await Array.fromAsync(await decodeLog(inPieces(twice, 100), { maxBytes: 1_000_000 }));
  assert.equal(whole.reduce((sum, { length }) => sum + length, 0), 1_000_000);
});
