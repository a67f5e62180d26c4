import assert from "node:assert/strict";
import { readSpace } from "../../../lib/store/kv/sqlite_file.ts";
import { openStore } from "../../../lib/store/store.ts";
import { inDirectory } from "../../support/directory.ts";
import { batchOf, createDigitsRun, flushOf } from "../digits.ts";

Deno.test("runs.measure() estimates what a run takes in the file within a quarter", () =>
  inDirectory(async (directory) => {
    const path = `${directory}/kv.db`;
    const used = () => {
      const { bytes, freeBytes } = readSpace(path);
      return bytes - freeBytes;
    };
    (await openStore(path)).close();
    for (const lines of [4_000, 40_000]) {
      const before = used();
      let size;
      {
        using store = await openStore(path);
        const { id } = await createDigitsRun(store);
        await store.ingest.begin(id, "me");
        for (let at = 0; at < lines; at += 2_000) {
          const numbers = Array.from({ length: 2_000 }, (_, i) => Math.sin(at + i));
          const text = "Step 1000000: loss=0.1234567\n".repeat(2_000);
          await store.ingest.flush(id, "me", flushOf(at / 2_000 * text.length, text, { loss: batchOf(numbers, at) }));
        }
        size = await store.runs.measure(id);
      }
      const ratio = (size.log + size.rest) / (used() - before);
      assert.ok(ratio > 0.75 && ratio < 1.25, `${ratio}`);
      assert.ok(size.log > size.rest);
    }
  }));
