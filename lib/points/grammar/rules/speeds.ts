/**
 * Speeds before their unit: `113.4k tok/s`, `1200/1300 tok/s`.
 *
 * @module
 */
import { understandName } from "../../words/name.ts";
import { addMetric, type Field, paceAt, textBehind, type Walk } from "../walk.ts";
import type { Rule } from "./rule.ts";

/** Reads `1200/1300 tok/s`: the speeds of source and target. */
function readTwoSpeeds({ slot, last, total, gap }: Field, walk: Walk): boolean {
  const isAlone = last === total && /^\s*[,;|]?\s*$/.test(gap) && walk.statement.facts.pairs.length > 0;
  const pace = isAlone ? paceAt(textBehind({ slot: total, total: -1, unit: "" }, walk)) : null;
  if (!pace) return false;
  [slot, total].forEach((each, at) => {
    const info = understandName(at === 0 ? pace.unit : `${pace.unit} 2`);
    const speedInfo = { ...info, role: "metric", kind: "throughput" } as const;
    addMetric({ slot: each, total: -1, unit: "" }, walk, { info: speedInfo, separated: true, phase: "" });
  });
  return true;
}

/** `113.4k tok/s`. */
export const speed: Rule = {
  name: "a speed before its unit",
  of: "unnamed",
  lines: [["step 3 loss 0.5 113.4k tok/s", "loss=0.5@3 tok/s=113400@3!"], [
    "step 3; loss 0.5; 1200/1300 tok/s;",
    "loss=0.5@3 tok/s=1200@3! tok/s_2=1300@3!",
  ], [
    "ステップ 50（損失：2.9）89.6 件/秒",
    "損失=2.9@50 件/秒=89.6@50!",
  ], ["эпоха 3: потери 0.5; 7.5 с/эпоху", "потери=0.5@3 с/эпоху=7.5@3!"]],
  bind(field, walk) {
    const { unit, total } = field, behind = textBehind(field, walk);
    if (total >= 0) return readTwoSpeeds(field, walk);
    const pace = total < 0 ? paceAt(unit === "" || /^[kMB]$/.test(unit) ? behind : unit + behind) : null;
    if (!pace) return false;
    const info = { ...understandName(pace.unit), role: "metric", kind: "throughput" } as const;
    addMetric(/^[kMB]?$/.test(unit) ? field : { ...field, unit: "" }, walk, { info, separated: true, phase: "" });
    return true;
  },
};
