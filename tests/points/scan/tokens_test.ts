import assert from "node:assert/strict";
import { readTokens } from "../../../lib/points/scan/tokens.ts";

const show = (text: string) =>
  readTokens(text).map(({ kind, from, to }) => `${kind}(${text.slice(from, to)})`).join(" ");

for (
  const [text, tokens] of [
    ["train loss = ", "word(train) word(loss) tie(=)"],
    [", val_loss: ", "separator(,) word(val_loss) tie(:)"],
    ["foo - bar", "word(foo) separator(-) word(bar)"],
    ["f1-score", "word(f1-score)"],
    ["tree's best", "word(tree's) word(best)"],
    ["'loss': ", "quote(') word(loss) quote(') tie(:)"],
    ["Avg. loss", "word(Avg.) word(loss)"],
    [", Rel. err", "separator(,) word(Rel.) word(err)"],
    ["| Smooth. err", "separator(|) word(Smooth.) word(err)"],
    ["| Smooth. Err", "separator(|) word(Smooth) separator(.) word(Err)"],
    ["| Saved. err", "separator(|) word(Saved) separator(.) word(err)"],
    ["lr fell. Loss", "word(lr) word(fell) separator(.) word(Loss)"],
    [", stop. Loss", "separator(,) word(stop) separator(.) word(Loss)"],
    ["Done. Loss", "word(Done) separator(.) word(Loss)"],
    ["Wait...epoch", "word(Wait..) separator(.) word(epoch)"],
    ["Done! Loss", "word(Done) separator(!) word(Loss)"],
    ["a::b", "word(a::b)"],
    ["a  b", "word(a) separator( ) word(b)"],
    ["a / b/c", "word(a) separator(/) word(b/c)"],
    ["→ 损失", "separator(→) word(损失)"],
  ] as const
) {
  Deno.test(`readTokens() splits ${text.trim()}`, () => assert.equal(show(text), tokens));
}

Deno.test("readTokens() counts the brackets that are open around a token", () => {
  assert.deepEqual(readTokens("f(g[x])").map(({ depth }) => depth), [0, 0, 1, 1, 2, 1, 0]);
});

Deno.test("readTokens() keeps a depth of 0 when more brackets close than open", () => {
  assert.deepEqual(readTokens(")) a").map(({ depth }) => depth), [0, 0, 0]);
});
