import assert from "node:assert/strict";
import { readShort } from "../read_log.ts";

const namesOf = (line: string) => readShort(`step 3 ${line}`).map((point) => point.slice(0, point.indexOf("=")));

for (
  const [line, ...names] of [
    ["G:drag=0.5 D:drag=0.75", "g:drag", "d:drag"],
    ["G->drag=0.5 D->drag=0.75", "g/drag", "d/drag"],
    ["G|drag=0.5 D|drag=0.75", "g/drag", "d/drag"],
    ["src:acc 0.5 tgt:acc 0.75", "src:acc", "tgt:acc"],
    ["G: drag=0.5, D: drag=0.75", "g_drag", "d_drag"],
    ["(G) fake acc 0.5 (D) fake acc 0.75", "g_fake_acc", "d_fake_acc"],
    ["[G] drag 0.5 [D] drag 0.75", "g_drag", "d_drag"],
    ["| G | drag 0.5 | D | drag 0.75", "g_drag", "d_drag"],
    ["G => drag 0.5; D => drag 0.75", "g_drag", "d_drag"],
    ["G(drag=0.5, lift=0.25) D(drag=0.75, sag=0.125)", "g_drag", "lift", "d_drag", "sag"],
    ["lift 0.25 (G) drag 0.5 (D) drag 0.75", "lift", "g_drag", "d_drag"],
  ] as const
) {
  Deno.test(`nameByLabels() names apart the values of ${line}`, () => assert.deepEqual(namesOf(line), names));
}

Deno.test("nameByLabels() changes nothing where labels don't differ, and where names do", () => {
  assert.deepEqual(namesOf("a: drag 0.5 | a: drag 0.75"), ["drag", "drag"]);
  assert.deepEqual(namesOf("drag 0.5 drag 0.75"), ["drag", "drag"]);
  assert.deepEqual(namesOf("G: drag 0.5 D: lift 0.75"), ["drag", "lift"]);
});

Deno.test("a scope stays in a name", () => {
  assert.deepEqual(namesOf("net::drag=0.5 net::lift: 0.75"), ["net::drag", "net::lift"]);
  assert.deepEqual(namesOf("| core::fit: drag=0.5 :: lift 0.75"), ["drag", "lift"]);
});
