import assert from "node:assert/strict";
import { hostname } from "node:os";
import { ingest } from "../../lib/intake/ingest.ts";
import { checkSpools, isCaptured } from "../../lib/runs/check_spools.ts";
import { describeOwner } from "../../lib/runs/owner.ts";
import { createSpool, notePath, spoolPath } from "../../lib/process/spool.ts";
import { openStore, type Store } from "../../lib/store/store.ts";
import { inDirectory } from "../support/directory.ts";

/** Runs a test on a store in a file, with its directory of spools. */
const inStore = (test: (store: Store, spools: string) => Promise<void>) =>
  inDirectory(async (directory) => {
    using store = await openStore(`${directory}/kv.db`);
    const spools = `${directory}/kv.db.spool`;
    await Deno.mkdir(spools, { mode: 0o700 });
    await test(store, spools);
  });

async function createRun(store: Store, status: "running" | "completed") {
  const { id: experimentId } = await store.experiments.getOrCreate("e");
  const run = await store.runs.create({ experimentId, command: ["x"], cwd: "/", host: "h", status: "running" });
  if (status === "completed") await store.runs.update(run.id, { status });
  return run.id;
}

async function storeLog(store: Store, runId: string, log: string): Promise<void> {
  const bytes = new TextEncoder().encode(log), { signal } = new AbortController();
  const source = (from: number) => ReadableStream.from([bytes.subarray(from)]);
  await ingest({ store, runId, instance: crypto.randomUUID(), source, signal });
}

const whatOf = async (store: Store, spools: string) =>
  (await checkSpools(store, spools)).map(({ what, mend }) => `${what} [${mend}]`);

Deno.test("checkSpools() names a spool whose run has ended without all of it", () =>
  inStore(async (store, spools) => {
    const id = await createRun(store, "completed"), spool = spoolPath(spools, id);
    createSpool(spool, "nonce");
    assert.deepEqual(await whatOf(store, spools), []);
    await Deno.writeTextFile(spool, "late\n");
    assert.match(
      (await whatOf(store, spools)).join(),
      /is completed, and 5 bytes of its spool .* aren't stored \[null\]$/,
    );
  }));

Deno.test("checkSpools() finds a spool that is stored and was left behind", () =>
  inStore(async (store, spools) => {
    const id = await createRun(store, "completed"), spool = spoolPath(spools, id);
    createSpool(spool, "nonce");
    await Deno.writeTextFile(notePath(spool), "exit 0\n", { append: true });
    assert.match((await whatOf(store, spools)).join(), /is stored, and its spool .* is left \[adopt\]$/);
  }));

Deno.test("checkSpools() finds the spool of a run that was lost with the machine's power, and says what to do about every other", () =>
  inStore(async (store, spools) => {
    const leave = async (log: string, head: string, stored = "") => {
      const id = await createRun(store, "running"), spool = spoolPath(spools, id);
      createSpool(spool, "nonce");
      await Deno.writeTextFile(spool, log);
      const note = await Deno.readTextFile(notePath(spool));
      await Deno.writeTextFile(notePath(spool), note.replace(/^host .*\nboot .*/m, head) + "pid 1\n");
      await storeLog(store, id, stored);
      await store.runs.update(id, { status: "failed" });
      return async () => {
        const [finding, ...more] = (await checkSpools(store, spools)).filter(({ runId }) => runId === id);
        assert.equal(more.length, 0);
        return `${finding?.what}; ${finding?.todo} [${finding?.mend}]`;
      };
    };
    const earlier = `host ${hostname()}\nboot earlier pid:[1]`;
    const lost = await leave("one\n", earlier, "one\n");
    assert.match(
      await lost(),
      /is stored, and its spool \S+ is left; stdcurve serve or doctor --repair removes it \[adopt\]/,
    );
    const zeros = await leave("o\0\0\0", earlier, "one\n");
    assert.match(
      await zeros(),
      /differs from its stored log; store it with stdcurve import \S+, then remove it with rm \S+ \S+ \[null\]/,
    );
    const far = await leave("one\n", "host far\nboot other pid:[1]", "one\n");
    assert.match(
      await far(),
      /nobody here can see .*; make sure that it has ended, then remove it with rm \S+ \S+ \[null\]/,
    );
  }));

Deno.test("checkSpools() finds live runs without an owner, with a spool here and without", () =>
  inStore(async (store, spools) => {
    const id = await createRun(store, "running");
    const elsewhere = { ...describeOwner("other"), boot: "another boot", host: "far", at: 0 };
    await store.runs.setOwner(id, elsewhere);
    assert.match(
      (await whatOf(store, spools)).join(),
      /is running, and no stdcurve captures it: it has no spool here \[null\]$/,
    );
    createSpool(spoolPath(spools, id), "nonce");
    await Deno.writeTextFile(spoolPath(spools, id), "12345");
    assert.match((await whatOf(store, spools)).join(), /5 bytes of its spool aren't stored \[adopt\]$/);
    await store.runs.setOwner(id, { ...elsewhere, at: Date.now() });
    assert.deepEqual(await whatOf(store, spools), []);
    assert.equal(await isCaptured(store, id), true);
  }));

Deno.test("checkSpools() finds what others can read, and a link in place of a spool", () =>
  inStore(async (store, spools) => {
    const id = await createRun(store, "completed"), spool = spoolPath(spools, id);
    createSpool(spool, "nonce");
    await Deno.chmod(notePath(spool), 0o640);
    await Deno.chmod(spools, 0o755);
    const findings = await checkSpools(store, spools);
    assert.deepEqual(findings.map(({ what }) => /mode (\d+)/.exec(what)![1]), ["755", "640"]);
    for (const { mend } of findings) await (mend as () => Promise<void>)();
    assert.equal((await Deno.stat(notePath(spool))).mode! & 0o777, 0o600);
    assert.deepEqual(await whatOf(store, spools), []);
    await Deno.remove(spool);
    await Deno.symlink("/etc/passwd", spool);
    assert.match((await whatOf(store, spools)).join(), /is a symbolic link/);
  }));

Deno.test("checkSpools() finds a run that was started when the store didn't answer, once its process is dead", () =>
  inStore(async (store, spools) => {
    const id = "01900000-0000-7000-8000-000000000001", spool = spoolPath(spools, id), owner = describeOwner("me");
    const registration = { id, kv: store.location, experiment: "e", command: ["x"], cwd: "/", startedAt: 1, owner };
    createSpool(spool, "nonce");
    await Deno.writeTextFile(notePath(spool), `plan ${JSON.stringify(registration)}\n`, { append: true });
    assert.deepEqual(await whatOf(store, spools), []);
    const dead = { ...registration, owner: { ...owner, pidMark: "another process" } };
    await Deno.writeTextFile(notePath(spool), `nonce nonce\nhost h\nboot b\nplan ${JSON.stringify(dead)}\n`);
    assert.match((await whatOf(store, spools)).join(), /was started when the store didn't answer, .* \[adopt\]$/);
  }));
