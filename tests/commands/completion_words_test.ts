import assert from "node:assert/strict";
import { Argument, Command, Option } from "commander";
import { describeCommands } from "../../lib/commands/completion_words.ts";

Deno.test("describeCommands() has what each option and argument may be, by its declaration", () => {
  const program = new Command("x").addCommand(
    new Command("do").summary("does it")
      .addArgument(new Argument("<RUN_ID...>"))
      .addOption(new Option("-e, --experiment <NAME>", "which"))
      .addOption(new Option("--kv <PATH|URL>", "where; may be repeated"))
      .addOption(new Option("--status <STATUS>", "how").choices(["a", "b"]))
      .addOption(new Option("--secret").hideHelp())
      .option("--cwd [DIR]", "in")
      .option("--json", "as JSON"),
  );
  const [command] = describeCommands(program);
  assert.deepEqual([command!.name, command!.summary], ["do", "does it"]);
  assert.deepEqual(command!.arguments, [{ name: "RUN_ID", value: { kind: "run" }, isVariadic: true }]);
  assert.deepEqual(command!.options.map(({ long, short, value, isRepeatable }) => [long, short, value, isRepeatable]), [
    ["--experiment", "-e", { kind: "experiment" }, false],
    ["--kv", null, { kind: "file" }, true],
    ["--status", null, { kind: "words", words: ["a", "b"] }, false],
    ["--cwd", null, { kind: "directory" }, false],
    ["--json", null, null, false],
  ]);
});
