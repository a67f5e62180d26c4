import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { Conflict } from "../../lib/errors.ts";
import type { LaunchInput } from "../../lib/runs/launcher.ts";
import { assertProblem, inApi, resumesNothing, stepLines } from "./ground.ts";

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

Deno.test("launch route passes on whom to notify, and refuses what can't be used without repeating it", () => {
  const launched: LaunchInput[] = [];
  const launcher = {
    ...resumesNothing,
    mayLaunch: true,
    lastLaunch: () => null,
    launch: (input: LaunchInput) => {
      launched.push(input);
      return Promise.reject(new Conflict("no more room"));
    },
  };
  return inApi(async ({ store, send }) => {
    const { id } = await store.experiments.create({ name: "e" }), path = `/api/experiments/${id}/runs`;
    const notify = ["https://hooks.example/hook-secret", "echo me"];
    await assertProblem(await send("POST", path, { command: ["x"], notify, notify_silence: 90 }), 409);
    assert.deepEqual(launched.map((each) => each.notify), [{
      targets: notify,
      silenceMs: 90_000,
      origin: "http://localhost",
    }]);
    for (
      const [body, parameter] of [
        [{ notify: [""] }, "notify"],
        [{ notify: ["https://user:hook-secret@x"] }, "notify"],
        [{ notify: ["•••"] }, "notify"],
        [{ notify_silence: 90 }, "notify_silence"],
        [{ notify: ["true"], notify_silence: 0 }, "notify_silence"],
      ] as const
    ) {
      const answer = await send("POST", path, { command: ["x"], ...body });
      assert.doesNotMatch(await answer.clone().text(), /hook-secret/);
      assert.match((await answer.clone().json()).parameter, new RegExp(`^${parameter}`));
      assert.equal(answer.status, 400);
    }
    assert.equal(launched.length, 1);
  }, launcher);
});
