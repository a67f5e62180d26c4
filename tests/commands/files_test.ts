import assert from "node:assert/strict";
import { describeFileError, nameLog, openLogFile, writeFile } from "../../lib/commands/files.ts";
import { InvalidInput } from "../../lib/errors.ts";

/** Runs a test in a temporary directory. Ends with the names of the files that the test left in it. */
async function inDirectory(test: (path: (name: string) => string) => Promise<void>): Promise<string[]> {
  const directory = await Deno.makeTempDir();
  try {
    await test((name) => `${directory}/${name}`);
    return (await Array.fromAsync(Deno.readDir(directory), ({ name }) => name)).sort();
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

async function* give(...parts: (string | Error)[]): AsyncGenerator<string> {
  for (const part of parts) {
    if (part instanceof Error) throw part;
    yield part;
  }
}

Deno.test("describeFileError() names known errors and removes the system's number from others", () => {
  assert.equal(describeFileError(new Deno.errors.NotFound("x")), "there is no such file");
  assert.equal(describeFileError(new Deno.errors.PermissionDenied("x")), "permission denied");
  assert.equal(describeFileError(new Error("No space left on device (os error 28)")), "No space left on device");
  assert.equal(describeFileError("odd"), "odd");
});

Deno.test("openLogFile() opens a file as bytes that end", async () => {
  await inDirectory(async (path) => {
    await Deno.writeTextFile(path("a.log"), "hello");
    const { bytes, isStream } = await openLogFile(path("a.log"));
    assert.equal(isStream, false);
    assert.equal(await new Response(bytes as ReadableStream<Uint8Array<ArrayBuffer>>).text(), "hello");
  });
});

Deno.test("openLogFile() names the path when it is missing, a directory, or below a file", async () => {
  await inDirectory(async (path) => {
    await Deno.writeTextFile(path("a.log"), "");
    for (
      const [name, message] of [
        [path("gone"), `cannot read ${path("gone")}: there is no such file`],
        [path(""), `${path("")} is a directory; name a log file`],
        [path("a.log/b"), `cannot read ${path("a.log/b")}: a part of its path is not a directory`],
      ] as const
    ) {
      await assert.rejects(openLogFile(name), { name: "InvalidInput", field: "file", message });
    }
  });
});

Deno.test("nameLog() adds the path to an error about a log, also when the message contains the path", () => {
  const error = new InvalidInput("file", "this is a zip archive");
  assert.equal((nameLog("zip", error) as Error).message, "zip: this is a zip archive");
  assert.equal((nameLog("-", error) as Error).message, "stdin: this is a zip archive");
});

Deno.test("nameLog() leaves other errors as they are", () => {
  for (const error of [new InvalidInput("kv", "no"), new Error("no"), "no"]) assert.equal(nameLog("a", error), error);
});

Deno.test("writeFile() writes all parts, also over an existing file", async () => {
  const left = await inDirectory(async (path) => {
    await Deno.writeTextFile(path("a"), "old and longer");
    await writeFile(path("a"), give("one", "two"));
    assert.equal(await Deno.readTextFile(path("a")), "onetwo");
  });
  assert.deepEqual(left, ["a"]);
});

Deno.test("writeFile() keeps the existing file and leaves no other one when the parts fail", async () => {
  const left = await inDirectory(async (path) => {
    await Deno.writeTextFile(path("a"), "old");
    await assert.rejects(writeFile(path("a"), give("one", new Error("lost"))), {
      message: `cannot write ${path("a")}: lost`,
    });
    assert.equal(await Deno.readTextFile(path("a")), "old");
  });
  assert.deepEqual(left, ["a"]);
});

Deno.test("writeFile() writes to the target of a symbolic link and keeps the link", async () => {
  await inDirectory(async (path) => {
    await Deno.writeTextFile(path("a"), "old");
    await Deno.symlink(path("a"), path("link"));
    await writeFile(path("link"), give("new"));
    assert.equal(await Deno.readTextFile(path("a")), "new");
    assert.ok((await Deno.lstat(path("link"))).isSymlink);
  });
});

Deno.test("writeFile() writes nothing through a link that was planted where it writes first", async () => {
  const id = crypto.randomUUID();
  await inDirectory(async (path) => {
    for (const end of [Deno.pid, id]) await Deno.symlink(path("profile"), path(`a.part-${end}`));
    await writeFile(path("a"), give("one"));
    assert.equal(await Deno.readTextFile(path("a")), "one");
    crypto.randomUUID = () => id; // and if somebody did guess it
    try {
      await assert.rejects(writeFile(path("a"), give("two")), /exists/i);
    } finally {
      delete (crypto as { randomUUID?: unknown }).randomUUID; // what was set above, not the real one
    }
    await assert.rejects(Deno.stat(path("profile")), Deno.errors.NotFound);
  });
});

Deno.test("writeFile() refuses a directory and a path below a missing directory", async () => {
  await inDirectory(async (path) => {
    await assert.rejects(writeFile(path(""), give("x")), { message: `cannot write ${path("")}: it is a directory` });
    await assert.rejects(writeFile(path("gone/a"), give("x")), {
      message: `cannot write ${path("gone/a")}: there is no directory ${path("gone")}`,
    });
  });
});

Deno.test("nameLog() names a log that can't be opened no second time", async () => {
  const error = await openLogFile("/no/such.log").catch((error) => error);
  assert.equal((nameLog("/no/such.log", error) as Error).message, "cannot read /no/such.log: there is no such file");
});
