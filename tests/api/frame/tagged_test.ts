import assert from "node:assert/strict";
import { isKnown, notModified, taggedResponse } from "../../../lib/api/frame/tagged.ts";

const ask = (headers: Record<string, string> = {}) => new Request("http://localhost/x", { headers });
const body = JSON.stringify({ points: Array.from({ length: 200 }, (_, i) => i) });
const answer = (encodings: string, text = body) =>
  taggedResponse(ask({ "accept-encoding": encodings }), { body: text, tag: "t1", headers: { "x-own": "1" } });

Deno.test("taggedResponse() compresses a long body when the client accepts gzip, with a strong tag of its own", async () => {
  const packed = answer("gzip, br");
  assert.deepEqual(
    ["content-encoding", "etag", "vary", "x-own"].map((name) => packed.headers.get(name)),
    ["gzip", '"t1-gzip"', "accept-encoding", "1"],
  );
  const unpacked = packed.body!.pipeThrough(new DecompressionStream("gzip"));
  assert.equal(await new Response(unpacked).text(), body);
});

Deno.test("taggedResponse() leaves a body plain when it is short or the client does not accept gzip", async () => {
  for (const [encodings, text] of [["", body], ["br", body], ["gzip;q=0, br", body], ["gzip", "{}"]] as const) {
    const plain = answer(encodings, text);
    assert.deepEqual([plain.headers.get("content-encoding"), plain.headers.get("etag")], [null, '"t1"'], encodings);
    assert.match(plain.headers.get("cache-control")!, /no-transform/);
    assert.equal(await plain.text(), text);
  }
  assert.equal(answer("*").headers.get("content-encoding"), "gzip");
  assert.equal(answer("gzip;q=0.5").headers.get("content-encoding"), "gzip");
});

Deno.test("isKnown() finds the tag plain, compressed, weakened, in a list, and as a star", () => {
  for (const known of ['"t1"', '"t1-gzip"', 'W/"t1"', '"a", W/"t1-gzip"', "*"]) {
    assert.equal(isKnown(ask({ "if-none-match": known }), "t1"), true, known);
  }
  for (const known of ['"t2"', "t1", '"t1', ""]) {
    assert.equal(isKnown(ask({ "if-none-match": known }), "t1"), false, known);
  }
  assert.equal(isKnown(ask(), "t1"), false);
});

Deno.test("notModified() answers with the tag that the client sent", () => {
  const tagFor = (known: string) => notModified(ask({ "if-none-match": known }), "t1").headers.get("etag");
  assert.deepEqual([tagFor('"t1"'), tagFor('"t1-gzip"'), tagFor("*")], ['"t1"', '"t1-gzip"', '"t1"']);
});
