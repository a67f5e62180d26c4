/**
 * Blocks of two columns under sections, closed by a rule: Stable-Baselines3, baselines, spinningup.
 *
 *     ----------------------------------
 *     | rollout/            |          |
 *     |    ep_rew_mean      | 12.3     |
 *     | time/               |          |
 *     |    total_timesteps  | 2048     |
 *     ----------------------------------
 *
 * @module
 */
import { emptyFacts, type LineFacts } from "../facts.ts";
import { type NameInfo, understandName } from "../name.ts";
import { type ScannedNumber, scanNumber } from "../number.ts";
import type { BlockState } from "../state.ts";

const ROWS_MAX = 100;
const NAME_MAX_CHARS = 60;
const ROW = /^\|\s*([^|\d\s][^|]{0,120}?)\s*\|\s*([^|]{0,60}?)\s*\|$/;
const STEP =
  /^(?:\w+\/)?(?:total_?timesteps|totalenvinteracts|timesteps(?:_so_far|sofar)?|num_timesteps|total_steps|steps)$/i;
const number: ScannedNumber = {
  value: 0,
  total: NaN,
  unit: "",
  end: 0,
  integer: false,
  valid: false,
};

/** Adds a row; false when the line isn't one. */
export function readBlockRow(text: string, block: BlockState, line: number): boolean {
  const row = ROW.exec(text);
  if (!row || block.rows.length >= ROWS_MAX) return false;
  const name = row[1]!, cell = row[2]!;
  if (cell === "") {
    if (!name.endsWith("/")) return false;
    block.section = name;
    return true;
  }
  if (!scanNumber(cell, 0, number) || !number.valid || number.end !== cell.length) {
    return /^[\w./-]+$/.test(cell) && block.rows.length > 0;
  }
  const full = block.section && !name.includes("/") ? block.section + name : name;
  block.rows.push({ name: full.slice(0, NAME_MAX_CHARS), value: number.value, line });
  return true;
}

function lastPart(name: string): NameInfo {
  return understandName(name.split("/").at(-1)!);
}

/** The facts of a block that closed; null when it held nothing. */
export function closeBlock(block: BlockState, line: number): LineFacts | null {
  const { rows } = block;
  if (rows.length < 2) return null;
  const facts = emptyFacts(line, null);
  const step = rows.find((row) => STEP.test(row.name.replaceAll(" ", "_"))) ??
    rows.find((row) => lastPart(row.name).role === "step");
  if (step) facts.step = step.value;
  for (const row of rows) {
    if (row === step) continue;
    const last = lastPart(row.name);
    if (last.role === "epoch") facts.epoch = row.value;
    else if (last.role === "metric" || last.role === "setting") {
      const speed = last.role === "setting" || last.kind === "throughput" ||
        row.name.startsWith("time/");
      const kind = speed ? "throughput" : "metric";
      const info = { ...understandName(row.name), kind, role: "metric", known: true } as const;
      facts.pairs.push({ info, value: row.value, unit: "", separated: true, line: row.line });
    }
  }
  return facts;
}
