import assert from "node:assert/strict";
import { assertProblem, importText, inApi, stepLines } from "./ground.ts";

Deno.test("API answers 405 with Allow to a method that the address does not support", () =>
  inApi(async ({ store, ask }) => {
    const { path } = await importText(store, stepLines(2));
    const own = path.replace("/api", "");
    for (
      const [method, address, allow] of [
        ["PUT", "/api/experiments", "GET, HEAD, POST"],
        ["DELETE", "/api/experiments", "GET, HEAD, POST"],
        ["POST", path, "DELETE, GET, HEAD, PATCH"],
        ["POST", `${path}/metrics`, "GET, HEAD"],
        ["DELETE", `${own}/metrics`, "GET, HEAD"],
        ["GET", `${path}/cancel`, "POST"],
        ["PATCH", "/api/openapi.json", "GET, HEAD"],
        ["POST", "/healthz", "GET, HEAD"],
      ] as const
    ) {
      const response = await ask(address, { method });
      assert.equal(response.headers.get("allow"), allow, `${method} ${address}`);
      await assertProblem(response, 405);
    }
    const options = await ask(path, { method: "OPTIONS" });
    assert.deepEqual([options.status, options.headers.get("allow")], [204, "DELETE, GET, HEAD, PATCH"]);
    await assertProblem(await ask("/api/nothing", { method: "PUT" }), 404);
  }));

Deno.test("API answers with or without a slash at the end", () =>
  inApi(async ({ store, get }) => {
    const { path } = await importText(store, stepLines(2));
    for (const address of ["/api/experiments", path, `${path}/metrics`]) {
      assert.equal(await (await get(`${address}/`)).text(), await (await get(address)).text());
    }
    for (const address of ["/api/", "/api/experiments//", `${path}//`, `${path}/metrics//`]) {
      await assertProblem(await get(address), 404);
    }
  }));

Deno.test("API answers HEAD like GET, with the length and without the body", () =>
  inApi(async ({ store, ask, get }) => {
    const { path } = await importText(store, stepLines(300));
    for (const address of ["/api/experiments", path, `${path}/metrics`, `${path}/logs`]) {
      const head = await ask(address, { method: "HEAD" });
      assert.equal(await head.text(), "");
      assert.equal(head.headers.get("content-length"), String((await (await get(address)).text()).length), address);
    }
    const log = await ask(`${path}/logs?format=text`, { method: "HEAD" });
    assert.equal(log.headers.get("content-length"), String(stepLines(300).length));
  }));

Deno.test("API forbids other sites to use its answers", () =>
  inApi(async ({ get }) => {
    for (const path of ["/api/experiments", "/api/nothing"]) {
      const { headers, body } = await get(path);
      assert.equal(headers.get("cross-origin-resource-policy"), "same-origin");
      assert.equal(headers.get("x-content-type-options"), "nosniff");
      assert.equal(headers.get("access-control-allow-origin"), null);
      await body?.cancel();
    }
  }));

Deno.test("API accepts ids in upper case, and answers 400 to malformed and 404 to unknown ones", () =>
  inApi(async ({ store, get }) => {
    const { id, experimentId } = await importText(store, stepLines(2));
    const path = `/api/experiments/${experimentId.toUpperCase()}/runs/${id.toUpperCase()}`;
    assert.equal((await (await get(path)).json()).id, id);
    for (const unknown of ["11111111-1111-1111-1111-111111111111", "00000000-0000-0000-0000-000000000000"]) {
      await assertProblem(await get(`/api/experiments/${unknown}`), 404);
    }
    for (const malformed of ["1", "%00", "..%2f", `${id}0`, id.replaceAll("-", ""), `${id}%20`]) {
      await assertProblem(await get(`/api/experiments/${malformed}`), 400, "experiment_id");
      await assertProblem(await get(`/api/experiments/${experimentId}/runs/${malformed}`), 400, "run_id");
    }
  }));

