import assert from "node:assert/strict";
import { readJson, ReadRefused, runPath, writeQuery } from "../../../lib/client/server/read.ts";

/** A server that answers every request with what `answer` makes of it, for as long as `use` runs. */
async function withServer(
  answer: (request: Request) => Response,
  use: (origin: string) => Promise<void>,
): Promise<void> {
  await using server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, answer);
  await use(`http://127.0.0.1:${server.addr.port}`);
}

Deno.test("writeQuery() leaves out missing values and repeats the parameter of an array", () => {
  assert.equal(writeQuery({}), "");
  assert.equal(writeQuery({ after: null, limit: 5, to: undefined }), "?limit=5");
  assert.equal(writeQuery({ metric_type: ["a/b", "c"] }), "?metric_type=a%2Fb&metric_type=c");
});

Deno.test("runPath() escapes both ids", () => {
  assert.equal(runPath("a/b", "c?d"), "/api/experiments/a%2Fb/runs/c%3Fd");
});

Deno.test("readJson() sends the query and returns the answer", async () => {
  await withServer(
    (request) => Response.json({ at: new URL(request.url).search }),
    async (origin) => {
      const answer = await readJson(`${origin}/x`, { limit: 2 }, new AbortController().signal);
      assert.deepEqual(answer, { at: "?limit=2" });
    },
  );
});

Deno.test("readJson() throws ReadRefused with the status of an error", async () => {
  await withServer(() => new Response("no", { status: 503 }), async (origin) => {
    await assert.rejects(
      readJson(`${origin}/x`, {}, new AbortController().signal),
      (error) => error instanceof ReadRefused && error.status === 503,
    );
  });
});
