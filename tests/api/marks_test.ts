import assert from "node:assert/strict";
import { assertProblem, importText, inApi, stepLines } from "./ground.ts";

const LOG = `${
  stepLines(3)
}Model saved to best.pt\nTraceback (most recent call last):\n  File "x.py"\nValueError: no more data, api_key=sk-abcdefghijklmnopqrstuvwx\n`;

Deno.test("GET …/marks lists what the log tells of the run, with lines and steps", async () => {
  await inApi(async ({ store, get }) => {
    const { path } = await importText(store, LOG);
    const { marks, is_cut } = await (await get(`${path}/marks`)).json();
    assert.equal(is_cut, false);
    assert.deepEqual(
      marks.map(({ kind, line, step, id }: Record<string, unknown>) => [kind, line, step, id]),
      [["checkpoint", 4, 3, null], ["traceback", 7, 3, null]],
    );
    const { metadata } = await (await get(`${path}/metrics`)).json();
    assert.equal(metadata.marks, 2);
  });
});

Deno.test("GET …/marks answers 304 until something changes", async () => {
  await inApi(async ({ store, get, send }) => {
    const { path } = await importText(store, LOG);
    const etag = (await get(`${path}/marks`)).headers.get("etag")!;
    const again = () => get(`${path}/marks`, { "if-none-match": etag });
    assert.equal((await again()).status, 304);
    await send("POST", `${path}/marks`, { step: 2, text: "new data" });
    assert.equal((await again()).status, 200);
  });
});

Deno.test("a user's note stands among the marks until it is removed, and reading the log again keeps it", async () => {
  await inApi(async ({ store, get, send }) => {
    const { path } = await importText(store, LOG);
    const added = await send("POST", `${path}/marks`, { step: 2, text: " new data " });
    assert.equal(added.status, 201);
    const note = await added.json();
    assert.deepEqual([note.kind, note.step, note.text, note.line], ["note", 2, "new data", 0]);
    assert.equal((await send("POST", `${path}/reread`)).status, 200);
    const listed = (await (await get(`${path}/marks`)).json()).marks;
    assert.deepEqual(listed.map(({ kind }: { kind: string }) => kind), ["checkpoint", "traceback", "note"]);
    assert.deepEqual(listed[2], note);
    assert.equal((await send("DELETE", `${path}/marks/${note.id}`)).status, 204);
    await assertProblem(await send("DELETE", `${path}/marks/${note.id}`), 404);
    assert.equal((await (await get(`${path}/marks`)).json()).marks.length, 2);
  });
});

Deno.test("a note at a line stands at the step of the line's points, at the step that it names, or at none", async () => {
  await inApi(async ({ store, get, send }) => {
    const { path } = await importText(store, LOG);
    await send("POST", `${path}/marks`, { line: 2, text: "here" });
    await send("POST", `${path}/marks`, { line: 3, step: 1.5, text: "and here" });
    await send("POST", `${path}/marks`, { line: 4, text: "a line without points" });
    await send("POST", `${path}/marks`, { line: 400, text: "a line that isn't there yet" });
    const { marks } = await (await get(`${path}/marks`)).json();
    assert.deepEqual(
      marks.slice(2).map(({ kind, line, step }: Record<string, unknown>) => [kind, line, step]),
      [["note", 2, 2], ["note", 3, 1.5], ["note", 4, null], ["note", 400, null]],
    );
  });
});

Deno.test("POST …/marks refuses an empty text and a step that is no number, and names the field", async () => {
  await inApi(async ({ store, send }) => {
    const { path } = await importText(store, LOG);
    await assertProblem(await send("POST", `${path}/marks`, { step: 2, text: "  " }), 400, "text");
    await assertProblem(await send("POST", `${path}/marks`, { step: "two", text: "x" }), 400, "step");
    await assertProblem(await send("POST", `${path}/marks`, { text: "x" }), 400, "step");
    await assertProblem(await send("POST", `${path}/marks`, { line: 0, text: "x" }), 400, "line");
    await assertProblem(
      await send("POST", `${path}/marks`.replace(/runs\/[^/]+/, `runs/${crypto.randomUUID()}`), { step: 1, text: "x" }),
      404,
    );
  });
});
