import { SENTENCE_WORDS } from "../../../../lib/points/words/tables/sentence_words.ts";
import { checkMeanings } from "./check_table.ts";

Deno.test("SENTENCE_WORDS has each word once under a meaning, in lower case", () => checkMeanings(SENTENCE_WORDS));
