import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { Conflict } from "../../lib/errors.ts";
import { assertProblem, inApi, stepLines } from "./ground.ts";

Deno.test("import route answers 413 to a log that is too long, as it is sent or unpacked, and stores nothing", () =>
  inApi(
    async ({ store, ask }) => {
      const { id } = await store.experiments.create({ name: "e" });
      const text = new TextEncoder().encode(stepLines(5000)), packed = new Uint8Array(gzipSync(text));
      for (const body of [text, packed]) {
        for (const length of [{ "content-length": String(body.length) }, {}]) {
          const headers = { "content-type": "application/octet-stream", ...length } as Record<string, string>;
          const stream = new Blob([body]).stream();
          const answer = await ask(`/api/experiments/${id}/imports`, { method: "POST", headers, body: stream });
          await assertProblem(answer, 413, "file");
        }
      }
      assert.ok(packed.length < 100_000 && text.length > 100_000);
      assert.deepEqual((await store.runs.list(id)).items, []);
    },
    null,
    { maxImportBytes: 100_000 },
  ));

Deno.test("import route answers 409 when the server has as many live runs as it may have, and stores nothing", () =>
  inApi(
    async ({ store, ask }) => {
      const { id } = await store.experiments.create({ name: "e" });
      const headers = { "content-type": "application/octet-stream" };
      await assertProblem(
        await ask(`/api/experiments/${id}/imports`, { method: "POST", headers, body: "loss=1" }),
        409,
      );
      assert.deepEqual((await store.runs.list(id)).items, []);
    },
    null,
    {
      checkRoom() {
        throw new Conflict("this server has 64 live runs");
      },
    },
  ));
