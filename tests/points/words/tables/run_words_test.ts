import { RUN_WORDS } from "../../../../lib/points/words/tables/run_words.ts";
import { checkMeanings } from "./check_table.ts";

Deno.test("RUN_WORDS has each word once under a meaning, in lower case", () => checkMeanings(RUN_WORDS));
