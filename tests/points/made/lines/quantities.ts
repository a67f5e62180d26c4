/**
 * What a program measures, and how it moves.
 *
 * @module
 */
import type { Draw } from "../draw.ts";
import type { Quantity } from "../model.ts";
import { type Language, pick } from "./languages.ts";

const KINDS = ["score", "loss", "other", "lr"] as const;

function makeQuantity(draw: Draw, word: string, kind: Quantity["kind"]): Quantity {
  const scale = kind === "loss" ? 10 ** draw.real(-0.3, draw.int(0, 3)) : draw.real(0.2, 3), offset = draw.real(-1, 1);
  const noise = () => draw.real(0.9, 1.1);
  const moves: Record<Quantity["kind"], (progress: number) => number> = {
    loss: (progress) => scale * (Math.exp(-2 * progress) + 0.1) * noise(),
    score: (progress) => Math.min(0.9999, (0.9 - 0.7 * Math.exp(-3 * progress)) * noise()),
    lr: (progress) => Number((1e-3 * (1.01 - progress)).toPrecision(12)),
    other: (progress) => (offset + scale * (0.5 + progress * progress)) * noise(),
  };
  return { word, kind, next: moves[kind] };
}

/** Draws what training measures: a loss, and up to three others of other names. */
export function drawQuantities(draw: Draw, language: Language): Quantity[] {
  const kinds: Quantity["kind"][] = ["loss", ...KINDS.filter(() => draw.real(0, 1) < 0.35)], seen = new Set<string>();
  return kinds.slice(0, 4).map((kind) => makeQuantity(draw, pick(draw, language[kind]), kind)).filter(({ word }) => {
    const key = word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
    return !seen.has(key) && seen.add(key);
  });
}
