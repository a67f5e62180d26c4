import assert from "node:assert/strict";
import { watchScreen } from "../../lib/commands/whole_screen.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);

Deno.test("watchScreen() notices a program that takes the whole screen and leaves it, wherever the output is cut", () => {
  const text = "line\n\x1b[?25l\x1b[?1049h\x1b[H\x1b[2Jpicture \x1b[31m\x1b[?12;25h", whole = bytesOf(text);
  for (let cut = 0; cut <= whole.length; cut++) {
    const watch = watchScreen();
    watch.read(whole.subarray(0, cut));
    watch.read(whole.subarray(cut));
    assert.ok(watch.isTaken, `cut at ${cut}`);
    watch.read(bytesOf("\x1b[?1049l\x1b[?25h"));
    assert.equal(watch.isTaken, false);
  }
});

Deno.test("watchScreen() knows the older modes and several at once, and no others", () => {
  for (
    const [text, isTaken] of [["\x1b[?47h", true], ["\x1b[?1047h", true], ["\x1b[?1;1049h", true], [
      "\x1b[?1;1000h",
      false,
    ], ["1049h", false]] as const
  ) {
    const watch = watchScreen();
    watch.read(bytesOf(text));
    assert.equal(watch.isTaken, isTaken, JSON.stringify(text));
  }
});

Deno.test("watchScreen() stays small and fast on output without switches", () => {
  const watch = watchScreen(), piece = bytesOf("\x1b[32mStep 1: loss=0.5\x1b[0m\n".repeat(2000));
  for (let i = 0; i < 50; i++) watch.read(piece);
  assert.equal(watch.isTaken, false);
});
