import { MEASURE_WORDS } from "../../../../lib/points/words/tables/measure_words.ts";
import { checkMeanings } from "./check_table.ts";

Deno.test("MEASURE_WORDS has each word once under a meaning, in lower case", () => checkMeanings(MEASURE_WORDS));
