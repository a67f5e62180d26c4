import assert from "node:assert/strict";
import { followFile } from "../../lib/lines/follow.ts";

Deno.test("followFile() yields the bytes after its offset, and all that was written before the writer ended", async () => {
  const path = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(path, "0123");
    let asked = 0;
    const isOver = async () => {
      asked++;
      if (asked === 1) await Deno.writeTextFile(path, "45", { append: true });
      if (asked === 2) await Deno.writeTextFile(path, "67", { append: true });
      return asked === 2;
    };
    let text = "";
    for await (const piece of followFile(path, { from: 2, isOver })) text += new TextDecoder().decode(piece);
    assert.equal(text, "234567");
  } finally {
    await Deno.remove(path);
  }
});

Deno.test("followFile() ends when its signal is aborted", async () => {
  const path = await Deno.makeTempFile();
  const controller = new AbortController();
  try {
    const isOver = () => {
      controller.abort();
      return false;
    };
    const pieces = await Array.fromAsync(followFile(path, { from: 0, isOver, signal: controller.signal }));
    assert.deepEqual(pieces, []);
  } finally {
    await Deno.remove(path);
  }
});

Deno.test("followFile() never reads through a link, nor from a file that was swapped for one", async () => {
  const directory = await Deno.makeTempDir(), path = `${directory}/run.log`, secret = `${directory}/secret`;
  try {
    await Deno.writeTextFile(secret, "the user's own");
    await Deno.symlink(secret, path);
    const swapped = followFile(path, { from: 0, isOver: () => true });
    await assert.rejects(swapped.next(), { name: "NotPrivate", message: /run\.log is a symbolic link/ });
    await Deno.remove(path);
    await Deno.writeTextFile(path, "one\n");
    const opened = followFile(path, { from: 0, isOver: () => true }), decoder = new TextDecoder();
    assert.equal(decoder.decode((await opened.next()).value!), "one\n");
    await Deno.remove(path);
    await Deno.symlink(secret, path);
    assert.equal((await opened.next()).done, true); // it still reads what it has opened
    await Deno.remove(path);
    await Deno.link(secret, path);
    await assert.rejects(followFile(path, { from: 0, isOver: () => true }).next(), /has a second name on the disk/);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test({
  name: "followFile() refuses another user's file",
  ignore: Deno.uid() !== 0, // only root can give a file away
  async fn() {
    const path = await Deno.makeTempFile();
    try {
      await Deno.chown(path, 12_345, 12_345);
      await assert.rejects(followFile(path, { from: 0, isOver: () => true }).next(), /belongs to another user/);
    } finally {
      await Deno.remove(path);
    }
  },
});
