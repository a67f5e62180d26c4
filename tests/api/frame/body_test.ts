import assert from "node:assert/strict";
import { BODY_WITHIN_MS } from "../../../lib/limits.ts";
import { assertProblem, importText, inApi, stepLines } from "../ground.ts";

const JSON_TYPE = { "content-type": "application/json" };

Deno.test("checkBody() answers 413 to a body of more than 1 MB, with and without a length", () =>
  inApi(async ({ ask, get }) => {
    const body = JSON.stringify({ name: "a", description: "x".repeat(1_100_000) });
    const headers = { ...JSON_TYPE, "content-length": String(body.length) };
    await assertProblem(await ask("/api/experiments", { method: "POST", headers, body }), 413);
    const stream = new Blob([body]).stream();
    await assertProblem(await ask("/api/experiments", { method: "POST", headers: JSON_TYPE, body: stream }), 413);
    assert.deepEqual((await (await get("/api/experiments")).json()).experiments, []);
  }));

Deno.test("checkBody() answers 400 when a body is missing", () =>
  inApi(async ({ store, ask, get }) => {
    const { path, experimentId } = await importText(store, stepLines(2));
    const experiment = `/api/experiments/${experimentId}`;
    for (
      const [method, address] of [
        ["POST", "/api/experiments"],
        ["PATCH", experiment],
        ["POST", `${experiment}/runs`],
        ["POST", `${experiment}/imports`],
        ["PATCH", path],
        ["POST", `${path}/pattern-preview`],
      ] as const
    ) await assertProblem(await ask(address, { method }), 400, "body");
    assert.equal((await (await get(`${experiment}/runs`)).json()).runs.length, 1);
  }));

Deno.test("checkBody() answers 400 to a body that is not JSON or not UTF-8, and nothing is created", () =>
  inApi(async ({ ask, get }) => {
    const spoilt = Uint8Array.from('{"name":"a?"}', (char) => char === "?" ? 0xff : char.charCodeAt(0));
    for (const body of ["", "{", "nope", "[".repeat(50_000), new Uint8Array([0xff, 0xfe, 0x7b]), spoilt]) {
      await assertProblem(await ask("/api/experiments", { method: "POST", headers: JSON_TYPE, body }), 400, "body");
      const stream = new Blob([body]).stream();
      await assertProblem(
        await ask("/api/experiments", { method: "POST", headers: JSON_TYPE, body: stream }),
        400,
        "body",
      );
    }
    for (const body of ["[]", "null", "1", '"a"']) {
      await assertProblem(await ask("/api/experiments", { method: "POST", headers: JSON_TYPE, body }), 400, "body");
    }
    for (const name of ['""', '"  "', "5", "null", '"a\\u0000"', '"\\ud800"', '"a\\nb"', `"${"x".repeat(201)}"`]) {
      const body = `{"name":${name}}`;
      await assertProblem(await ask("/api/experiments", { method: "POST", headers: JSON_TYPE, body }), 400, "name");
    }
    assert.deepEqual((await (await get("/api/experiments")).json()).experiments, []);
  }));

Deno.test("checkBody() answers 400 when the connection ends before the body does", () =>
  inApi(async ({ ask, get }) => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"name":"half'));
        controller.error(new Error("connection reset"));
      },
    });
    await assertProblem(await ask("/api/experiments", { method: "POST", headers: JSON_TYPE, body }), 400, "body");
    assert.deepEqual((await (await get("/api/experiments")).json()).experiments, []);
  }));

Deno.test("checkBody() answers 408 to a body that does not arrive in time", () =>
  inApi(async ({ ask }) => {
    const { setTimeout } = globalThis, never = Promise.withResolvers<void>();
    const body = new ReadableStream({ pull: () => never.promise });
    try {
      const hurry = (end: () => void, ms: number, ...given: []) =>
        setTimeout(end, ms === BODY_WITHIN_MS ? 1 : ms, ...given);
      globalThis.setTimeout = hurry as typeof setTimeout;
      await assertProblem(await ask("/api/experiments", { method: "POST", headers: JSON_TYPE, body }), 408, "body");
    } finally {
      globalThis.setTimeout = setTimeout;
      never.resolve();
    }
  }));
