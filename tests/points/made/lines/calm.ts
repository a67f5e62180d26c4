/**
 * Makes most programs like others in most ways: a log that is odd in everything tells nothing about which two habits can't be read together.
 *
 * @module
 */
import type { Draw } from "../draw.ts";

/** Draws less odd things of a log: the first of a table stands for what is usual, and isn't noted. */
export function calm(draw: Draw): Draw {
  const oddness = draw.one("lines", {
    "usual": 0,
    "a little odd": draw.real(0.03, 0.3),
    "rather odd": draw.real(0.1, 0.5),
    "odd": 1,
  });
  return {
    ...draw,
    one(group, table) {
      const [usual] = Object.values(table);
      return draw.real(0, 1) < oddness ? draw.one(group, table) : usual!;
    },
    maybe: (habit, share) => draw.maybe(habit, share * Math.min(1, 1.5 * oddness)),
  };
}
