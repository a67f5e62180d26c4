/**
 * Who wrote a program: which language, what it measures, what stands before its lines, and how they look.
 *
 * @module
 */
import type { Draw } from "../draw.ts";
import type { Author } from "../model.ts";
import { calm } from "./calm.ts";
import { ENGLISH, LANGUAGES, pick } from "./languages.ts";
import { drawLook } from "./look.ts";
import { drawQuantities } from "./quantities.ts";
import { drawPrefix } from "./remarks.ts";

/** Draws an author. */
export function drawAuthor(loud: Draw): Author {
  const draw = calm(loud);
  const language = draw.maybe("another language", 0.2) ? loud.one("language", LANGUAGES) : ENGLISH;
  const comma = language.comma === true && draw.maybe("decimal commas", 0.3);
  const prefix = drawPrefix(draw), counted = new Set<string>();
  const { train, val, test } = language.splits,
    words = { train: pick(draw, train), val: pick(draw, val), test: pick(draw, test) };
  return {
    quantities: drawQuantities(draw, language),
    prefix: prefix.write,
    look: (_, kind) => drawLook(draw, kind, { language, words, comma, hasPrefix: !prefix.isEmpty, counted }),
  };
}
