import assert from "node:assert/strict";
import { formatSize, parseSize } from "../../lib/text/size.ts";

Deno.test("parseSize() reads a number of bytes with a unit of 1,024, in upper or lower case", () => {
  for (
    const [text, bytes] of [
      ["1", 1],
      ["1500", 1500],
      ["2K", 2048],
      ["2k", 2048],
      ["500M", 524_288_000],
      ["1.5 MB", 1_572_864],
      ["2GiB", 2_147_483_648],
      ["1T", 1_099_511_627_776],
    ] as const
  ) assert.equal(parseSize(text), bytes, text);
});

Deno.test("parseSize() gives null for what is no size", () => {
  for (const text of ["", "0", "0K", "much", "-1", "1e9", "1P", "G", "1 2", "999999999999T", "0x10"]) {
    assert.equal(parseSize(text), null, text);
  }
});

Deno.test("formatSize() writes a size that parseSize() reads, with three digits", () => {
  for (
    const [bytes, text] of [
      [0, "0 bytes"],
      [1, "1 byte"],
      [999, "999 bytes"],
      [1000, "0.977 KB"],
      [1024, "1 KB"],
      [524_288_000, "500 MB"],
      [1_449_551_462, "1.35 GB"],
      [3 * 1024 ** 5, "3070 TB"],
    ] as const
  ) assert.equal(formatSize(bytes), text);
  assert.equal(parseSize(formatSize(1_572_864)), 1_572_864);
});
