import assert from "node:assert/strict";
import { createApi } from "../../lib/api/app.ts";
import type { Launcher, LaunchInput } from "../../lib/runs/launcher.ts";
import { assertProblem, importText, inApi, resumesNothing, stepLines } from "./ground.ts";

Deno.test("API answers 400 to malformed ids and 404 to unknown ones and to runs of other experiments", () =>
  inApi(async ({ store, get }) => {
    const { id } = await importText(store, stepLines(2));
    const other = await store.experiments.create({ name: "other" });
    const unknown = crypto.randomUUID();
    await assertProblem(await get(`/api/experiments/xyz/runs/${id}/metrics`), 400, "experiment_id");
    await assertProblem(await get(`/api/experiments/${other.id}/runs/xyz`), 400, "run_id");
    await assertProblem(await get(`/api/experiments/${unknown}`), 404);
    await assertProblem(await get(`/api/experiments/${other.id}/runs/${id}/metrics`), 404);
    await assertProblem(await get(`/api/experiments/${other.id}/runs/${unknown}/logs`), 404);
    await assertProblem(await get("/api/nothing"), 404);
  }));

Deno.test("experiments are created, listed, searched, changed and deleted", () =>
  inApi(async ({ get, send }) => {
    const created = await send("POST", "/api/experiments", { name: "tiny-gpt", description: "d" });
    assert.equal(created.status, 201);
    const { id, created_at } = await created.json();
    assert.match(created_at, /Z$/);
    await assertProblem(await send("POST", "/api/experiments", { name: "tiny-gpt" }), 409);
    await assertProblem(await send("POST", "/api/experiments", { name: "" }), 400, "name");
    await assertProblem(await send("POST", "/api/experiments", { name: "a", colour: "red" }), 400, "colour");
    await send("POST", "/api/experiments", { name: "digits" });
    const { experiments } = await (await get("/api/experiments?q=GPT")).json();
    assert.deepEqual(experiments.map(({ name }: { name: string }) => name), ["tiny-gpt"]);
    const first = await (await get("/api/experiments?limit=1")).json();
    assert.equal(first.experiments[0].name, "digits");
    const rest = await (await get(`/api/experiments?limit=1&cursor=${encodeURIComponent(first.cursor)}`)).json();
    assert.equal(rest.experiments[0].name, "tiny-gpt");
    assert.equal((await (await send("PATCH", `/api/experiments/${id}`, { name: "big-gpt" })).json()).name, "big-gpt");
    assert.equal((await send("DELETE", `/api/experiments/${id}`)).status, 204);
    await assertProblem(await get(`/api/experiments/${id}`), 404);
  }));

