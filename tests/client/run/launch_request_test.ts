import assert from "node:assert/strict";
import { readLaunch } from "../../../lib/client/run/launch_request.ts";

const EMPTY = { command: "true", name: "", cwd: "", env: "", notify: "" };

Deno.test("readLaunch() leaves out what was left empty", () => {
  assert.deepEqual(readLaunch({ ...EMPTY, name: "  ", env: "\n \n" }), { command: ["true"] });
});

Deno.test("readLaunch() splits the command, trims the fields and reads the environment", () => {
  const fields = {
    command: ` python "my train.py" `,
    name: " first ",
    cwd: " /srv ",
    env: "A=1\n B = x=y \nC=",
    notify: "",
  };
  assert.deepEqual(readLaunch(fields), {
    command: ["python", "my train.py"],
    name: "first",
    cwd: "/srv",
    env: { A: "1", "B ": " x=y", C: "" },
  });
});

Deno.test("readLaunch() names the field and the line that it can't use", () => {
  assert.deepEqual(readLaunch({ ...EMPTY, command: 'echo "a' }), { field: "command", message: "A quote isn’t closed" });
  assert.deepEqual(readLaunch({ ...EMPTY, env: "A=1\nnonsense" }), {
    field: "env",
    message: "“nonsense” is not NAME=value",
  });
  assert.deepEqual(readLaunch({ ...EMPTY, env: "=1" }), { field: "env", message: "“=1” is not NAME=value" });
});

Deno.test("readLaunch() asks for a terminal only when the box is ticked", () => {
  assert.deepEqual(readLaunch({ ...EMPTY, tty: true }), { command: ["true"], tty: true });
  assert.deepEqual(readLaunch({ ...EMPTY, tty: false }), { command: ["true"] });
});

Deno.test("readLaunch() has a target to notify for each line", () => {
  const { notify } = readLaunch({ ...EMPTY, notify: " https://hooks.example/x \n\nmail me\n" }) as { notify: string[] };
  assert.deepEqual(notify, ["https://hooks.example/x", "mail me"]);
});
