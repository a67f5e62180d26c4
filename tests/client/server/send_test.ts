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

Deno.test("sendChange() sends JSON and gives what the server made of it", async () => {
  const { sent, asked } = await answerOnce(
    () => Response.json({ id: "7" }, { status: 201 }),
    (origin) => sendChange({ method: "POST", path: `${origin}/experiments`, body: { name: "a" } }),
  );
  assert.deepEqual(sent, { ok: true, value: { id: "7" } });
  assert.deepEqual(asked, [{ method: "POST", type: "application/json", body: '{"name":"a"}' }]);
});

Deno.test("sendChange() sends a file as the bytes that it is", async () => {
  const { asked } = await answerOnce(
    () => Response.json({}),
    (origin) => sendChange({ method: "POST", path: origin, body: new Blob(["loss=1"]) }),
  );
  assert.deepEqual(asked, [{ method: "POST", type: "application/octet-stream", body: "loss=1" }]);
});

Deno.test("sendChange() takes an answer without body", async () => {
  const { sent } = await answerOnce(
    () => new Response(null, { status: 204 }),
    (origin) => sendChange({ method: "DELETE", path: origin }),
  );
  assert.deepEqual(sent, { ok: true, value: null });
});

Deno.test("sendChange() gives a problem's own words and the parameter at fault", async () => {
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

Deno.test("sendChange() says something when the refusal has no problem document", async () => {
  const { sent } = await answerOnce(
    () => new Response("<h1>Bad Gateway</h1>", { status: 502, statusText: "Bad Gateway" }),
    (origin) => sendChange({ method: "POST", path: origin }),
  );
  assert.deepEqual(sent, { ok: false, status: 502, message: "Bad Gateway", field: "" });
});

Deno.test("sendChange() is a refusal with status 0 when no server answers", async () => {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const origin = `http://127.0.0.1:${listener.addr.port}`;
  listener.close();
  const sent = await sendChange({ method: "POST", path: origin });
  assert.ok(!sent.ok && sent.status === 0 && sent.message.includes("didn't answer"));
});
