import assert from "node:assert/strict";
import { join } from "node:path";
import {
  createPrivateFile,
  makePrivateDirectory,
  NotPrivate,
  readPrivateFile,
  tightenPrivateFile,
  writePrivateFile,
} from "../../lib/host/private_files.ts";
import { canMount, withSmallDisk } from "../support/small_disk.ts";

const isRoot = Deno.uid() === 0;
const modeOf = (path: string) => (Deno.lstatSync(path).mode! & 0o777).toString(8);

function inDirectory(test: (directory: string) => void): () => void {
  return () => {
    const directory = Deno.makeTempDirSync();
    try {
      test(directory);
    } finally {
      Deno.removeSync(directory, { recursive: true });
    }
  };
}

Deno.test(
  "makePrivateDirectory() makes one of mode 700 below parents that it makes too",
  inDirectory((directory) => {
    const path = join(directory, "a", "b");
    assert.equal(makePrivateDirectory(path), false);
    assert.equal(modeOf(path), "700");
  }),
);

Deno.test(
  "makePrivateDirectory() tightens an open directory of ours and says so",
  inDirectory((directory) => {
    const path = join(directory, "open");
    Deno.mkdirSync(path);
    Deno.chmodSync(path, 0o755);
    assert.equal(makePrivateDirectory(path), true);
    assert.equal(modeOf(path), "700");
    assert.equal(makePrivateDirectory(path), false);
  }),
);

Deno.test(
  "makePrivateDirectory() refuses a link and a file",
  inDirectory((directory) => {
    Deno.mkdirSync(join(directory, "real"));
    Deno.symlinkSync(join(directory, "real"), join(directory, "link"));
    Deno.writeTextFileSync(join(directory, "file"), "");
    assert.throws(() => makePrivateDirectory(join(directory, "link")), NotPrivate);
    assert.throws(() => makePrivateDirectory(join(directory, "file")), NotPrivate);
  }),
);

Deno.test({
  name: "every function refuses what belongs to another user",
  ignore: !isRoot, // only root can give a file away
  fn: inDirectory((directory) => {
    const file = join(directory, "file"), folder = join(directory, "folder");
    Deno.writeTextFileSync(file, "theirs");
    Deno.mkdirSync(folder);
    for (const path of [file, folder]) Deno.chownSync(path, 12345, 12345);
    assert.throws(() => makePrivateDirectory(folder), NotPrivate);
    assert.throws(() => readPrivateFile(file), NotPrivate);
    assert.throws(() => tightenPrivateFile(file), NotPrivate);
    assert.throws(() => writePrivateFile(file, "ours"), NotPrivate);
    assert.equal(Deno.readTextFileSync(file), "theirs");
  }),
});

Deno.test(
  "writePrivateFile() writes a file of mode 600 and replaces it whole",
  inDirectory((directory) => {
    const path = join(directory, "note");
    writePrivateFile(path, "first, and longer than the second");
    writePrivateFile(path, "second ✓");
    assert.equal(readPrivateFile(path), "second ✓");
    assert.equal(modeOf(path), "600");
    assert.deepEqual([...Deno.readDirSync(directory)].map(({ name }) => name), ["note"]);
  }),
);

Deno.test(
  "writePrivateFile() and readPrivateFile() don't follow a planted link",
  inDirectory((directory) => {
    const victim = join(directory, "profile"), link = join(directory, "note");
    Deno.writeTextFileSync(victim, "mine");
    Deno.symlinkSync(victim, link);
    assert.throws(() => writePrivateFile(link, "overwritten"), NotPrivate);
    assert.throws(() => readPrivateFile(link), NotPrivate);
    assert.equal(Deno.readTextFileSync(victim), "mine");
  }),
);

Deno.test(
  "readPrivateFile() refuses a second name of another file",
  inDirectory((directory) => {
    Deno.writeTextFileSync(join(directory, "secret"), "x");
    Deno.linkSync(join(directory, "secret"), join(directory, "note"));
    assert.throws(() => readPrivateFile(join(directory, "note")), NotPrivate);
  }),
);

Deno.test(
  "readPrivateFile() gives null where nothing is",
  inDirectory((directory) => assert.equal(readPrivateFile(join(directory, "none")), null)),
);

Deno.test(
  "createPrivateFile() refuses anything that stands there, a dangling link too",
  inDirectory((directory) => {
    const path = join(directory, "spool"), link = join(directory, "link");
    createPrivateFile(path);
    assert.equal(modeOf(path), "600");
    assert.throws(() => createPrivateFile(path), NotPrivate);
    Deno.symlinkSync(join(directory, "nowhere"), link);
    assert.throws(() => createPrivateFile(link), NotPrivate);
    assert.throws(() => Deno.statSync(join(directory, "nowhere")), Deno.errors.NotFound);
  }),
);

Deno.test(
  "tightenPrivateFile() takes others' permissions away and says so",
  inDirectory((directory) => {
    const path = join(directory, "kv.db");
    Deno.writeTextFileSync(path, "");
    Deno.chmodSync(path, 0o644);
    assert.equal(tightenPrivateFile(path), true);
    assert.equal(modeOf(path), "600");
    assert.equal(tightenPrivateFile(path), false);
    assert.equal(tightenPrivateFile(join(directory, "none")), false);
  }),
);

Deno.test("readPrivateFile() refuses a pipe without waiting for its writer", async () => {
  const directory = Deno.makeTempDirSync(), path = join(directory, "pipe");
  const module = new URL("../../lib/host/private_files.ts", import.meta.url).href;
  const script = `import { readPrivateFile } from "${module}";
    try { readPrivateFile(Deno.env.get("PIPE")); } catch (error) { console.log(error.message); }`;
  try {
    await new Deno.Command("mkfifo", { args: [path] }).output();
    // in a child: a wait would block this process, and its time limit with it
    const child = new Deno.Command(Deno.execPath(), {
      args: ["eval", "--no-check", script],
      env: { PIPE: path },
      stdout: "piped",
    }).spawn();
    const timer = setTimeout(() => child.kill("SIGKILL"), 20_000);
    const { stdout } = await child.output();
    clearTimeout(timer);
    assert.match(new TextDecoder().decode(stdout), /pipe is no file; remove it/);
  } finally {
    Deno.removeSync(directory, { recursive: true });
  }
});

Deno.test({
  name: "writePrivateFile() leaves the old file and nothing else when the disk is full",
  ignore: !canMount, // needs a user who may mount a tmpfs
  fn: () =>
    withSmallDisk(1, ({ path: disk }) => {
      const path = join(disk, "note.json");
      writePrivateFile(path, "old");
      assert.throws(() => writePrivateFile(path, "x".repeat(2 << 20)), { code: "ENOSPC" });
      assert.deepEqual([...Deno.readDirSync(disk)].map(({ name }) => name), ["note.json"]);
      assert.equal(Deno.readTextFileSync(path), "old");
      return Promise.resolve();
    }),
});
