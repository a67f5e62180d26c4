import { TIME_WORDS } from "../../../../lib/points/words/tables/time_words.ts";
import { checkMeanings, checkOnce } from "./check_table.ts";

Deno.test("TIME_WORDS has each word once under a meaning, names in lower case", () => {
  const { unit, ...names } = TIME_WORDS;
  checkOnce({ unit });
  checkMeanings(names);
});
