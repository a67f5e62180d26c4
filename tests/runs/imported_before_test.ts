import assert from "node:assert/strict";
import { importLog } from "../../lib/runs/import.ts";
import { findImported } from "../../lib/runs/imported_before.ts";
import { inWorkspace } from "../support/workspace.ts";

const bytesOf = (text: string) => ReadableStream.from([new TextEncoder().encode(text)]);
const LOG = "step 1: loss=2\nstep 2: loss=1\n";

/** Imports a log named `a.log`, and looks for another one. */
const inImported = (
  act: (
    find: (name: string, text: string) => Promise<string | null>,
    id: string,
    opened: () => number,
  ) => Promise<void>,
) =>
  inWorkspace(async ({ store, experimentId }) => {
    const options = { experimentId, instance: crypto.randomUUID(), whole: true };
    const { id } = await importLog(store, bytesOf(LOG), { ...options, name: "a.log" });
    let opened = 0;
    const open = (text: string) => {
      opened++;
      return Promise.resolve(bytesOf(text));
    };
    const find = (name: string, text: string) =>
      findImported(store, { experimentId, name, open: () => open(text) }, new Set([id]));
    await act(find, id, () => opened);
  });

Deno.test("findImported() finds the run of the same name and the same bytes", () =>
  inImported(async (find, id) => assert.equal(await find("a.log", LOG), id)));

Deno.test("findImported() finds none when a byte differs, when the log has grown, or has another name", () =>
  inImported(async (find, _, opened) => {
    assert.equal(await find("a.log", LOG.replace("2", "3")), null);
    assert.equal(await find("a.log", `${LOG}\n`), null);
    assert.equal(opened(), 2);
    assert.equal(await find("b.log", LOG), null);
    assert.equal(opened(), 2, "a log of a new name isn't read");
  }));

Deno.test("findImported() finds no run of this command's own", () =>
  inWorkspace(async ({ store, experimentId }) => {
    const options = { experimentId, instance: crypto.randomUUID(), whole: true, name: "a.log" };
    await importLog(store, bytesOf(LOG), options);
    const asked = { experimentId, name: "a.log", open: () => Promise.resolve(bytesOf(LOG)) };
    assert.equal(await findImported(store, asked, new Set()), null);
  }));
