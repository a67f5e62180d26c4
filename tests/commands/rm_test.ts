import assert from "node:assert/strict";
import { describeOwner } from "../../lib/runs/owner.ts";
import { openStore } from "../../lib/store/store.ts";
import { createSandbox, listKept } from "./program.ts";
import { sitDown } from "./terminal.ts";

Deno.test("rm deletes nothing when one of the ids is unknown", async () => {
  await using sandbox = await createSandbox();
  const id = (await sandbox.feed("Step 1: loss=1\n", "import", "-")).stdout.trim();
  assert.equal((await sandbox.stdcurve("rm", id, "01900000-0000-7000-8000-000000000000")).code, 1);
  assert.equal((await listKept(sandbox))[0].runs.length, 1);
  await sandbox.feed("Step 1: loss=1\n", "import", "-");
  const { code, stderr } = await sandbox.stdcurve("export", id.slice(0, 6));
  assert.equal(code, 2);
  assert.match(stderr, /^stdcurve: 2 runs have ids like [0-9a-f]{6}; give more characters of the id[^\n]*\n$/);
});

Deno.test("rm refuses a live import, and says when its owner is silent", async () => {
  await using sandbox = await createSandbox();
  const store = await openStore(sandbox.kv), { id: experimentId } = await store.experiments.getOrCreate("e");
  const makeImport = async (at: number) => {
    const { id } = await store.runs.create({ experimentId, command: [], cwd: "", host: "isolate", status: "running" });
    await store.runs.setOwner(id, { ...describeOwner("isolate"), host: "isolate", boot: "isolate", at });
    return id;
  };
  const dead = await makeImport(0), living = await makeImport(Date.now());
  store.close();
  const [silent, refused] = [await sandbox.stdcurve("rm", dead), await sandbox.stdcurve("rm", living)];
  assert.deepEqual([silent.code, refused.code], [1, 1]);
  assert.match(silent.stderr, /is running, and its owner on isolate is silent since 1970-01-01 00:00:00 UTC; /);
  assert.match(refused.stderr, /is running; stop it first: /);
  assert.deepEqual((await listKept(sandbox))[0].runs.map(({ id }: { id: string }) => id), [living, dead]);
});

Deno.test("rm --deleted and trim delete for good what a page has deleted, and rm finds none of it", async () => {
  await using sandbox = await createSandbox();
  const make = async () => (await sandbox.feed("Step 1: loss=1\n", "import", "-")).stdout.trim();
  const [first, second, third] = [await make(), await make(), await make()];
  const hide = async (id: string) => {
    using store = await openStore(sandbox.kv);
    await store.runs.hide(id);
  };
  const isLeft = async (id: string) => {
    using kv = await Deno.openKv(sandbox.kv);
    return (await kv.get(["runs", id])).value !== null;
  };
  await hide(first);
  assert.equal((await sandbox.stdcurve("rm", first)).code, 1);
  assert.equal(await isLeft(first), true);
  assert.equal((await sandbox.stdcurve("rm", "--deleted", second)).code, 2);
  assert.match((await sandbox.stdcurve("rm", "--deleted")).stderr, /^stdcurve: deleted; /);
  assert.match(
    (await sandbox.stdcurve("rm", "--deleted")).stderr,
    /^stdcurve: nothing that was deleted on a page is left\n$/,
  );
  await hide(second);
  assert.equal((await sandbox.stdcurve("trim", "--keep", "9", "--dry-run")).code, 0);
  assert.equal(await isLeft(second), true);
  assert.equal((await sandbox.stdcurve("trim", "--keep", "9")).code, 0);
  assert.deepEqual(await Promise.all([first, second, third].map(isLeft)), [false, false, true]);
});

Deno.test({
  name: "rm --experiment asks on a terminal, unless --yes or --force says not to, and deletes after yes only",
  ignore: Deno.build.os !== "linux",
  async fn() {
    await using sandbox = await createSandbox();
    const name = "tiny gpt", make = () => sandbox.feed("Step 1: loss=1\n", "import", "-e", name, "-");
    const line = `$stdcurve rm --experiment '${name}'`;
    const answer = async (keys: string) => {
      await using user = sitDown(sandbox, line);
      await user.until(/Delete the experiment tiny gpt with 1 run for good\? \[y\/N\]/);
      await user.type(keys);
      return await user.finish();
    };
    await make();
    assert.equal(await answer("\r"), 1);
    assert.equal((await listKept(sandbox))[0].runs.length, 1);
    assert.equal(await answer("y\r"), 0);
    for (const word of ["--yes", "--force"]) {
      await make();
      await using user = sitDown(sandbox, `${line} ${word}`);
      assert.equal(await user.finish(), 0);
      assert.doesNotMatch(user.screen, /\[y\/N\]/);
      assert.deepEqual(await listKept(sandbox), []);
    }
  },
});
