import assert from "node:assert/strict";
import fc from "fast-check";
import { quoteCommand, quoteRunIn, shortenCommand, splitCommand } from "../../lib/text/command_line.ts";

Deno.test("splitCommand() splits at runs of white space", () => {
  assert.deepEqual(splitCommand("  python  train.py\t--lr 0.1\n"), [
    "python",
    "train.py",
    "--lr",
    "0.1",
  ]);
});

Deno.test("splitCommand() returns no words for an empty text", () => {
  assert.deepEqual(splitCommand(" "), []);
});

Deno.test("splitCommand() keeps spaces and empty words when they are quoted", () => {
  assert.deepEqual(splitCommand(`a "b c" 'd e' '' x"y"z`), ["a", "b c", "d e", "", "xyz"]);
});

Deno.test("splitCommand() reads backslashes as a shell does", () => {
  assert.deepEqual(splitCommand(String.raw`a\ b "c\"d" "e\n" '\f'`), [
    "a b",
    'c"d',
    String.raw`e\n`,
    String.raw`\f`,
  ]);
});

Deno.test("splitCommand() returns null when a quote isn't closed, and keeps an escaped quote as a character", () => {
  for (const text of [`echo "it is`, "echo 'it is", `echo "it's`, String.raw`echo "it is\"`]) {
    assert.equal(splitCommand(text), null, text);
  }
  assert.deepEqual(splitCommand(String.raw`echo it\'s`), ["echo", "it's"]);
});

Deno.test("splitCommand() reverses quoteCommand() for any words", () => {
  fc.assert(fc.property(fc.array(fc.string()), (words) => {
    assert.deepEqual(splitCommand(quoteCommand(words)), words);
  }));
});

Deno.test("quoteCommand() quotes only the words that need it", () => {
  assert.equal(quoteCommand(["echo", "it's two"]), `echo 'it'\\''s two'`);
});

Deno.test("shortenCommand() drops the program's directory and makes paths relative to the run's directory", () => {
  const command = ["/opt/venv/bin/python", "/home/ada/lm/train.py", "--out=/home/ada/lm/out", "--data", "/data/x"];
  assert.deepEqual(shortenCommand(command, "/home/ada/lm/"), [
    "python",
    "train.py",
    "--out=out",
    "--data",
    "/data/x",
  ]);
});

Deno.test("shortenCommand() doesn't change anything but paths below the directory", () => {
  assert.deepEqual(shortenCommand(["./run.sh", "/home/adam", "/home/ada"], "/home/ada"), [
    "./run.sh",
    "/home/adam",
    "/home/ada",
  ]);
  assert.deepEqual(shortenCommand(["/", "/a"], "/"), ["/", "/a"]);
  assert.deepEqual(shortenCommand([], ""), []);
});

Deno.test("quoteRunIn() quotes what a shell would run, and names an experiment that begins with - by its long option", () => {
  assert.equal(quoteRunIn("x$(touch /tmp/a)`b`"), "stdcurve run -e 'x$(touch /tmp/a)`b`' -- python train.py");
  assert.equal(quoteRunIn("it's"), `stdcurve run -e 'it'\\''s' -- python train.py`);
  assert.equal(quoteRunIn("--kv"), "stdcurve run --experiment=--kv -- python train.py");
});
