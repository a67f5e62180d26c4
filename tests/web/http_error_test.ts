import assert from "node:assert/strict";
import { HttpError } from "fresh";
import { Conflict, InvalidInput, NotFound } from "../../lib/errors.ts";
import { answerErrors, requireId } from "../../lib/web/http_error.ts";

const statusOf = async (thrown: Error): Promise<[number, string] | Error> => {
  const error = await answerErrors(() => Promise.reject(thrown)).catch((error) => error);
  return error instanceof HttpError ? [error.status, error.message] : error;
};

Deno.test("answerErrors() turns NotFound into 404 and InvalidInput into 400, with the same message", async () => {
  assert.deepEqual(await statusOf(new NotFound("no run 7")), [404, "no run 7"]);
  assert.deepEqual(await statusOf(new InvalidInput("run", "not an id")), [400, "not an id"]);
});

Deno.test("answerErrors() passes on other errors and results", async () => {
  for (const error of [new Conflict("busy"), new TypeError("a bug")]) assert.equal(await statusOf(error), error);
  assert.equal(await answerErrors(() => Promise.resolve(7)), 7);
});

Deno.test("requireId() accepts a UUID and names the field of another text", () => {
  const id = "0190f7a2-0000-7000-8000-000000000001";
  assert.equal(requireId("run", id), id);
  for (const text of ["", "x", `${id}0`]) {
    assert.throws(() => requireId("run", text), (error) => error instanceof InvalidInput && error.field === "run");
  }
});

Deno.test("answerErrors() turns an error of the store into 503", async () => {
  assert.deepEqual(await statusOf(new Error("database is locked")), [503, "database is locked"]);
});

Deno.test("answerErrors() gives 503 when the store is late, and ends the reading", async () => {
  let signal: AbortSignal | undefined;
  const load = (given: AbortSignal) => {
    signal = given;
    return new Promise<never>(() => {});
  };
  const error = await answerErrors(load, { withinMs: 10 }).catch((error) => error);
  assert.ok(error instanceof HttpError && error.status === 503 && /did not answer/.test(error.message), `${error}`);
  assert.equal(signal?.aborted, true);
});

Deno.test("answerErrors() ends the reading when the reader leaves", async () => {
  const leaving = new AbortController();
  const load = (signal: AbortSignal) => {
    leaving.abort();
    signal.throwIfAborted();
    return Promise.resolve();
  };
  const error = await answerErrors(load, { request: leaving.signal }).catch((error) => error);
  assert.ok(error instanceof HttpError && error.status === 503);
});
