import assert from "node:assert/strict";
import { endsWithMonth } from "../../../lib/points/words/months.ts";

Deno.test("endsWithMonth() finds a month, whole or short, with a space behind it", () => {
  for (const text of ["Mar ", "1:M 14 Mar ", "on September ", "Sept. ", "(may "]) assert.ok(endsWithMonth(text), text);
});

Deno.test("endsWithMonth() is false for other words, and where no space follows", () => {
  for (const text of ["Mar=", "summar ", "mars ", "loss ", ""]) assert.ok(!endsWithMonth(text), text);
});
