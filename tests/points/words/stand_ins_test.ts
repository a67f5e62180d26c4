import assert from "node:assert/strict";
import { hasStandIn, hideWords, showWords } from "../../../lib/points/words/stand_ins.ts";
import { METRIC_WORDS } from "../../../lib/points/words/vocabulary.ts";
import { makeRandom } from "../../support/fuzz/random.ts";

Deno.test("hideWords() hides what means nothing, and keeps every offset", () => {
  const text = "Step 3: loss=0.5, chlorophyll=0.25", hidden = hideWords(text);
  assert.deepEqual(hidden?.words, ["chlorophyll"]);
  assert.match(hidden.text, /^Step 3: loss=0\.5, qzb[jvw]{8}=0\.25$/);
  assert.equal(hidden.text.length, text.length);
});

Deno.test("hideWords() gives a word that comes again one stand-in, and each word its own", () => {
  assert.match(hideWords("zebra lemur zebra Zebra")!.text, /^(qzb\w\w) (qzc\w\w) \1 (Qzd\w\w)$/);
});

Deno.test("hideWords() hides lines that differ in such words as one", () => {
  assert.equal(hideWords("Zebra zoology at 12 s")?.text, hideWords("Lemur zoology at 12 s")?.text);
});

Deno.test("hideWords() leaves what the reader looks for, alone and within a word", () => {
  for (const word of [...METRIC_WORDS, "validation", "Epoch", "Oct", "checkpointing", "myepochs", "retraining"]) {
    assert.ok(!hideWords(`${word} zebra`)?.words.includes(word), word);
  }
});

Deno.test("hideWords() leaves parts of words, short and long words, and words with more upper case", () => {
  for (const text of ["zebra2", "3zebra", "zébra", "zu", "ZEBRA", "zebraLemur", "z".repeat(17), "qzebra zebra's", ""]) {
    assert.equal(hideWords(text), null, text);
  }
});

Deno.test("hideWords() leaves a line that has the letters of a stand-in", () => {
  assert.equal(hideWords("zebra qzb 0.5"), null);
});

Deno.test("hideWords() leaves the words behind the twentieth", () => {
  const words = Array.from({ length: 24 }, (_, at) => `zu${"bcdfghjklmnpqrstvwxzbcdf"[at]}u${at < 20 ? "zz" : "xx"}`);
  const hidden = hideWords(words.join(" "))!;
  assert.equal(hidden.words.length, 20);
  assert.equal(showWords(hidden.text, hidden.words), words.join(" "));
});

Deno.test("showWords() gives back each text, whatever it was", () => {
  const random = makeRandom(7),
    parts = ["zebra", "Lemur", "okapi", " ", "_", "=", ": ", "0.5", "loss", "/", "é", "q", "\n"];
  for (let i = 0; i < 2000; i++) {
    const text = Array.from({ length: random.whole(12) + 1 }, () => random.pick(parts)).join(""),
      hidden = hideWords(text);
    if (hidden) assert.equal(showWords(hidden.text, hidden.words), text);
  }
});

Deno.test("showWords() writes a name in lower case", () => {
  const { text, words } = hideWords("Zebra=0.5")!;
  assert.equal(showWords(text.toLowerCase(), words), "zebra=0.5");
});

Deno.test("hasStandIn() finds a stand-in", () => {
  assert.deepEqual([hideWords("a Zebra")!.text, "a Zebra"].map(hasStandIn), [true, false]);
});
