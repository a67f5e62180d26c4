import assert from "node:assert/strict";
import { followFile } from "../../lib/lines/follow.ts";

Deno.test("followFile() yields the bytes after its offset, and all that was written before the writer ended", async () => {
  const path = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(path, "0123");
    let asked = 0;
    const isOver = async () => {
      asked++;
      if (asked === 1) await Deno.writeTextFile(path, "45", { append: true });
      if (asked === 2) await Deno.writeTextFile(path, "67", { append: true });
      return asked === 2;
    };
    let text = "";
    for await (const piece of followFile(path, { from: 2, isOver })) text += new TextDecoder().decode(piece);
    assert.equal(text, "234567");
  } finally {
    await Deno.remove(path);
  }
});

Deno.test("followFile() ends when its signal is aborted", async () => {
  const path = await Deno.makeTempFile();
  const controller = new AbortController();
  try {
    const isOver = () => {
      controller.abort();
      return false;
    };
    const pieces = await Array.fromAsync(followFile(path, { from: 0, isOver, signal: controller.signal }));
    assert.deepEqual(pieces, []);
  } finally {
    await Deno.remove(path);
  }
});
