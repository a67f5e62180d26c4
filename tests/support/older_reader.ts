/**
 * Runs as an older reader has left them.
 *
 * @module
 */
import { factsKey, factsRowKey } from "../../lib/store/keys.ts";
import { encodeKv } from "../../lib/store/kv/kv.ts";
import { countChange } from "../../lib/store/runs/versions.ts";
import type { TestApp } from "./app.ts";
/** Makes a run look as if an older reader had read it. */
export async function makeOlder(app: TestApp, experimentId: string, ...ids: string[]): Promise<void> {
  const opened = await Deno.openKv(app.kv), kv = encodeKv(opened);
  for (const id of ids) {
    const { value } = await kv.get<Record<string, unknown>>(factsKey(id));
    await kv.set(factsKey(id), { ...value, readerVersion: 1 });
    await opened.delete(factsRowKey(experimentId, id));
  }
  await countChange(kv.atomic(), experimentId).commit();
  opened.close();
}
