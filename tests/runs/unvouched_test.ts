/**
 * What recovery must not do: a KV is only data, and whoever has written it may not make us read, remove or stop anything.
 */
import assert from "node:assert/strict";
import { hostname } from "node:os";
import { isAlive, readStartMark } from "../../lib/process/alive.ts";
import { notePath } from "../../lib/process/spool.ts";
import { recoverRuns } from "../../lib/runs/recover.ts";
import { encodeKv } from "../../lib/store/kv/kv.ts";
import type { Owner } from "../../lib/store/runs/owner_record.ts";
import { waitFor } from "../support/wait.ts";
import { inWorkspace, listSpooled, readColumn, readLogText } from "../support/workspace.ts";
import { DEAD_PID, describeRun, makeOrphan, recoverOthers, recoverOwn, vouch, watchOwners } from "./orphans.ts";

Deno.test("recoverRuns() leaves a run alone that no note of this user vouches for, and says so", () =>
  inWorkspace(async (workspace) => {
    const old = { old: true };
    const strangers = [
      await makeOrphan(workspace, { boot: "another start" }, old),
      await makeOrphan(workspace, { uid: 4711 }, old),
      await makeOrphan(workspace, { spools: "/elsewhere" }, old),
    ];
    const other = await makeOrphan(workspace, {}, old),
      silent = await makeOrphan(workspace, { host: "gone", boot: "gone" }, old);
    vouch(workspace, other, { nonce: "another", more: "exit 0\n" });
    const messages = await recoverOthers(workspace), { spools, store } = workspace;
    for (const id of [...strangers, other, silent]) {
      const host = id === silent ? "gone" : hostname();
      const start =
        `run ${id}: its owner on ${host} is silent since 1970-01-01 00:00:00 UTC, and no note in ${spools} vouches for it; `;
      assert.ok(messages.some((each) => each.startsWith(start) && each.endsWith(`stdcurve cancel ${id} --force`)));
    }
    assert.deepEqual([messages.length, (await store.runs.listLive()).length], [5, 5]);
  }));

Deno.test("recoverRuns() reads, shows and removes no file that a KV names", () =>
  inWorkspace(async (workspace) => {
    const { store, spools, directory } = workspace, secret = `${directory}/passwd`;
    await Deno.writeTextFile(secret, "root:x:0:0\n");
    await Deno.writeTextFile(`${secret}.exit`, "pid 4711\nexit 0\n");
    // what a record looked like when it named files and processes
    const old = { spool: secret, childPid: DEAD_PID, childMark: null, nonce: undefined } as unknown as Owner;
    const id = await makeOrphan(workspace, old, { old: true }),
      vouched = await makeOrphan(workspace, old, { old: true });
    vouch(workspace, vouched, { nonce: "undefined", log: "ours\n", more: "exit 0\n" });
    const messages = await recoverOthers(workspace);
    assert.match(messages.join("\n"), new RegExp(`run ${vouched}: .*no note in ${spools} vouches for it`));
    for (const each of [id, vouched]) assert.equal(await readLogText(store, each), "");
    assert.equal(await Deno.readTextFile(secret), "root:x:0:0\n");
    assert.equal(await Deno.readTextFile(`${secret}.exit`), "pid 4711\nexit 0\n");
    assert.deepEqual(await listSpooled(spools), [`${vouched}.log`, `${vouched}.note`]);
  }));

Deno.test("recoverRuns() stops no process that only a KV names, and none whose id is used again", () =>
  inWorkspace(async (workspace) => {
    const { store } = workspace, child = new Deno.Command("sleep", { args: ["600"], detached: true }).spawn();
    const mark = readStartMark(child.pid);
    try {
      const named = { childPid: child.pid, childMark: mark } as unknown as Owner;
      const stranger = await makeOrphan(workspace, { ...named, nonce: "another" }),
        reused = await makeOrphan(workspace);
      vouch(workspace, stranger);
      vouch(workspace, reused, { log: "a\n", more: `pid ${child.pid}\n` }); // and no start mark
      for (const id of [stranger, reused]) await store.runs.requestCancel(id);
      const options = { instance: "me", spoolDirectory: workspace.spools };
      const captures = await recoverRuns(workspace.store, options);
      await waitFor(async () => await readLogText(store, reused) === "a\n", { what: "the spool to be stored" });
      captures.forEach(({ signal }) => signal("SIGKILL"));
      assert.deepEqual(await Promise.all(captures.map(({ done }) => done)), [null]);
      assert.equal(isAlive(child.pid, mark), true);
    } finally {
      child.kill("SIGKILL");
      await child.status;
    }
  }));

