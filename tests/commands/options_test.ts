import assert from "node:assert/strict";
import { Command } from "commander";
import { checkValues, describeExamples, kvOption } from "../../lib/commands/options.ts";

/** Parses words by a command with a FILE, `--kv`, `-n, --name` and repeated `--add`. Returns the checked values. */
function parse(words: string[]): Record<string, unknown> {
  const command = new Command("look").argument("<FILE>").argument("[MORE...]").addOption(kvOption())
    .option("-n, --name <NAME>", "name", "none")
    .option("--add <X>", "add", (text: string, earlier: string[] = []) => [...earlier, text]);
  command.exitOverride().parse(words, { from: "user" });
  checkValues(command, words);
  return command.opts();
}

Deno.test("checkValues() accepts values, - alone, and a value that is joined to its option", () => {
  assert.equal(parse(["a", "-n", "-"]).name, "-");
  assert.equal(parse(["a", "--name=-x"]).name, "-x");
  assert.equal(parse(["a", "-n-x"]).name, "-x");
  assert.deepEqual(parse(["a", "--add", "1", "--add", "2"]).add, ["1", "2"]);
});

Deno.test("checkValues() refuses an option where a value is expected", () => {
  assert.throws(() => parse(["a", "--name", "--kv"]), {
    name: "UsageError",
    message: "--name needs a value, and --kv looks like an option; write --name=--kv to mean it",
  });
  assert.throws(() => parse(["a", "--add", "1", "--add", "-2"]), /--add needs a value/);
});

Deno.test("checkValues() refuses an empty value and an empty argument, but not a later empty argument", () => {
  assert.throws(() => parse(["a", "--name", ""]), { message: "--name is empty; give it a value, or leave --name out" });
  assert.throws(() => parse([""]), /^UsageError: FILE is empty; usage: stdcurve look /);
  assert.equal(parse(["a", ""]).name, "none");
});

Deno.test("checkValues() treats an empty environment variable as unset", () => {
  const earlier = Deno.env.get("STDCURVE_KV");
  try {
    Deno.env.set("STDCURVE_KV", "");
    assert.equal(parse(["a"]).kv, undefined);
    Deno.env.set("STDCURVE_KV", "/tmp/a.db");
    assert.equal(parse(["a"]).kv, "/tmp/a.db");
    assert.equal(parse(["a", "--kv", "b.db"]).kv, "b.db");
  } finally {
    if (earlier === undefined) Deno.env.delete("STDCURVE_KV");
    else Deno.env.set("STDCURVE_KV", earlier);
  }
});

Deno.test("describeExamples() lists one example per line", () => {
  assert.equal(describeExamples("a", "b"), "\nExamples:\n  a\n  b");
});