Deno.test("lists give each item once when their cursors are followed", () =>
  inApi(async ({ store, get }) => {
    for (let i = 0; i < 7; i++) await store.experiments.create({ name: `e${i}` });
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const page: { experiments: { name: string }[]; cursor: string | null } =
        await (await get(`/api/experiments?limit=3${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)).json();
      assert.ok(page.experiments.length <= 3);
      seen.push(...page.experiments.map(({ name }) => name));
      cursor = page.cursor;
    }
    assert.deepEqual(seen, ["e6", "e5", "e4", "e3", "e2", "e1", "e0"]);
    await assertProblem(await get("/api/experiments?cursor=nonsense"), 400, "cursor");
    await assertProblem(await get("/api/experiments?limit=1&limit=2"), 400, "limit");
  }));

Deno.test("import route sets Location, and stores nothing of an incomplete file", () =>
  inApi(async ({ store, ask, get }) => {
    const { id } = await store.experiments.create({ name: "e" });
    const packed = new Blob([stepLines(5000)]).stream().pipeThrough(new CompressionStream("gzip"));
    const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
    const post = (body: Uint8Array<ArrayBuffer>) =>
      ask(`/api/experiments/${id}/imports`, {
        method: "POST",
        headers: { "content-type": "application/octet-stream", "content-length": String(body.length) },
        body,
      });
    const made = await post(bytes);
    assert.equal(made.status, 201);
    const run = await made.json();
    assert.equal(made.headers.get("location"), `/api/experiments/${id}/runs/${run.id}`);
    assert.equal(run.metrics.loss.count, 5000);
    await assertProblem(await post(bytes.slice(0, 9000)), 400, "file");
    assert.equal((await (await get(`/api/experiments/${id}/runs`)).json()).runs.length, 1);
  }));

Deno.test("a run's last_output_at stays the same when its name changes", () =>
  inApi(async ({ store, get, send }) => {
    const { path } = await importText(store, stepLines(2));
    const { last_output_at } = await (await get(path)).json();
    assert.match(last_output_at, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    assert.equal((await (await send("PATCH", path, { name: "another" })).json()).last_output_at, last_output_at);
    const silent = await importText(store, "");
    assert.equal((await (await get(silent.path)).json()).last_output_at, null);
  }));

Deno.test("a live run has a rate and a time left from its points when the log has none", () =>
  inApi(async ({ store, get }) => {
    const { id: experimentId } = await store.experiments.create({ name: "e" });
    const { id } = await store.runs.create({ experimentId, command: [], cwd: "", host: "h", status: "running" });
    await store.ingest.begin(id, "i");
    const step = [0, 10, 20, 30], time = step.map((each) => 1_000_000 + each * 200);
    const none = step.map(() => NaN),
      point = { kind: "metric" as const, step, value: step, time, line: step, epoch: none, globalStep: none };
    const progress = { step: 30, total: 100, epoch: null, epochTotal: null, rate: null, secondsLeft: null };
    await store.ingest.flush(id, "i", {
      from: 0,
      log: new TextEncoder().encode("x\n"),
      points: new Map([["loss", point]]),
      lines: null,
      reader: null,
      time: 1_006_000,
      progress,
    });
    const path = `/api/experiments/${experimentId}/runs`;
    const [one, [listed]] = [await (await get(`${path}/${id}`)).json(), (await (await get(path)).json()).runs];
    for (const run of [one, listed]) {
      assert.deepEqual([run.progress.rate, run.progress.seconds_left], [5, 14]);
      assert.equal(run.last_output_at, new Date(1_006_000).toISOString());
    }
  }));

Deno.test("metrics route's strong ETag changes with the answer, and is another one when compressed", () =>
  inApi(async ({ store, get, send }) => {
    const { path } = await importText(store, stepLines(500));
    const address = `${path}/metrics`;
    const plain = await get(address), packed = await get(address, { "accept-encoding": "gzip" });
    const etags = [plain, packed].map(({ headers }) => headers.get("etag")!);
    assert.notEqual(etags[0], etags[1]);
    for (const etag of etags) {
      assert.match(etag, /^"[\w-]+"$/);
      const same = await get(address, { "accept-encoding": "gzip", "if-none-match": etag });
      assert.deepEqual([same.status, same.headers.get("etag"), await same.text()], [304, etag, ""]);
    }
    const unpacked = await new Response(packed.body!.pipeThrough(new DecompressionStream("gzip"))).text();
    assert.equal(unpacked, await plain.text());
    await send("PATCH", path, { notes: "changes last_updated" });
    const changed = await get(address, { "if-none-match": etags[0]! });
    assert.equal(changed.status, 200);
    await changed.body?.cancel();
  }));

Deno.test("API refuses a parameter that the address doesn't have, and says which is meant or which there are", () =>
  inApi(async ({ store, get }) => {
    const { path, id, experimentId } = await importText(store, stepLines(2)), of = `/api/experiments/${experimentId}`;
    for (
      const [address, parameter, says] of [
        [`${path}/metrics?min_stp=2`, "min_stp", /did you mean min_step\?/],
        [`${of}/rows?q=lr<1`, "q", /it has columns, after, brief$/],
        [`/api/metrics?runs=${id}&min_step=2`, "min_step", /it has .*min_x/],
        [`/api/metrics?runs=${id}&format=csv`, "format", /must be columns; \/api\/export\.csv/],
        [`${of}/runs?stats=failed`, "stats", /did you mean status\?/],
        [`${path}/logs?after=2`, "after", /it has after_line/],
        [`/api/experiments?page=2`, "page", /it has limit, cursor, q/],
        [`/api/export.csv?run=${id}`, "run", /did you mean runs\?/],
      ] as const
    ) {
      const response = await get(address), { detail } = await response.clone().json();
      await assertProblem(response, 400, parameter);
      assert.match(detail, says, address);
    }
  }));

Deno.test("API lets addresses that others write have parameters of their own: a chart's, and a stream's", () =>
  inApi(async ({ store, get }) => {
    const { path } = await importText(store, stepLines(2));
    const chart = await get(`${path.replace("/api", "")}/chart.svg?v=2`);
    assert.equal(chart.status, 200);
    await chart.text();
  }));

Deno.test("API accepts format=columns where columns are all there is", () =>
  inApi(async ({ store, get }) => {
    const { id } = await importText(store, stepLines(2));
    const [plain, columns] = await Promise.all(
      ["", "&format=columns"].map(async (more) => await (await get(`/api/metrics?runs=${id}${more}`)).text()),
    );
    assert.equal(columns, plain);
  }));
