import assert from "node:assert/strict";
import { readScatter, writeScatter } from "../../../lib/series/table/scatter_choice.ts";

Deno.test("readScatter() reads two columns, a logarithmic axis among them, and leaves all else to the page", () => {
  assert.deepEqual(readScatter(["log(setting(lr))", "best(loss)"]), {
    x: { column: "setting(lr)", isLog: true },
    y: { column: "best(loss)", isLog: false },
  });
  assert.equal(readScatter(["auto"]), "auto");
  assert.equal(readScatter([]), "auto");
});

Deno.test("writeScatter() writes what readScatter() reads", () => {
  const text = "started,log(last(f1,macro))";
  assert.equal(writeScatter(readScatter(["started", "log(last(f1,macro))"])), text);
  assert.equal(writeScatter("auto"), "auto");
});
