import assert from "node:assert/strict";
import { READING_TABLES } from "../support/reading_tables.ts";

for (const { title, records, show } of READING_TABLES) {
  for (const { name, lines } of records) {
    Deno.test(`READING_TABLES, ${title}: ${name}, reads its lines as it promises`, () => {
      assert.ok(lines.length > 0, "a record shows what it reads");
      for (const [log, shown] of lines) assert.equal(show(log), shown, log);
    });

    Deno.test(`READING_TABLES, ${title}: without ${name}, its lines are read otherwise`, () => {
      const at = records.findIndex((record) => record.name === name), [taken] = records.splice(at, 1);
      try {
        assert.ok(lines.some(([log, shown]) => show(log) !== shown), "its own lines don't hold it");
      } finally {
        records.splice(at, 0, taken!);
      }
    });
  }

  Deno.test(`READING_TABLES, ${title}: the records have names of their own`, () => {
    assert.equal(new Set(records.map(({ name }) => name)).size, records.length);
  });
}
