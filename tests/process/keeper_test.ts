import assert from "node:assert/strict";
import { writeKeeper } from "../../lib/process/keeper.ts";
import { splitCommand } from "../../lib/text/command_line.ts";
import { heedSignals } from "../support/signals.ts";

heedSignals();

const OPTIONS = {
  command: ["python", "a b.py", "it's", "$HOME", ""],
  note: "/spools/x y.note",
  settings: "sane iutf8",
  rows: 40,
  columns: 120,
  restored: { SHELL: "/usr/bin/zsh -x", ENV: undefined },
  ignored: "HUP",
  stdin: "terminal",
} as const;

Deno.test("writeKeeper() writes one shell line whose last words are the command, whatever they hold", () => {
  const words = splitCommand(writeKeeper(OPTIONS))!;
  assert.deepEqual(words.slice(0, 4), ["exec", "/bin/sh", "-i", "-c"]);
  assert.deepEqual(words.slice(5, 12), [
    "stdcurve",
    "/spools/x y.note",
    "sane iutf8",
    "40",
    "120",
    "export SHELL='/usr/bin/zsh -x'; unset ENV",
    "HUP",
  ]);
  assert.deepEqual(words.slice(12), ["terminal", ...OPTIONS.command]);
});
