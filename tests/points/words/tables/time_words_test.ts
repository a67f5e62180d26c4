import {
  DURATION_ENDS,
  DURATION_WORDS,
  SPEED_ENDS,
  TIME_UNITS,
} from "../../../../lib/points/words/tables/time_words.ts";
import { checkCase, checkTable } from "./check_table.ts";

Deno.test("each of the tables of time and speed has each word once", () => {
  for (const table of [{ TIME_UNITS }, { DURATION_WORDS, SPEED_ENDS }, { DURATION_ENDS }]) checkTable(table);
});

Deno.test("names of durations and speeds are in lower case", () => checkCase({ DURATION_WORDS, SPEED_ENDS }));
