import assert from "node:assert/strict";
import { RUN_STYLES } from "../../lib/series/run_styles.ts";
import { batchOf, flushOf } from "../store/digits.ts";
import { createLiveRun } from "../support/workspace.ts";
import { assertProblem, type Ground, importText, inApi, stepLines } from "./ground.ts";

/** The address of a chart of a run whose log is this text. */
async function importChart({ store }: Ground, text: string): Promise<string> {
  return (await importText(store, text)).path.replace("/api", "") + "/chart.svg";
}

const read = async ({ get }: Ground, address: string): Promise<string> => {
  const response = await get(address), body = await response.text();
  assert.equal(response.status, 200, body);
  return body;
};

/** The style of the first run of an experiment where it is drawn alone. */
const ALONE = RUN_STYLES + 1;

/** The points of the path of a style. */
function pointsOf(svg: string, style: number): [number, number][] {
  const [, path] = new RegExp(`<path class="run r${style}" d="(M[^"h]*)"`).exec(svg) ?? [];
  return [...(path ?? "").matchAll(/[ML]([\d.-]+) ([\d.-]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
}

Deno.test("chart route draws a metric with title, both axes with titles, legend and source, for pages of any site", () =>
  inApi(async (ground) => {
    const response = await ground.get(await importChart(ground, stepLines(50)));
    assert.equal(response.headers.get("content-type"), "image/svg+xml; charset=utf-8");
    assert.equal(response.headers.get("cross-origin-resource-policy"), "cross-origin");
    const svg = await response.text(), texts = [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);
    assert.match(
      svg,
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="800" height="400"/,
    );
    for (const text of ["loss · r", "0.2", "1", "10", "50", "step", "loss", "r: 0.02"]) {
      assert.ok(texts.includes(text), text);
    }
    assert.match(texts.at(-1)!, /^stdcurve · e · \d{4}-\d\d-\d\d$/);
    assert.doesNotMatch(svg, /<script|href=|url\(|data-live/);
  }));

Deno.test("chart route draws the runs that are asked for in their order, and the run of the address first if it is not among them", () =>
  inApi(async (ground) => {
    const first = await importChart(ground, stepLines(5)), own = first.split("/").at(-2)!;
    const other = (await importText(ground.store, stepLines(9))).id;
    const order = async (runs: string) =>
      [...(await read(ground, `${first}?runs=${runs}`)).matchAll(/r: ([\d.]+)</g)].map(([, last]) => last);
    assert.deepEqual(await order(other), ["0.2", "0.11111"]);
    assert.deepEqual(await order(`${other},${own}`), ["0.11111", "0.2"]);
    await assertProblem(await ground.get(`${first}?runs=${crypto.randomUUID()}`), 404);
  }));

Deno.test("chart route keeps a spike of one step in a long log", () =>
  inApi(async (ground) => {
    const lines = Array.from({ length: 30_000 }, (_, at) => `Step ${at}: loss=${at === 17_171 ? 9 : 1}\n`).join("");
    const points = pointsOf(await read(ground, await importChart(ground, lines)), ALONE);
    assert.ok(points.length <= 1000, `${points.length} points`);
    const tops = points.map(([, y]) => y), highest = Math.min(...tops), level = Math.max(...tops);
    assert.equal(tops.filter((y) => y === highest).length, 1);
    assert.ok(level - highest > 200, `${level} ${highest}`);
  }));

Deno.test("chart route places points on each axis, and only those of the range", () =>
  inApi(async (ground) => {
    const { store } = ground, { id: experimentId } = await store.experiments.create({ name: "e" });
    const id = await createLiveRun({ store, experimentId });
    await store.ingest.begin(id, "me");
    const { startedAt, createdAt } = await store.runs.get(id), start = startedAt ?? createdAt;
    const loss = {
      ...batchOf([4, 3, 2, 1]),
      time: [start, start + 10_000, start + 90_000, start + 100_000],
      epoch: [0, 1, 2, 3],
    };
    await store.ingest.flush(id, "me", flushOf(0, "", { loss }));
    const base = `/experiments/${experimentId}/runs/${id}/chart.svg`;
    const share = async (query: string) => {
      const points = pointsOf(await read(ground, `${base}?${query}`), ALONE),
        [first] = points[0]!,
        [last] = points.at(-1)!;
      return points.map(([x]) => Math.round((x - first) / (last - first) * 100) / 100);
    };
    assert.deepEqual(await share("x=step"), [0, 0.33, 0.67, 1]);
    assert.deepEqual(await share("x=elapsed"), [0, 0.1, 0.9, 1]);
    assert.deepEqual(await share("x=time"), [0, 0.1, 0.9, 1]);
    assert.deepEqual(await share("x=elapsed&max_x=90"), [0, 0.11, 1]);
    assert.deepEqual(await share("x=epoch&min_x=1"), [0, 0.5, 1]);
    assert.match(await read(ground, `${base}?x=elapsed`), />elapsed, from the run’s start</);
    assert.match(await read(ground, base), /^[^\n]*\n<svg[^>]* data-live="true"/);
  }));

Deno.test("chart route has a strong tag that holds until something of the chart changes", () =>
  inApi(async (ground) => {
    const address = await importChart(ground, stepLines(5)), first = await ground.get(address);
    await first.body?.cancel();
    const tag = first.headers.get("etag")!;
    assert.match(tag, /^"[\da-f]{24}"$/);
    const ask = (query = "") => ground.get(address + query, { "if-none-match": tag });
    const again = await ask();
    assert.deepEqual([again.status, again.headers.get("cross-origin-resource-policy")], [304, "cross-origin"]);
    assert.equal((await ask("?token=some")).status, 304);
    for (const query of ["?width=500", "?theme=dark", "?y=log"]) {
      const other = await ask(query);
      await other.body?.cancel();
      assert.equal(other.status, 200, query);
    }
    await ground.store.runs.update(address.split("/").at(-2)!, { name: "renamed" });
    const renamed = await ask();
    assert.equal(renamed.status, 200);
    assert.match(await renamed.text(), /renamed: 0.2/);
  }));

Deno.test("chart route names what is wrong, and lets no other site have that answer", () =>
  inApi(async (ground) => {
    const address = await importChart(ground, stepLines(5));
    const wrong: [string, string][] = [
      ["width=199", "width"],
      ["width=4001", "width"],
      ["height=149", "height"],
      ["height=x", "height"],
      ["theme=blue", "theme"],
      ["x=loss", "x"],
      ["y=sqrt", "y"],
      ["min_x=a", "min_x"],
      ["min_x=3&max_x=2", "min_x"],
      ["x=time&max_x=yesterday", "max_x"],
      ["runs=1", "runs"],
      ["metric_type=", "metric_type"],
    ];
    for (const [query, parameter] of wrong) {
      const response = await ground.get(`${address}?${query}`);
      assert.equal(response.headers.get("cross-origin-resource-policy"), "same-origin", query);
      await assertProblem(response, 400, parameter);
    }
    await assertProblem(
      await ground.get(address.replace(/experiments\/[^/]*/, `experiments/${crypto.randomUUID()}`)),
      404,
    );
    const unknown = await ground.get(`${address}?metric_type=los`);
    assert.match((await unknown.json()).detail, /the run has no metric los; there is loss, learning_rate/);
    assert.match(await read(ground, `${address}?metric_type=lr`), /<title>learning_rate/);
  }));

Deno.test("chart route says in words what it can't draw", () =>
  inApi(async (ground) => {
    assert.match(await read(ground, await importChart(ground, "hello\n")), />No points to draw</);
    const below = await importChart(ground, "Step 1: loss=-1\nStep 2: loss=0\nStep 3: loss=-2\n");
    assert.match(await read(ground, `${below}?y=log`), />No value above 0, which a logarithmic axis needs</);
    const broken = await importChart(ground, "Step 1: loss=1\nStep 2: loss=nan\nStep 3: loss=2\nStep 4: loss=inf\n");
    assert.match(await read(ground, broken), />2 of 4 values can’t be drawn · stdcurve/);
  }));

Deno.test("chart route writes names as text, and leaves out what XML has no place for", () =>
  inApi(async (ground) => {
    const address = await importChart(ground, stepLines(5));
    await ground.store.runs.update(address.split("/").at(-2)!, { name: '</title><script>"&\u202e\uffff' });
    const svg = await read(ground, address);
    assert.ok(svg.includes("&lt;/title>&lt;script>&quot;&amp;⟨U+202E⟩"), svg.slice(0, 400));
    assert.doesNotMatch(svg, /<script|[\u202e\uffff]/);
  }));

Deno.test("API describes the chart as SVG", () =>
  inApi(async ({ get }) => {
    const { paths } = await (await get("/api/openapi.json")).json();
    const { parameters, responses } = paths["/experiments/{experiment_id}/runs/{run_id}/chart.svg"].get;
    assert.ok(responses["200"].content["image/svg+xml"]);
    const names = parameters.map(({ name }: { name: string }) => name);
    for (const name of ["metric_type", "runs", "width", "height", "theme", "x", "y", "min_x", "max_x", "token"]) {
      assert.ok(names.includes(name), name);
    }
  }));

const titlesOf = (svg: string) => [...svg.matchAll(/<g class="mark[^>]*><title>([^<]*)</g)].map(([, title]) => title);

Deno.test("chart route draws the marks of the log with their words, without secrets, and none that stand outside of the range", () =>
  inApi(async (ground) => {
    const failed = "RuntimeError: no access with api_key=sk-live-abcdefghijklmnop";
    const log = stepLines(40) + "Saved checkpoint to last.pt\n" + stepLines(80).split("\n").slice(40).join("\n") +
      `Traceback (most recent call last):\n  File "a.py", line 1, in <module>\n${failed}\n`;
    const address = await importChart(ground, log), svg = await read(ground, address);
    assert.deepEqual(titlesOf(svg).map((title) => title!.split(":")[0]), [
      "Checkpoint saved, line 41",
      "Error, line 84",
    ]);
    assert.doesNotMatch(svg, /sk-live/);
    assert.deepEqual(titlesOf(await read(ground, `${address}?max_x=60`)).length, 1);
    assert.deepEqual(titlesOf(await read(ground, `${address}?min_x=60`)).length, 1);
    assert.deepEqual(titlesOf(await read(ground, `${address}?max_x=30`)), []);
  }));

Deno.test("chart route draws a step that goes back as a line of its own, on the clock, too", () =>
  inApi(async (ground) => {
    const { store } = ground, { id: experimentId } = await store.experiments.create({ name: "e" });
    const id = await createLiveRun({ store, experimentId });
    await store.ingest.begin(id, "me");
    const start = (await store.runs.get(id)).createdAt, time = [0, 1, 2, 3, 4].map((at) => start + 10_000 * at);
    const loss = { ...batchOf([4, 3, 2, 2.5, 1]), step: [1, 2, 3, 2, 3], time };
    await store.ingest.flush(id, "me", flushOf(0, "", { loss }));
    for (const x of ["step", "elapsed", "time"]) {
      const svg = await read(ground, `/experiments/${experimentId}/runs/${id}/chart.svg?x=${x}`);
      const [, path] = /<path class="run r\d+" d="(M[^"h]*)"/.exec(svg)!;
      assert.equal(path!.match(/M/g)!.length, 2, `${x}: ${path}`);
    }
  }));
