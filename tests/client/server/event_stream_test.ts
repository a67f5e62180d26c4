import assert from "node:assert/strict";
import { isAbout } from "../../../lib/client/server/event_stream.ts";

Deno.test("isAbout() goes by the experiment of the page, and on a page of several by any change", () => {
  const id = "01a220c6-781f-7088-905b-7212b22d4e35", other = "01a220c6-781f-7088-905b-000000000000";
  const changes = { list: false, experiments: { [id]: ["r"] }, metrics: {} };
  assert.equal(isAbout(changes, `/base/experiments/${id}/compare`), true);
  assert.equal(isAbout(changes, `/experiments/${other}`), false);
  assert.equal(isAbout(changes, "/compare"), true);
  assert.equal(isAbout({ list: true, experiments: {}, metrics: {} }, "/"), true);
  assert.equal(isAbout({ list: true, experiments: { [other]: null }, metrics: {} }, `/experiments/${id}`), false);
  assert.equal(isAbout({ list: false, experiments: {}, metrics: {} }, `/experiments/${id}`), false);
});

Deno.test("isAbout() is true everywhere for changes that name no experiment, as after a break", () => {
  for (const path of ["/", "/compare", "/experiments/01a220c6-781f-7088-905b-7212b22d4e35"]) {
    assert.equal(isAbout({ list: true, experiments: {}, metrics: {} }, path), true, path);
  }
});
