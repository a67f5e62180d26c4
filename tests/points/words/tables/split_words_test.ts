import { OF_DATA, SPLIT_WORDS } from "../../../../lib/points/words/tables/split_words.ts";
import { checkCase, checkTable } from "./check_table.ts";

Deno.test("SPLIT_WORDS has each word once, in lower case", () => {
  checkTable(SPLIT_WORDS);
  checkCase(SPLIT_WORDS);
});

Deno.test("OF_DATA has each word once, in lower case", () => {
  checkTable({ OF_DATA });
  checkCase({ OF_DATA });
});
