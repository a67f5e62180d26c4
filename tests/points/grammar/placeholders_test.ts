import assert from "node:assert/strict";
import { namesOfTemplate, withoutPlaceholder } from "../../../lib/points/grammar/placeholders.ts";

for (
  const [head, rest] of [
    ["Loss: %f", "Loss"],
    ["Loss: %.4lf", "Loss"],
    ["Accuracy: {:.2f}%", "Accuracy"],
    ["loss {}", "loss"],
    ["loss", null],
    ["a set {}x", null],
    ["top%", null],
  ] as const
) {
  Deno.test(`withoutPlaceholder() gives ${JSON.stringify(rest)} for ${head}`, () => {
    assert.equal(withoutPlaceholder(head), rest);
  });
}

Deno.test("namesOfTemplate() gives a name for each placeholder, empty for a total", () => {
  assert.deepEqual(namesOfTemplate("Epoch {}/{}, loss {:.3f} "), ["Epoch", "", "loss"]);
  assert.deepEqual(namesOfTemplate("Epoch %d, loss %f and more "), []);
  assert.deepEqual(namesOfTemplate("loss: "), []);
});