Deno.test("API says what is wrong with a body that is not JSON", () =>
  inApi(async ({ ask }) => {
    const headers = { "content-type": "application/json" };
    const response = await ask("/api/experiments", { method: "POST", body: "{oops", headers });
    const { detail } = await response.clone().json();
    assert.match(detail, /^the body can't be read as JSON: Expected property name/);
    await assertProblem(response, 400, "body");
  }));

Deno.test("runs are listed by status, changed, and deleted", () =>
  inApi(async ({ store, get, send }) => {
    const { path, id, experimentId } = await importText(store, stepLines(3));
    const all = `/api/experiments/${experimentId}/runs`;
    const { runs } = await (await get(`${all}?status=completed`)).json();
    assert.equal(runs[0].id, id);
    assert.equal(runs[0].metrics.loss.count, 3);
    assert.deepEqual((await (await get(`${all}?status=running`)).json()).runs, []);
    await assertProblem(await get(`${all}?status=odd`), 400, "status");
    const changed = await (await send("PATCH", path, { notes: "n", tags: ["a"] })).json();
    assert.deepEqual([changed.notes, changed.tags], ["n", ["a"]]);
    await assertProblem(await send("POST", `${path}/cancel`), 409);
    assert.equal((await send("DELETE", path)).status, 204);
    await assertProblem(await get(path), 404);
  }));

Deno.test("launch route passes the command to the launcher, and answers 501 without one", async () => {
  const launched: LaunchInput[] = [];
  let made = "";
  await inApi(async ({ store, send }) => {
    const { id } = await store.experiments.create({ name: "e" });
    const run = await store.runs.create({ experimentId: id, command: ["x"], cwd: "/", host: "h" });
    made = run.id;
    const path = `/api/experiments/${id}/runs`;
    await assertProblem(await send("POST", path, { command: [] }), 400, "command");
    await assertProblem(await send("POST", path, { command: "python x" }), 400, "command");
    await assertProblem(await send("POST", path, { command: ["a\0b"] }), 400, "command");
    await assertProblem(await send("POST", path, { command: ["python"] }), 501);
  });
  const launcher: Launcher = {
    launch: (input) => {
      launched.push(input);
      return Promise.resolve(
        {
          id: made,
          experimentId: input.experimentId,
          status: "running",
          metrics: [],
          createdAt: 0,
          startedAt: null,
          endedAt: null,
          updatedAt: 0,
          lastOutputAt: null,
          progress: {},
        } as never,
      );
    },
    ...resumesNothing,
    mayLaunch: true,
    lastLaunch: () => null,
  };
  await inApi(async ({ store, send }) => {
    const { id } = await store.experiments.create({ name: "e" });
    const answer = await send("POST", `/api/experiments/${id}/runs`, {
      command: ["python", "a b"],
      cwd: "/tmp",
      env: { A: "1" },
    });
    assert.equal(answer.status, 201);
    const asked = { experimentId: id, command: ["python", "a b"], cwd: "/tmp", env: { A: "1" } };
    assert.deepEqual(launched.map(({ signal: _, ...input }) => input), [asked]);
  }, launcher);
});

Deno.test("logs route answers with lines, the last lines, or the whole log byte for byte", () =>
  inApi(async ({ store, get }) => {
    const text = "one\n50%\r100%\r\n\x1b[32mgreen\x1b[0m\nlast";
    const { path } = await importText(store, text);
    const { lines, last_line, is_complete } = await (await get(`${path}/logs`)).json();
    assert.deepEqual(lines.map(({ line, text }: { line: number; text: string }) => [line, text]), [
      [1, "one"],
      [2, "100%"],
      [3, "\x1b[32mgreen\x1b[0m"],
      [4, "last"],
    ]);
    assert.deepEqual([last_line, is_complete], [4, true]);
    const tail = await (await get(`${path}/logs?tail=1`)).json();
    assert.equal(tail.lines[0].text, "last");
    const after = await (await get(`${path}/logs?after_line=2&limit=1`)).json();
    assert.equal(after.lines[0].line, 3);
    const download = await get(`${path}/logs?format=text`);
    assert.match(download.headers.get("content-disposition")!, /attachment/);
    assert.equal(await download.text(), text);
    await assertProblem(await get(`${path}/logs?after_line=-1`), 400, "after_line");
    await assertProblem(await get(`${path}/logs?tail=3&after_line=2`), 400, "tail");
  }));

Deno.test("logs route says that a log was deleted, and answers with no lines", () =>
  inApi(async ({ store, get }) => {
    const { path, id } = await importText(store, "Step 1: loss=1\n");
    await store.runs.deleteLog(id);
    assert.match((await (await get(path)).json()).log_deleted_at, /^\d{4}-\d\d-\d\dT/);
    const { lines, last_line, is_complete } = await (await get(`${path}/logs`)).json();
    assert.deepEqual([lines, last_line, is_complete], [[], 0, true]);
    const download = await get(`${path}/logs?format=text`);
    assert.equal(download.status, 404);
    assert.match((await download.json()).detail, /has no log: the log was deleted on .* the points stay/);
  }));

Deno.test("import route makes a run of the bytes in the body", () =>
  inApi(async ({ store, get }) => {
    const api = createApi({ store, launcher: null, instance: crypto.randomUUID() });
    const { id } = await store.experiments.create({ name: "e" });
    const headers = { "content-type": "application/octet-stream" };
    const post = (body: Uint8Array<ArrayBuffer>) =>
      api.request(`/api/experiments/${id}/imports?name=old`, { method: "POST", body, headers });
    const made = await post(new TextEncoder().encode(stepLines(4)));
    assert.equal(made.status, 201);
    const run = await made.json();
    assert.deepEqual([run.name, run.status, run.metrics.loss.count], ["old", "completed", 4]);
    await assertProblem(await post(Uint8Array.from({ length: 999 }, (_, i) => (i * 37) % 256)), 400, "file");
    assert.equal((await (await get(`/api/experiments/${id}/runs`)).json()).runs.length, 1);
  }));

Deno.test("patterns are checked, stored, previewed, and used by a reread", () =>
  inApi(async ({ store, get, send }) => {
    const { path, experimentId } = await importText(store, "iter=1 zorp<4.5>\niter=2 zorp<4.25>\n");
    const experiment = `/api/experiments/${experimentId}`;
    const pattern = { metric: "zorp", pattern: "iter=(?P<step>\\d+) zorp<(?P<value>[\\d.]+)>" };
    const preview = await (await send("POST", `${path}/pattern-preview`, pattern)).json();
    assert.equal(preview.total, 2);
    const { line, step, value } = preview.matches[1];
    assert.deepEqual({ line, step, value }, { line: 2, step: 2, value: 4.25 });
    await assertProblem(
      await send("PATCH", experiment, { patterns: [{ metric: "z", pattern: "(" }] }),
      400,
      "patterns",
    );
    await assertProblem(
      await send("PATCH", experiment, { patterns: [{ metric: "z", pattern: "(\\d+)" }] }),
      400,
      "patterns",
    );
    await assertProblem(await send("PATCH", experiment, { patterns: [pattern, pattern] }), 400, "patterns");
    assert.equal((await send("PATCH", experiment, { patterns: [pattern] })).status, 200);
    await send("POST", `${path}/reread`);
    const { metrics } = await (await get(`${path}/metrics?metric_type=zorp`)).json();
    assert.deepEqual(metrics.zorp.map(({ value }: { value: number }) => value), [4.5, 4.25]);
  }));

Deno.test("API answers 503 with Retry-After when the store doesn't answer", () =>
  inApi(async ({ store, get }) => {
    store.experiments.list = () => Promise.reject(new Error("database is locked"));
    const response = await get("/api/experiments");
    assert.equal(response.headers.get("retry-after"), "3");
    await assertProblem(response, 503);
  }));

Deno.test("openapi.json describes every route", () =>
  inApi(async ({ get }) => {
    const { openapi, paths } = await (await get("/api/openapi.json")).json();
    assert.equal(openapi, "3.1.0");
    const run = "/api/experiments/{experiment_id}/runs/{run_id}";
    for (const path of ["/api/experiments", run, `${run}/metrics`, `${run}/logs`, `${run}/cancel`]) {
      assert.ok(paths[path], path);
    }
    for (const [path, methods] of Object.entries<Record<string, { responses: object }>>(paths)) {
      for (const { responses } of Object.values(methods)) {
        for (const status of ["401", "403", "429"]) assert.ok(Object.hasOwn(responses, status), `${status} ${path}`);
      }
    }
    const { parameters, responses } = paths[`${run}/metrics`].get;
    assert.deepEqual(Object.keys(responses[200].content), ["application/json", "text/csv"]);
    const names = parameters.map(({ name }: { name: string }) => name);
    assert.ok(names.includes("max_points") && names.includes("after"), names.join());
    const { description, ...maxPoints } = parameters.find(({ name }: { name: string }) => name === "max_points").schema;
    assert.match(description, /thinning/);
    assert.deepEqual(maxPoints, { type: "integer", minimum: 2, maximum: 10_000, default: 1000 });
    const metricType = parameters.find(({ name }: { name: string }) => name === "metric_type").schema;
    assert.deepEqual(metricType.items, { type: "string", minLength: 1, maxLength: 200 });
    // OpenAPI's patterns have no flags: a validator would take "/u" as a part of one.
    for (const [, pattern] of JSON.stringify(paths).matchAll(/"pattern":("(?:[^"\\\\]|\\\\.)*")/g)) {
      assert.doesNotMatch(JSON.parse(pattern!), /\/[a-z]*$/);
    }
  }));
