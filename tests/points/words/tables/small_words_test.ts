import { SMALL_WORDS } from "../../../../lib/points/words/tables/small_words.ts";
import { checkMeanings } from "./check_table.ts";

Deno.test("SMALL_WORDS has each word once under a meaning, in lower case", () => checkMeanings(SMALL_WORDS));
