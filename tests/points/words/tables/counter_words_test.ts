import { COUNTER_WORDS } from "../../../../lib/points/words/tables/counter_words.ts";
import { checkTable } from "./check_table.ts";

Deno.test("COUNTER_WORDS has each word once, in lower case", () => checkTable(COUNTER_WORDS));
