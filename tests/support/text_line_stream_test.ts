import assert from "node:assert/strict";
import fc from "fast-check";
import { TextLineStream } from "./text_line_stream.ts";

const lines = (pieces: string[], options = {}) =>
  Array.fromAsync(ReadableStream.from(pieces).pipeThrough(new TextLineStream(options)));

Deno.test("TextLineStream gives lines without their ends, however they were cut", async () => {
  assert.deepEqual(
    await lines(["qwertzu", "iopasd\r\nmnbvc", "xylk\rjhgfds\napoiuzt\r", "qwr\r\n09ei", "qwrjiowqr\r", "\n"]),
    [
      "qwertzuiopasd",
      "mnbvcxylk\rjhgfds",
      "apoiuzt\rqwr",
      "09eiqwrjiowqr",
    ],
  );
});

Deno.test("TextLineStream ends lines at lone carriage returns when allowCR is set", async () => {
  assert.deepEqual(await lines(["a\rb\r", "\nc\r\rd\r"], { allowCR: true }), ["a", "b", "c", "", "d"]);
});

Deno.test("TextLineStream keeps empty lines and a last line without an end", async () => {
  assert.deepEqual(await lines(["\n\nrewq0987\n\n654321"]), ["", "", "rewq0987", "", "654321"]);
});

Deno.test("TextLineStream agrees with splitting the whole text at newlines", async () => {
  const text = fc.array(fc.constantFrom("a", "bc", "\n", "\r\n"), { maxLength: 20 });
  await fc.assert(fc.asyncProperty(text, async (pieces) => {
    const all = pieces.join("").split(/\r?\n/);
    assert.deepEqual(await lines(pieces), all.at(-1) === "" ? all.slice(0, -1) : all);
  }));
});
