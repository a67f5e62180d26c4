import assert from "node:assert/strict";
import { readShort } from "../read_log.ts";

for (
  const [what, line, points] of [
    ["a sentence", "INFO app: weights were moved mae=0.5 epoch=2", "mae=0.5@2"],
    ["a sentence behind a clock", "10:03AM INF weights moved mae=0.5 epoch=2", "mae=0.5@2"],
    ["words in another script", "10:03AM INF ваги зсунуто тяга=0.5 epoch=2", "тяга=0.5@2"],
    ["words before a key with accents", "10:03AM INF étape finie dérive_été=0.5 epoch=2", "dérive_été=0.5@2"],
    ["one word behind a short level", "10:03AM DBG moved mae=0.5 epoch=2", "mae=0.5@2"],
    ["one word behind zerolog's INF", "10:03AM INF przesunięto mae=0.5 epoch=2", "mae=0.5@2"],
    ["a sentence in brackets' level", "[INFO ] weights moved epoch=2 mae=0.5", "mae=0.5@2"],
    ["a sentence with a split's word", "WARN app::loop: evaluating again mae=0.5 epoch=2", "mae=0.5@2"],
  ] as const
) {
  Deno.test(`leaveOutMessage() leaves out ${what}`, () => {
    assert.deepEqual(readShort(line, line.replace("2", "3").replace("0.5", "0.4")).slice(0, 1), [points]);
  });
}

for (
  const [what, line, points] of [
    ["words that begin a name", "INFO mean episode return=0.5 epoch=2", "mean_episode_return=0.5@2"],
    ["a metric's words", "INFO cross entropy value=0.5 epoch=2", "cross_entropy_value=0.5@2"],
    ["one word", "INFO energy loss=0.5 epoch=2", "energy_loss=0.5@2"],
    ["words where fields have other marks", "INFO big outer loss=0.5, epoch=2", "big_outer_loss=0.5@2"],
    ["words without a level", "some outer loss=0.5 epoch=2", "some_outer_loss=0.5@2"],
  ] as const
) {
  Deno.test(`leaveOutMessage() keeps ${what}`, () => {
    assert.deepEqual(readShort(line, line.replace("2", "3").replace("0.5", "0.4")).slice(0, 1), [points]);
  });
}

Deno.test("leaveOutMessage() lets two messages with the same keys set their lines apart", () => {
  const points = readShort("INFO weights moved mae=0.5 epoch=2", "INFO checking weights mae=0.6 epoch=2");
  assert.deepEqual(points, ["mae=0.5@2", "checking_weights_mae=0.6@2"]);
});
