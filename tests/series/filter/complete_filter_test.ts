import assert from "node:assert/strict";
import { completeFilter } from "../../../lib/series/filter/complete_filter.ts";
import { parseFilter } from "../../../lib/series/filter/parse_filter.ts";

const columns = {
  metrics: ["loss", "val_loss", "learning_rate", "my loss"],
  settings: ["optimizer", "batch size"],
  tags: ["baseline", "my tag"],
  values: new Map([["optimizer", ["adam", "my sgd"]]]),
};
/** What is offered at the `|` of a text, and the text with the first choice. */
function complete(marked: string): { texts: string[]; chosen: string } {
  const caret = marked.indexOf("|"), text = marked.replace("|", "");
  const { from, to, choices } = completeFilter(text, caret, columns);
  const texts = choices.map((choice) => choice.text);
  return { texts, chosen: text.slice(0, from) + (texts[0] ?? "") + text.slice(to) };
}

Deno.test("completeFilter() offers names that begin with what is typed before those that contain it", () => {
  assert.deepEqual(complete("lo|").texts, ["loss<", "val_loss<", '"my loss"<']);
  assert.deepEqual(complete("b|").texts, ['"batch size":', "best("]);
  assert.deepEqual(complete("x -st| y"), {
    texts: ["status:", "started<", "step>", "last(", "best("],
    chosen: "x -status: y",
  });
});

Deno.test("completeFilter() offers fields, settings and metrics where nothing is typed", () => {
  const { texts } = complete("a |");
  assert.equal(texts[0], "status:");
  assert.ok(texts.includes("optimizer:") && texts.includes("val_loss<"), texts.join(" "));
});

Deno.test("completeFilter() finds a name by its synonym", () => {
  assert.deepEqual(complete("lr|").texts, ["learning_rate<"]);
});

Deno.test("completeFilter() offers the values of statuses, tags, times and settings behind the sign", () => {
  assert.deepEqual(complete("status:fa|"), { texts: ["failed"], chosen: "status:failed" });
  assert.deepEqual(complete("tag:|").texts, ["baseline", '"my tag"']);
  assert.deepEqual(complete('tag:"my t|'), { texts: ['"my tag"'], chosen: 'tag:"my tag"' });
  assert.deepEqual(complete("started<|").texts, ["1h", "1d", "7d", "today", "yesterday"]);
  assert.deepEqual(complete("Optimizer:|").texts, ["adam", '"my sgd"']);
  assert.deepEqual(complete("setting(optimizer):|").texts, ["adam", '"my sgd"']);
  assert.deepEqual(complete("loss<|").texts, []);
});

Deno.test("completeFilter() offers metrics between the brackets of best, and settings in those of setting", () => {
  assert.deepEqual(complete("best(v|"), { texts: ["val_loss)"], chosen: "best(val_loss)" });
  assert.deepEqual(complete("setting(|").texts, ["optimizer)", '"batch size")']);
});

Deno.test("completeFilter() replaces the whole word in which the caret is", () => {
  assert.equal(complete("lo|sing").chosen, "loss<");
  assert.equal(complete("tag:bas|ic x").chosen, "tag:baseline x");
});

Deno.test("completeFilter() offers nothing for what is whole already", () => {
  assert.deepEqual(complete("status:failed|").texts, []);
});

Deno.test("completeFilter() writes names that parseFilter() reads", () => {
  for (const { text, hint } of completeFilter("", 0, columns).choices) {
    if (hint === "function") continue;
    const value = /^(?:started|created|ended|output|duration)/.test(text) ? "1d" : text === "status:" ? "failed" : "1";
    assert.ok("filter" in parseFilter(text + value, columns), text + value);
  }
});
