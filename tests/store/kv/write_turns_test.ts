import assert from "node:assert/strict";
import { holdWrites, openWriteTurns } from "../../../lib/store/kv/write_turns.ts";
import { inDirectory } from "../../support/directory.ts";
import { waitFor } from "../../support/wait.ts";

/** Takes a turn that lasts until `end` is called. */
function hold(turns: { take<T>(action: () => Promise<T>): Promise<T> }) {
  const { promise, resolve: end } = Promise.withResolvers<void>();
  const state = { hasBegun: false };
  const over = turns.take(() => {
    state.hasBegun = true;
    return promise;
  });
  return { state, end, over };
}

/** Keeps the waits for locks that are under way, as the system can't give one up: a test ends after them. */
function watchLocks() {
  const waits: Promise<void>[] = [], { lock } = Deno.FsFile.prototype;
  Deno.FsFile.prototype.lock = function (exclusive) {
    const wait = lock.call(this, exclusive);
    waits.push(wait);
    return wait;
  };
  return {
    /** Waits until every lock came. */
    over: () => Promise.all(waits),
    [Symbol.dispose]: () => void (Deno.FsFile.prototype.lock = lock),
  };
}

Deno.test("take() lets one writer of a process after the other have its turn, in their order", () =>
  inDirectory(async (directory) => {
    using turns = openWriteTurns(`${directory}/kv.db`);
    const order: number[] = [];
    let inside = 0;
    await Promise.all([1, 2, 3, 4].map((number) =>
      turns.take(async () => {
        assert.equal(++inside, 1);
        await Promise.resolve();
        order.push(number);
        inside--;
      })
    ));
    assert.deepEqual(order, [1, 2, 3, 4]);
    await assert.rejects(turns.take(() => Promise.reject(new Error("failed"))), /failed/);
    assert.equal(await turns.take(() => Promise.resolve(5)), 5);
  }));

Deno.test("take() waits for another holder of the lock", () =>
  inDirectory(async (directory) => {
    using one = openWriteTurns(`${directory}/kv.db`), two = openWriteTurns(`${directory}/kv.db`);
    const first = hold(one);
    await waitFor(() => first.state.hasBegun, { what: "the first turn" });
    const second = hold(two);
    for (let i = 0; i < 20; i++) await new Promise((resolve) => setTimeout(resolve));
    assert.equal(second.state.hasBegun, false);
    first.end();
    await waitFor(() => second.state.hasBegun, { what: "the second turn" });
    second.end();
    await Promise.all([first.over, second.over]);
  }));

Deno.test("take() goes ahead without a turn when none comes in time, and gives the late one back", () =>
  inDirectory(async (directory) => {
    const path = `${directory}/kv.db`;
    using locks = watchLocks();
    using one = openWriteTurns(path), two = openWriteTurns(path, { turnMs: 10 }), three = openWriteTurns(path);
    const first = hold(one);
    await waitFor(() => first.state.hasBegun, { what: "the first turn" });
    assert.equal(await two.take(() => Promise.resolve("ahead")), "ahead");
    assert.equal(await two.take(() => Promise.resolve("again")), "again");
    first.end();
    await first.over;
    assert.equal(await three.take(() => Promise.resolve("in turn")), "in turn");
    assert.ok((await locks.over()).length > 0);
  }));

