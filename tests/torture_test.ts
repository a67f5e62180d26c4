import assert from "node:assert/strict";
import { ATTACK_NAMES, chooseAttack, describeFault, type Played, playRound } from "./support/torture/play.ts";

/** Seeds whose rounds are played here. `deno task torture` plays as many as one likes. */
const SEED = 20_261, AT_ONCE = 3;

Deno.test("nothing is lost, doubled or reported wrong when runs, commands and stores are attacked", async () => {
  const waiting = [...ATTACK_NAMES.entries()], faults: string[] = [], done: string[] = [];
  const play = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [at, name] = next, seed = SEED + at, played: Played = await playRound(seed, name);
      done.push(name);
      if (played.fault) faults.push(describeFault(seed, played));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, play));
  assert.deepEqual(faults, [], faults.join("\n"));
  assert.deepEqual(done.sort(), [...ATTACK_NAMES].sort());
});

Deno.test("chooseAttack() chooses each attack for some seeds, and the same one for a seed", () => {
  const chosen = Array.from({ length: 500 }, (_, seed) => chooseAttack(seed));
  assert.deepEqual([...new Set(chosen)].sort(), [...ATTACK_NAMES].sort());
  assert.deepEqual(chosen, Array.from({ length: 500 }, (_, seed) => chooseAttack(seed)));
});

Deno.test("a round is judged by what is stored: a command that prints something else is a fault", async () => {
  const { checkBytes, Fault } = await import("./support/torture/check.ts");
  const bytes = (text: string) => new TextEncoder().encode(text);
  const end = { whole: bytes("one\ntwo\n"), status: "completed" as const, exitCode: 0 };
  checkBytes(bytes("one\ntwo\n"), end);
  checkBytes(bytes("one\n"), { ...end, least: 4, most: 8 });
  for (const wrong of ["one\n", "one\none\ntwo\n", "one\ntwo\ntwo\n", "One\ntwo\n"]) {
    assert.throws(() => checkBytes(bytes(wrong), end), Fault, wrong);
  }
});
