import assert from "node:assert/strict";
import { holdStderr, printError } from "../../lib/host/stderr.ts";

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

Deno.test("printError() writes out what a terminal would obey, and keeps line breaks", () => {
  const { error } = console;
  const printed: unknown[] = [];
  console.error = (...values: unknown[]) => void printed.push(...values);
  try {
    printError("a\x1b]0;title\x07\n\u202eb", 7);
  } finally {
    console.error = error;
  }
  assert.deepEqual(printed, ["a⟨U+001B⟩]0;title⟨U+0007⟩\n⟨U+202E⟩b", 7]);
});

Deno.test("holdStderr() lets messages wait only where stderr is a terminal, and prints them in their order", () => {
  const { error } = console, { isTerminal } = Deno.stderr, printed: unknown[] = [];
  console.error = (...values: unknown[]) => void printed.push(...values);
  try {
    for (const isOnTerminal of [false, true]) {
      Deno.stderr.isTerminal = () => isOnTerminal;
      holdStderr(true);
      printError("first");
      printError("second");
      assert.deepEqual(printed, isOnTerminal ? [] : ["first", "second"]);
      holdStderr(false);
      assert.deepEqual(printed.splice(0), ["first", "second"]);
    }
  } finally {
    holdStderr(false);
    Deno.stderr.isTerminal = isTerminal;
    console.error = error;
  }
});
