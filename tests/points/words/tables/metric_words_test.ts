import { METRIC_ENDS, METRIC_WORDS_BEYOND, RATE_WORDS } from "../../../../lib/points/words/tables/metric_words.ts";
import { checkCase, checkTable } from "./check_table.ts";

Deno.test("words for metrics and learning rates stand once, in lower case", () => {
  const table = { METRIC_WORDS_BEYOND, RATE_WORDS };
  checkTable(table);
  checkCase(table);
});

Deno.test("METRIC_ENDS has each end once, in lower case", () => {
  checkTable({ METRIC_ENDS });
  checkCase({ METRIC_ENDS });
});