Deno.test("take() waits longer while others get turns, but not without end", () =>
  inDirectory(async (directory) => {
    const path = `${directory}/kv.db`, lock = `${path}-lock`;
    using locks = watchLocks();
    using one = openWriteTurns(path), two = openWriteTurns(path, { turnMs: 1_000 });
    using three = openWriteTurns(path, { turnMs: 60_000, longestMs: 10 });
    const first = hold(one);
    await waitFor(() => first.state.hasBegun, { what: "the first turn" });
    assert.equal(await three.take(() => Promise.resolve("ahead")), "ahead");
    const second = hold(two), began = performance.now();
    for (let sign = 1; performance.now() - began < 1_300; sign++) {
      await Deno.utime(lock, sign, sign); // as one does who gets the lock
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    assert.equal(second.state.hasBegun, false);
    await waitFor(() => second.state.hasBegun, { what: "the second to go ahead without another sign" });
    first.end();
    second.end();
    await Promise.all([first.over, second.over, locks.over()]);
  }));

Deno.test("take() leaves a sign that turns go on", () =>
  inDirectory(async (directory) => {
    const path = `${directory}/kv.db`;
    using turns = openWriteTurns(path);
    await turns.take(() => Promise.resolve());
    await Deno.utime(`${path}-lock`, 1, 1);
    await turns.take(() => Promise.resolve());
    assert.notEqual((await Deno.stat(`${path}-lock`)).mtime!.getTime(), 1000);
  }));

Deno.test("take() needs no lock where none can be made, and makes one that is the user's alone", () =>
  inDirectory(async (directory) => {
    using nowhere = openWriteTurns(`${directory}/missing/kv.db`);
    assert.equal(await nowhere.take(() => Promise.resolve(1)), 1);
    using turns = openWriteTurns(`${directory}/kv.db`);
    assert.deepEqual(await Array.fromAsync(Deno.readDir(directory)), [], "opening makes nothing");
    await turns.take(() => Promise.resolve(3));
    const { mode } = await Deno.stat(`${directory}/kv.db-lock`);
    assert.equal(mode! & 0o777, 0o600);
  }));

Deno.test("take() gets the turn of a process that was killed", () =>
  inDirectory(async (directory) => {
    const path = `${directory}/kv.db`, module = new URL("../../../lib/store/kv/write_turns.ts", import.meta.url).href;
    const script = `import { holdWrites, openWriteTurns } from "${module}";
      setInterval(() => {}, 1000);
      await openWriteTurns("${path}").take(() => { console.log("holds"); return new Promise(() => {}); });`;
    const child = new Deno.Command(Deno.execPath(), { args: ["eval", script], stdout: "piped" }).spawn();
    const reader = child.stdout.getReader();
    await reader.read();
    using turns = openWriteTurns(path, { turnMs: 60_000 });
    const mine = turns.take(() => Promise.resolve("mine"));
    child.kill("SIGKILL");
    assert.equal(await mine, "mine");
    await Promise.all([child.status, reader.cancel()]);
  }));

Deno.test("take() writes nothing but the lock beside the KV", () =>
  inDirectory(async (directory) => {
    const module = new URL("../../../lib/store/kv/write_turns.ts", import.meta.url).href,
      script = `${directory}/take.ts`;
    const kv = `${directory}/kv.db`;
    await Deno.writeTextFile(
      script,
      `import { holdWrites, openWriteTurns } from "${module}";
      using turns = openWriteTurns("${kv}");
      for (const number of [1, 2]) console.log(await turns.take(() => Promise.resolve(number)));`,
    );
    const config = new URL("../../../deno.json", import.meta.url).pathname;
    const args = ["run", "-q", "--no-prompt", "--no-check", "--config", config, "--allow-read", "--allow-env"];
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [...args, "--allow-sys", `--allow-write=${directory}`, script],
    }).output();
    assert.equal(new TextDecoder().decode(stdout), "1\n2\n", new TextDecoder().decode(stderr));
  }));

Deno.test("holdWrites() waits for the turn under way, keeps the lock free, and lets nobody write until it is disposed of", () =>
  inDirectory(async (directory) => {
    const path = `${directory}/kv.db`;
    using turns = openWriteTurns(path);
    const first = hold(turns);
    await waitFor(() => first.state.hasBegun, { what: "the first turn" });
    const order: string[] = [];
    const holding = holdWrites().then((held) => {
      order.push("held");
      return held;
    });
    const second = turns.take(() => Promise.resolve(order.push("second")));
    first.end();
    await first.over;
    const held = await holding;
    using file = await Deno.open(`${path}-lock`, { write: true });
    assert.ok(file.tryLockSync(true), "the lock is free");
    file.unlockSync();
    const third = turns.take(() => Promise.resolve(order.push("third")));
    assert.deepEqual(order, ["held"]);
    held[Symbol.dispose]();
    await Promise.all([second, third]);
    assert.deepEqual(order, ["held", "second", "third"]);
  }));

Deno.test("holdWrites() does not wait without end, and may be called twice", () =>
  inDirectory(async (directory) => {
    using turns = openWriteTurns(`${directory}/kv.db`);
    const first = hold(turns);
    await waitFor(() => first.state.hasBegun, { what: "the first turn" });
    const one = await holdWrites(1), two = await holdWrites(1);
    first.end();
    await first.over;
    let isDone = false;
    const second = turns.take(() => Promise.resolve(isDone = true));
    one[Symbol.dispose]();
    await new Promise((resolve) => setTimeout(resolve));
    assert.equal(isDone, false);
    two[Symbol.dispose]();
    await second;
    assert.ok(isDone);
  }));
