import {
  COUNTER_WORDS,
  LIMIT_WORDS,
  NUMBER_WORDS,
  TOTAL_WORDS,
} from "../../../../lib/points/words/tables/counter_words.ts";
import { checkCase, checkTable } from "./check_table.ts";

Deno.test("COUNTER_WORDS has each word once, in lower case", () => {
  checkTable(COUNTER_WORDS);
  checkCase(COUNTER_WORDS);
});

Deno.test("words for how many there will be stand once, in lower case, in LIMIT_WORDS, TOTAL_WORDS or NUMBER_WORDS", () => {
  const table = { LIMIT_WORDS, TOTAL_WORDS, NUMBER_WORDS };
  checkTable(table);
  checkCase(table);
});
