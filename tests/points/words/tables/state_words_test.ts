import { STATE_WORDS } from "../../../../lib/points/words/tables/state_words.ts";
import { checkMeanings } from "./check_table.ts";

Deno.test("STATE_WORDS has each word once under a meaning, in lower case", () => checkMeanings(STATE_WORDS));
