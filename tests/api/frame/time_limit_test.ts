import assert from "node:assert/strict";
import { Unavailable } from "../../../lib/errors.ts";
import { isUnlimited, limitTime } from "../../../lib/api/frame/time_limit.ts";
import { assertProblem, importText, inApi } from "../ground.ts";

const request = (method: string, path: string) => new Request(`http://localhost/api/experiments/${path}`, { method });

Deno.test("isUnlimited() is true for what takes long with a healthy store", () => {
  const unlimited = [
    ["DELETE", "e"],
    ["POST", "e/imports"],
    ["POST", "e/imports?name=a"],
    ["POST", "e/imports/"],
    ["POST", "e/reread"],
    ["POST", "e/runs/r/pattern-preview"],
    ["GET", "e/runs/r/logs?format=text"],
    ["GET", "../export.html?runs=a"],
  ] as const;
  for (const [method, path] of unlimited) assert.equal(isUnlimited(request(method, path)), true, path);
  const limited = [["GET", "e"], ["POST", "e/runs"], ["GET", "e/runs/r/logs"], ["GET", "e/runs/imports/x"]] as const;
  for (const [method, path] of limited) assert.equal(isUnlimited(request(method, path)), false, path);
});

Deno.test("limitTime() gives nothing when the answer arrives in time", async () => {
  assert.equal(await limitTime(Promise.resolve(), 60_000), undefined);
});

Deno.test("limitTime() passes on the error of an answer that fails in time", async () => {
  await assert.rejects(limitTime(Promise.reject(new Error("locked")), 60_000), /locked/);
});

Deno.test("limitTime() gives a 503 when the answer is late, and ignores its error", async () => {
  const { promise, reject } = Promise.withResolvers<void>();
  const response = await limitTime(promise, 1);
  reject(new Error("too late"));
  await assertProblem(response!, 503);
});

Deno.test("API answers 503 with Retry-After when the store is silent", () =>
  inApi(
    async ({ store, get }) => {
      store.experiments.list = () => new Promise(() => {});
      for (const path of ["/api/experiments", "/healthz"]) {
        const response = await get(path);
        assert.equal(response.headers.get("retry-after"), "3");
        await assertProblem(response, 503);
      }
    },
    null,
    { answerWithinMs: 20 },
  ));

Deno.test("API answers 503 to what may take long when the store is silent from the start", () =>
  inApi(
    async ({ store, ask }) => {
      store.experiments.list = () => new Promise(() => {});
      const run = "/api/experiments/11111111-1111-1111-1111-111111111111/runs/22222222-2222-2222-2222-222222222222";
      for (const [method, path] of [["DELETE", run], ["POST", `${run}/reread`], ["GET", `${run}/logs?format=text`]]) {
        await assertProblem(await ask(path!, { method: method! }), 503);
      }
    },
    null,
    { answerWithinMs: 20 },
  ));

Deno.test("API ends the reading for a request that got no answer in time", () =>
  inApi(
    async ({ store, get }) => {
      const { path } = await importText(store, "Step 1: loss=1\n");
      let signal: AbortSignal | undefined;
      store.points.read = (_, query) => {
        signal = query?.signal;
        return new Promise(() => {});
      };
      await assertProblem(await get(`${path}/metrics`), 503);
      assert.equal(signal?.aborted, true);
    },
    null,
    { answerWithinMs: 200 },
  ));

Deno.test("API and /healthz say what is wrong with the store", () =>
  inApi(
    async ({ store, get }) => {
      const detailOf = async (path: string) => {
        const response = await get(path);
        assert.deepEqual([response.status, response.headers.get("retry-after")], [503, "3"]);
        return (await response.json()).detail;
      };
      const why = "the disk of the KV runs.db is full: 2.1 MB free";
      Object.defineProperty(store, "trouble", { value: why });
      assert.equal(await detailOf("/healthz"), `${why}; try again shortly`);
      assert.equal((await get("/api/experiments")).status, 200, "what can be read is read");
      store.experiments.list = () => new Promise(() => {});
      assert.equal(await detailOf("/api/experiments"), `${why}; try again shortly`);
      store.experiments.list = () =>
        Promise.reject(new Unavailable("the KV runs.db is locked by process 12 (python3)"));
      assert.equal(
        await detailOf("/api/experiments"),
        "the KV runs.db is locked by process 12 (python3); try again shortly",
      );
    },
    null,
    { answerWithinMs: 20 },
  ));
