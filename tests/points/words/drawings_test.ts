import assert from "node:assert/strict";
import { drawsShare, isDrawing } from "../../../lib/points/words/drawings.ts";

Deno.test("isDrawing takes a frame that is filled in part, with or without the percent sign before it", () => {
  for (const text of [" %[**->....]", "[====>   ]", "% |####----| ", "(█ )"]) assert.ok(isDrawing(text), text);
});

Deno.test("isDrawing leaves words, empty frames and frames of words", () => {
  for (const text of ["", "%", " [ ]", "[....]", "[loss=", "] = [", "[a>b]"]) assert.ok(!isDrawing(text), text);
});

Deno.test("drawsShare takes a percent sign and a drawing, whatever follows", () => {
  for (const text of ["%|████| [drag=", "% [====>  ] 3", "%|####| lift "]) assert.ok(drawsShare(text), text);
  for (const text of ["% drag", "%, Val: ", "|████|", "% [drag="]) assert.ok(!drawsShare(text), text);
});
