import assert from "node:assert/strict";
import { hostname, userInfo } from "node:os";
import {
  dataDirectory,
  hostName,
  isKvFile,
  kvLocation,
  resolveDirectory,
  spoolDirectory,
} from "../../lib/host/paths.ts";

/** Runs a test with these environment variables; undefined unsets one. */
function withEnvironment(variables: Record<string, string | undefined>, test: () => void): void {
  const before = Object.keys(variables).map((name) => [name, Deno.env.get(name)] as const);
  const set = (name: string, value: string | undefined) =>
    value === undefined ? Deno.env.delete(name) : Deno.env.set(name, value);
  try {
    for (const [name, value] of Object.entries(variables)) set(name, value);
    test();
  } finally {
    for (const [name, value] of before) set(name, value);
  }
}

Deno.test("dataDirectory() is STDCURVE_DATA when it is set", () =>
  withEnvironment({ STDCURVE_DATA: "/data/curves" }, () => assert.equal(dataDirectory(), "/data/curves")));

Deno.test({
  name: "dataDirectory() follows XDG_DATA_HOME, and is below the home directory without it",
  ignore: Deno.build.os !== "linux",
  fn() {
    withEnvironment({ STDCURVE_DATA: undefined, XDG_DATA_HOME: "/xdg", HOME: "/home/me" }, () => {
      assert.equal(dataDirectory(), "/xdg/stdcurve");
    });
    withEnvironment({ STDCURVE_DATA: undefined, XDG_DATA_HOME: undefined, HOME: "/home/me" }, () => {
      assert.equal(dataDirectory(), "/home/me/.local/share/stdcurve");
    });
  },
});

Deno.test({
  name: "dataDirectory() is in the home of the system's list of users where no variable names one, as in cron",
  ignore: Deno.build.os !== "linux",
  fn() {
    const unset = { STDCURVE_DATA: undefined, USERPROFILE: undefined, XDG_DATA_HOME: "", HOME: "" };
    const { homedir } = userInfo();
    withEnvironment(unset, () => {
      assert.equal(dataDirectory(), `${homedir}/.local/share/stdcurve`);
      assert.equal(resolveDirectory("~/a"), `${homedir}/a`);
    });
  },
});

Deno.test("dataDirectory() says what to set where no home directory is known, and never is the current one", async () => {
  const module = new URL("../../lib/host/paths.ts", import.meta.url).href;
  const script = `import * as paths from "${module}";
    console.log(paths.isDataDirectory("/x"));
    try { console.log(paths.dataDirectory()); } catch (error) { console.log(error.message); }`;
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--allow-env", `data:application/typescript,${encodeURIComponent(script)}`],
    env: Deno.env.has("DENO_DIR") ? { DENO_DIR: Deno.env.get("DENO_DIR")! } : { DENO_DIR: await Deno.makeTempDir() },
    clearEnv: true,
    stdout: "piped",
    stderr: "piped",
  }).output();
  assert.equal(
    new TextDecoder().decode(stdout),
    "false\nyour home directory is unknown, so there is no place for the data; set HOME or STDCURVE_DATA\n",
  );
});

Deno.test("isKvFile() is true for a path, and false for memory and for a KV Connect URL", () => {
  assert.deepEqual(["a.db", "/a/b.db", ":memory:", "https://kv.example/x", "http://kv.example"].map(isKvFile), [
    true,
    true,
    false,
    false,
    false,
  ]);
});

Deno.test("kvLocation() prefers the given location to STDCURVE_KV, and that to the data directory", () =>
  withEnvironment({ STDCURVE_DATA: "/data", STDCURVE_KV: "/kv/other.db" }, () => {
    assert.equal(kvLocation("/given.db"), "/given.db");
    assert.equal(kvLocation(""), "/kv/other.db");
    Deno.env.set("STDCURVE_KV", "");
    assert.equal(kvLocation(), "/data/stdcurve.db");
  }));

Deno.test("kvLocation() makes a path absolute, and leaves memory and URLs unchanged", () => {
  assert.equal(kvLocation("a/b.db"), `${Deno.cwd()}/a/b.db`);
  assert.equal(kvLocation(":memory:"), ":memory:");
  assert.equal(kvLocation("https://kv.example/x"), "https://kv.example/x");
});

Deno.test("spoolDirectory() is beside a KV file, and in the data directory for any other KV", () =>
  withEnvironment({ STDCURVE_DATA: "/data" }, () => {
    assert.equal(spoolDirectory("/kv/a.db"), "/kv/a.db.spool");
    assert.equal(spoolDirectory(":memory:"), "/data/spool");
  }));

Deno.test("resolveDirectory() replaces `~` only at the start and only as a whole name", () =>
  withEnvironment({ HOME: "/home/me" }, () => {
    assert.equal(resolveDirectory("~"), "/home/me");
    assert.equal(resolveDirectory("~/runs"), "/home/me/runs");
    assert.equal(resolveDirectory("/a/~"), "/a/~");
    assert.equal(resolveDirectory("~other"), `${Deno.cwd()}/~other`);
  }));

Deno.test("resolveDirectory() is the current directory when nothing is given", () => {
  assert.equal(resolveDirectory(), Deno.cwd());
});

Deno.test("hostName() is the name of this machine", () => assert.equal(hostName(), hostname()));

Deno.test("hostName() is unknown where reading it is not permitted", async () => {
  const module = new URL("../../lib/host/paths.ts", import.meta.url).href;
  const script = `import { hostName } from "${module}"; console.log(hostName());`;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", `data:application/typescript,${encodeURIComponent(script)}`],
    stdout: "piped",
    stderr: "piped",
  });
  const { stdout, stderr } = await child.output();
  assert.equal(new TextDecoder().decode(stdout), "unknown\n", new TextDecoder().decode(stderr));
});
