import assert from "node:assert/strict";
import { hasForeground, parsePlace } from "../../lib/process/own_group.ts";

Deno.test("parsePlace() reads parent, group and session, whatever the program's name", () => {
  assert.deepEqual(parsePlace("71 (a) 9 9) S 70 71 60 34816 70 4194304 0"), { parent: 70, group: 71, session: 60 });
});

Deno.test("hasForeground() is the same for a program as for a shell in its place", async () => {
  const script = 'read -r line </proc/$$/stat; set -- ${line##*) }; echo "$3 $6"';
  const { stdout } = await new Deno.Command("sh", { args: ["-c", script] }).output();
  const [group, foreground] = new TextDecoder().decode(stdout).trim().split(" ");
  assert.equal(hasForeground(), foreground === "-1" || group === foreground);
});