Deno.test("recoverRuns() looks for no file of a run whose id is a path, and says so", () =>
  inWorkspace(async (workspace) => {
    const { store, kv, spools } = workspace, id = await makeOrphan(workspace), path = "../../outside";
    vouch(workspace, id, { more: "exit 0\n" });
    const opened = encodeKv(await Deno.openKv(kv)), { value } = await opened.get<object>(["runs", id]);
    const { value: owner } = await opened.get(["owners", id]);
    await opened.set(["runs", id], { ...value, id: path });
    await opened.set(["owners", path], owner);
    opened.close();
    assert.deepEqual(await recoverOthers(workspace), [
      `run ${id} is left alone: "${path}" is not the id of a run`,
    ]);
    assert.equal((await store.runs.get(id)).status, "queued");
    assert.equal((await listSpooled(spools)).length, 2);
  }));

Deno.test("recoverRuns() leaves a run alone whose spool or note was swapped for a link, and says so", () =>
  inWorkspace(async (workspace) => {
    const { store, directory } = workspace, secret = `${directory}/secret`;
    await Deno.writeTextFile(secret, "nonce n\nhost h\nboot \nexit 0\n");
    const swapped = await makeOrphan(workspace), forged = await makeOrphan(workspace);
    const [spool, note] = [
      vouch(workspace, swapped, { more: "pid 4711\nexit 0\n" }),
      notePath(vouch(workspace, forged, { more: "exit 1\n" })),
    ];
    for (const path of [spool, note]) {
      await Deno.remove(path);
      await Deno.symlink(secret, path);
    }
    const messages = (await recoverOthers(workspace)).join("\n");
    assert.match(messages, new RegExp(`run ${swapped} is left alone: .*\\.log is a symbolic link`));
    assert.match(messages, new RegExp(`run ${forged} is left alone: .*\\.note is a symbolic link`));
    assert.deepEqual([await readLogText(store, swapped), await readLogText(store, forged)], ["", ""]);
    assert.equal((await store.runs.get(forged)).status, "queued");
    assert.equal((await store.runs.getOwner(swapped))?.instance, "dead");
    assert.match(await Deno.readTextFile(secret), /exit 0/);
  }));

Deno.test({
  name: "recoverRuns() uses nothing in a spool directory that another user has made",
  ignore: Deno.uid() !== 0, // only root can give files away
  fn: () =>
    inWorkspace(async (workspace) => {
      const id = await makeOrphan(workspace), spool = vouch(workspace, id, { log: "theirs\n", more: "exit 0\n" });
      for (const path of [spool, notePath(spool), workspace.spools]) await Deno.chown(path, 12_345, 12_345);
      const messages = await recoverOthers(workspace);
      assert.match(messages.join("\n"), /belongs to another user \(uid 12345/);
      assert.equal(await describeRun(workspace, id), "queued: ");
      assert.equal(await readLogText(workspace.store, id), "");
      assert.equal((await listSpooled(workspace.spools)).length, 2);
    }),
});

Deno.test("recoverRuns() ends a run of an earlier start of this machine, and signals nothing", () =>
  inWorkspace(async (workspace) => {
    const { store, spools } = workspace, id = await makeOrphan(workspace, { boot: "earlier" });
    const spool = vouch(workspace, id, { log: "Step 1: loss=1\n" });
    const stat = await Deno.readTextFile(`/proc/${Deno.pid}/stat`).catch(() => "");
    await Deno.writeTextFile(
      notePath(spool),
      `nonce n\nhost ${hostname()}\nboot earlier\npid ${Deno.pid}\n${stat && `stat ${stat}`}`,
    );
    await store.runs.requestCancel(id);
    const [capture] = await recoverOwn(workspace, { leases: await watchOwners(workspace) });
    assert.equal((await capture!.done)?.exitCode, null);
    assert.deepEqual(await readColumn(store, id, "loss"), [1]);
    assert.deepEqual(await listSpooled(spools), []); // all of it is stored, and nothing of the command is left
  }));
