import assert from "node:assert/strict";
import { parseSignalKeys, readSignalKeys, resizeTerminal } from "../../lib/process/pty.ts";

const SETTINGS = `speed 38400 baud; rows 24; columns 80; line = 0;
intr = ^C; quit = ^\\; erase = ^?; kill = ^U; eof = ^D; eol = <undef>; susp = ^Z;
isig icanon iexten echo`;

Deno.test("parseSignalKeys() reads the keys for SIGINT and SIGQUIT, and none when the terminal makes no signals", () => {
  assert.deepEqual([...parseSignalKeys(SETTINGS)], [[0x03, "SIGINT"], [0x1c, "SIGQUIT"]]);
  assert.deepEqual([...parseSignalKeys(SETTINGS.replace("intr = ^C", "intr = ^A"))][0], [0x01, "SIGINT"]);
  assert.deepEqual([...parseSignalKeys(SETTINGS.replace("intr = ^C", "intr = <undef>"))], [[0x1c, "SIGQUIT"]]);
  assert.equal(parseSignalKeys(SETTINGS.replace("isig", "-isig")).size, 0);
});

Deno.test("resizeTerminal() is false and readSignalKeys() is empty when the terminal is gone", async () => {
  assert.equal(await resizeTerminal("/dev/pts/no-such-terminal", { rows: 2, columns: 2 }), false);
  assert.equal((await readSignalKeys("/dev/pts/no-such-terminal")).size, 0);
});
