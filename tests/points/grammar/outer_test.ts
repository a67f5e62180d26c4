import assert from "node:assert/strict";
import { noteOuter } from "../../../lib/points/grammar/outer.ts";
import { makeWalk } from "./make_walk.ts";

/** The names around a number behind a text. */
function outerOf(...gaps: string[]): string {
  const walk = makeWalk("");
  for (const gap of gaps) noteOuter(gap, walk);
  return walk.outer.filter((name) => name !== "").join("/");
}

Deno.test("noteOuter() keeps the names of braces, brackets and objects", () => {
  assert.equal(outerOf('{"val_set": {"loss": '), "val_set");
  assert.equal(outerOf("gen[loss="), "gen");
  assert.equal(outerOf("{'macro mean': {'z': "), "macro mean");
  assert.equal(outerOf("aux=lib.Aux(z="), "aux");
  assert.equal(outerOf("Stats { aux: Aux { z: "), "aux");
  assert.equal(outerOf("out=Output(aux=Aux(z="), "aux");
  assert.equal(outerOf("Genauigkeit_für_Größen: {'z': "), "Genauigkeit_für_Größen");
  assert.equal(outerOf("Métricas: {'z': "), "");
  assert.equal(outerOf("Results on the held-out split: {'z': "), "");
});

Deno.test("noteOuter() drops the names of those that close", () => {
  assert.equal(outerOf("aux=Aux(z=", " (", "), kl=", "), loss="), "");
  assert.equal(outerOf("aux=Aux(z=", " (", "), kl="), "aux");
  assert.equal(outerOf('{"a": {"b": {"c": ', '}, "d": '), "a");
});

Deno.test("noteOuter() leaves round brackets that belong to no object", () => {
  assert.equal(outerOf("loss(x="), "");
  assert.equal(outerOf("{'aux': {'f(x)': "), "aux");
});

Deno.test("noteOuter() marks the split that a word before a brace names", () => {
  const walk = makeWalk("");
  noteOuter("val: {'miou': ", walk);
  assert.deepEqual([walk.phase, walk.outer], ["val", [""]]);
});

Deno.test("noteOuter() leaves out containers, such as that of what is known of a record", () => {
  assert.equal(outerOf('{"metrics": {"loss": '), "");
  assert.equal(outerOf('{"key": "acc", "metadata": {"epoch_num": '), "");
});

Deno.test("noteOuter() keeps the word for what a program was given, with any sign or none", () => {
  assert.equal(outerOf("trial 3 params={'lr': "), "params");
  assert.equal(outerOf("Config {'lr': "), "Config");
  assert.equal(outerOf("stats={'lr': "), "");
});
