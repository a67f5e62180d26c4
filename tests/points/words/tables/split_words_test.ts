import { DATA_WORDS, SPLIT_WORDS } from "../../../../lib/points/words/tables/split_words.ts";
import { checkTable } from "./check_table.ts";

Deno.test("SPLIT_WORDS has each word once, in lower case", () => checkTable(SPLIT_WORDS));

Deno.test("DATA_WORDS has each word once, in lower case", () => checkTable({ DATA_WORDS }));
