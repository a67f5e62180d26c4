import assert from "node:assert/strict";
import { LOG_SEARCH_MAX_BYTES } from "../../lib/limits.ts";
import { chooseLines } from "../../lib/api/log_matches.ts";
import { createApi } from "../../lib/api/app.ts";
import { assertProblem, importText, inApi } from "./ground.ts";

const LOG = Array.from({ length: 3_000 }, (_, at) => `Step ${at + 1}: loss=${at % 10 === 0 ? "nan" : "0.5"}\n`).join(
  "",
);

Deno.test("GET …/logs/matches counts all matching lines, and lists those nearest to a line", async () => {
  await inApi(async ({ store, get }) => {
    const { path } = await importText(store, LOG);
    const search = async (query: string) => await (await get(`${path}/logs/matches?${query}`)).json();
    const few = await search("q=NAN&from_line=95");
    assert.deepEqual([few.total, few.before, few.lines.length, few.lines[0], few.lines[9]], [300, 0, 300, 1, 91]);
    const many = await search("q=step&from_line=2000");
    assert.deepEqual([many.total, many.before, many.lines.length], [3_000, 1_500, 1_000]);
    assert.deepEqual([many.lines[0], many.lines.at(-1)], [1_501, 2_500]);
    const fromEnd = await search("q=step");
    assert.deepEqual([fromEnd.lines[0], fromEnd.lines.at(-1)], [2_501, 3_000]);
    assert.deepEqual(await search("q=Step%20\\d{4}:&regex=true&from_line=1"), {
      total: 2_001,
      before: 0,
      lines: Array.from({ length: 500 }, (_, at) => 1_000 + at),
      first_line: 1,
      last_line: 3_000,
    });
  });
});

Deno.test("GET …/logs/matches names the query that can't be used", async () => {
  await inApi(async ({ store, get }) => {
    const { path } = await importText(store, LOG);
    await assertProblem(await get(`${path}/logs/matches`), 400, "q");
    await assertProblem(await get(`${path}/logs/matches?q=`), 400, "q");
    await assertProblem(await get(`${path}/logs/matches?q=[&regex=true`), 400, "q");
    await assertProblem(await get(`${path}/logs/matches?q=a&from_line=x`), 400, "from_line");
  });
});

Deno.test("GET …/logs/matches doesn't find a secret for a token that is for reading", async () => {
  await inApi(async ({ store }) => {
    const secret = "sk-abcdefghijklmnopqrstuvwxyz012345", { path } = await importText(store, `api_key=${secret}\n`);
    const api = createApi({ store, launcher: null, instance: crypto.randomUUID() });
    const total = async (scope: string) =>
      (await (await api.request(`${path}/logs/matches?q=${secret}`, {}, { scope })).json()).total;
    assert.deepEqual([await total("full"), await total("read")], [1, 0]);
  });
});

Deno.test("chooseLines() takes a whole log, and of a very long one as many lines around the asked one as the bound has room for", () => {
  assert.deepEqual(chooseLines({ lastLine: 900, logBytes: LOG_SEARCH_MAX_BYTES }, 901), { first: 1, last: 900 });
  const long = { lastLine: 1_000_000, logBytes: 10 * LOG_SEARCH_MAX_BYTES };
  assert.deepEqual(chooseLines(long, 500_000), { first: 450_000, last: 549_999 });
  assert.deepEqual(chooseLines(long, 1_000_001), { first: 900_001, last: 1_000_000 });
  assert.deepEqual(chooseLines(long, 1), { first: 1, last: 100_000 });
});
