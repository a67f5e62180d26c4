import assert from "node:assert/strict";
import { movesCursor } from "../../lib/text/cursor_moves.ts";

Deno.test("movesCursor() is true for what goes to another row or erases the screen", () => {
  for (
    const text of ["a\u001b[A", "\u001b[3F", "\u001b[H", "\u001b[2J", "\u001b[u", "\u001b8", "\u001bM", "\u001b[?1049h"]
  ) {
    assert.equal(movesCursor(text), true, JSON.stringify(text));
  }
});

Deno.test("movesCursor() is false for colours, and for what redraws only its own row", () => {
  for (
    const text of [
      "A[A",
      "\u001b[31mA\u001b[0m",
      "\u001b[2K",
      "\u001b[5D",
      "\u001b[?25l",
      "\u001b]0;title\u0007",
      "50%\r",
    ]
  ) {
    assert.equal(movesCursor(text), false, JSON.stringify(text));
  }
});
