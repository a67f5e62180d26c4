import assert from "node:assert/strict";
import { holdStderr, noteShown, printError } from "../../lib/host/stderr.ts";

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

/** Prints what a test prints on a terminal, and gives it. */
function onTerminal(test: () => void): string {
  const { error } = console, { isTerminal: out } = Deno.stdout, { isTerminal: err, writeSync } = Deno.stderr;
  let printed = "";
  console.error = (text: string) => void (printed += `${text}\n`);
  Deno.stdout.isTerminal = Deno.stderr.isTerminal = () => true;
  Deno.stderr.writeSync = (bytes) => (printed += new TextDecoder().decode(bytes)).length;
  try {
    test();
    return printed;
  } finally {
    noteShown(new TextEncoder().encode("\n"));
    noteShown(null);
    console.error = error;
    Object.assign(Deno.stdout, { isTerminal: out });
    Object.assign(Deno.stderr, { isTerminal: err, writeSync });
  }
}

const show = (text: string) => noteShown(new TextEncoder().encode(text));

Deno.test("printError() leaves a line that the command has begun, and shows a prompt again below its message", () => {
  const print = (...shown: string[]) =>
    onTerminal(() => {
      shown.forEach(show);
      printError("stdcurve: why");
    });
  assert.equal(print("one\n"), "stdcurve: why\n");
  assert.equal(print("one\n\x1b[0m"), "stdcurve: why\n");
  assert.equal(print("one\nna", "me? "), "\nstdcurve: why\nname? ");
  assert.equal(print("\x1b[32m>>>\x1b[0m "), "\nstdcurve: why\n\x1b[32m>>>\x1b[0m ");
  assert.equal(print("50%|##  |\r"), "\nstdcurve: why\n");
  assert.equal(print("x".repeat(2_000)), "\nstdcurve: why\n");
});

Deno.test("printError() ends the last line of a command that has ended, once", () => {
  const printed = onTerminal(() => {
    show("half");
    noteShown(null);
    printError("stdcurve: one");
    printError("stdcurve: two");
  });
  assert.equal(printed, "\nstdcurve: one\nstdcurve: two\n");
});
