import assert from "node:assert/strict";
import { printError } from "../../lib/host/stderr.ts";

Deno.test("printError() does not fail when stderr can't be written", () => {
  const { error } = console;
  let calls = 0;
  console.error = () => {
    calls++;
    throw new Deno.errors.BrokenPipe("the terminal was closed");
  };
  try {
    printError("stdcurve: a message");
  } finally {
    console.error = error;
  }
  assert.equal(calls, 1);
});
