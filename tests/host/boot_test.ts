import assert from "node:assert/strict";
import { readBoot, readUid } from "../../lib/host/boot.ts";
import { fromFileUrl } from "../support/paths.ts";

/** Runs a script that uses the module without any permission. */
async function runWithoutPermissions(expression: string): Promise<string> {
  const module = fromFileUrl(new URL("../../lib/host/boot.ts", import.meta.url));
  const script = `import { readBoot, readUid } from "${module}"; console.log(${expression});`;
  const directory = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${directory}/script.ts`, script);
    const args = ["run", "--no-prompt", "--no-check", "--quiet", `${directory}/script.ts`];
    const { stdout } = await new Deno.Command(Deno.execPath(), { args }).output();
    return new TextDecoder().decode(stdout);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

Deno.test({
  name: "readBoot() is the same for every process since this start of the machine, in the same namespace",
  ignore: Deno.build.os !== "linux",
  async fn() {
    assert.match(readBoot()!, /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12} pid:\[\d+\]$/);
    const script = 'echo "$(cat /proc/sys/kernel/random/boot_id) $(readlink /proc/self/ns/pid)"';
    const { stdout } = await new Deno.Command("sh", { args: ["-c", script] }).output();
    assert.equal(`${readBoot()}\n`, new TextDecoder().decode(stdout));
  },
});

Deno.test("readBoot() and readUid() are null where reading them is not permitted", async () => {
  assert.equal(await runWithoutPermissions("readBoot(), readUid()"), "null null\n");
  assert.equal(readUid(), Deno.uid());
});
