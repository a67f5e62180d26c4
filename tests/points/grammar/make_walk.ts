import { emptyStatement } from "../../../lib/points/grammar/make_statement.ts";
import type { Walk } from "../../../lib/points/grammar/walk.ts";
import { makeSource } from "../make_source.ts";

/** A walk over a text, before its first field. */
export const makeWalk = (text: string): Walk => ({
  source: makeSource(text),
  statement: emptyStatement(),
  phase: "",
  split: "",
  head: "",
  heads: [],
  hasFirstHead: false,
  part: null,
  carried: "",
  leading: [],
  share: -1,
  objects: 0,
  fraction: null,
  outer: [],
  deeper: 0,
  stepPriority: Infinity,
  counted: null,
  allTimes: false,
});
