import assert from "node:assert/strict";
import { sendChange } from "../../../lib/client/server/send.ts";

/** Serves one answer and says what was asked. */
async function answerOnce(answer: () => Response, send: (origin: string) => Promise<unknown>) {
  const asked: { method: string; type: string | null; body: string }[] = [];
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (request) => {
    const { method, headers } = request;
    asked.push({ method, type: headers.get("content-type"), body: await request.text() });
    return answer();
  });
  try {
    return { sent: await send(`http://127.0.0.1:${server.addr.port}`), asked };
  } finally {
    await server.shutdown();
  }
}

Deno.test("sendChange() sends JSON and returns the answer", async () => {
  const { sent, asked } = await answerOnce(
    () => Response.json({ id: "7" }, { status: 201 }),
    (origin) => sendChange({ method: "POST", path: `${origin}/experiments`, body: { name: "a" } }),
  );
  assert.deepEqual(sent, { ok: true, value: { id: "7" } });
  assert.deepEqual(asked, [{ method: "POST", type: "application/json", body: '{"name":"a"}' }]);
});

Deno.test("sendChange() sends a file as bytes", async () => {
  const { asked } = await answerOnce(
    () => Response.json({}),
    (origin) => sendChange({ method: "POST", path: origin, body: new Blob(["loss=1"]) }),
  );
  assert.deepEqual(asked, [{ method: "POST", type: "application/octet-stream", body: "loss=1" }]);
});

Deno.test("sendChange() accepts an answer without a body", async () => {
  const { sent } = await answerOnce(
    () => new Response(null, { status: 204 }),
    (origin) => sendChange({ method: "DELETE", path: origin }),
  );
  assert.deepEqual(sent, { ok: true, value: null });
});

Deno.test("sendChange() returns a problem's message and the wrong parameter", async () => {
  const problem = {
    title: "Conflict",
    status: 409,
    detail: "tiny-gpt is taken",
    parameter: "name",
  };
  const { sent } = await answerOnce(
    () => Response.json(problem, { status: 409 }),
    (origin) => sendChange({ method: "POST", path: origin }),
  );
  assert.deepEqual(sent, { ok: false, status: 409, message: "tiny-gpt is taken", field: "name" });
});

Deno.test("sendChange() returns a message when an error has no problem document", async () => {
  const { sent } = await answerOnce(
    () => new Response("<h1>Bad Gateway</h1>", { status: 502, statusText: "Bad Gateway" }),
    (origin) => sendChange({ method: "POST", path: origin }),
  );
  assert.deepEqual(sent, { ok: false, status: 502, message: "Bad Gateway", field: "" });
});

Deno.test("sendChange() returns status 0 when no server answers", async () => {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const origin = `http://127.0.0.1:${listener.addr.port}`;
  listener.close();
  const sent = await sendChange({ method: "POST", path: origin });
  assert.ok(!sent.ok && sent.status === 0 && sent.message.includes("didn't answer"));
});
