import assert from "node:assert/strict";
import { hostname } from "node:os";
import { readOomKills } from "../../lib/host/oom.ts";
import { readBoot } from "../../lib/host/boot.ts";
import { NotPrivate } from "../../lib/host/private_files.ts";
import { readStartMark } from "../../lib/process/alive.ts";
import {
  createSpool,
  keysPath,
  notePath,
  readExit,
  readNote,
  readSpoolSize,
  removeSpool,
  spoolPath,
} from "../../lib/process/spool.ts";
import { startProcess } from "../../lib/process/start.ts";
import { inDirectory } from "../support/directory.ts";
import { listFiles } from "../support/workspace.ts";

const ID = "01900000-0000-7000-8000-000000000000";
const HEAD = "nonce n\nhost here\nboot b c\n";
const modeOf = async (path: string) => ((await Deno.lstat(path)).mode! & 0o777).toString(8);

Deno.test("spoolPath() follows from the id below the directory, and refuses what is no id", () => {
  assert.equal(spoolPath("/spools", ID), `/spools/${ID}.log`);
  assert.equal(notePath(spoolPath("/spools", ID)), `/spools/${ID}.note`);
  for (const id of ["", "../../etc/passwd", `../${ID}`, `${ID}/../x`, ID.toUpperCase().replace("-", "/")]) {
    assert.throws(() => spoolPath("/spools", id), /is not the id of a run/);
  }
});

Deno.test("startProcess() leaves a note for this user alone: nonce, machine, leader with its mark, exit code", () =>
  inDirectory(async (directory) => {
    const spool = `${directory}/s.log`, gate = `${directory}/gate`, umask = Deno.umask(0);
    try {
      const { pid, mark, ended } = await startProcess({
        command: ["sh", "-c", `umask; while [ ! -e ${gate} ]; do sleep 0.02; done; exit 3`],
        cwd: "/",
        spool,
        nonce: "n",
      });
      await Deno.writeTextFile(gate, ""); // a command that has ended has no mark
      await ended;
      const { at, ...note } = readNote(spool)!;
      const leader = { pid, mark };
      const clues = { isSignalled: false, isUnstarted: false };
      assert.deepEqual(note, {
        nonce: "n",
        host: hostname(),
        boot: readBoot(),
        leader,
        oomKills: readOomKills(),
        exitCode: 3,
        clues,
        isHungUp: false,
        holderMessage: null,
      });
      assert.equal(Math.floor(at), (await Deno.stat(notePath(spool))).mtime!.getTime());
    } finally {
      Deno.umask(umask);
    }
    assert.deepEqual([await modeOf(spool), await modeOf(notePath(spool))], ["600", "600"]);
    assert.equal(await Deno.readTextFile(spool), "0000\n"); // the command keeps its own umask
  }));

Deno.test("readNote() does not know whether a signal was the cause when the shell does not say so", () =>
  inDirectory(async (directory) => {
    const spool = `${directory}/s.log`;
    for (const [lines, isSignalled] of [["", false], ["Killed\n", true], ["unsaid\n", undefined]] as const) {
      createSpool(spool, "n");
      await Deno.writeTextFile(notePath(spool), `[1]+ Stopped\nstopped\n${lines}exit 137\n`, { append: true });
      assert.equal(readNote(spool)!.clues.isSignalled, isSignalled);
      removeSpool(spool);
    }
  }));

Deno.test("startProcess() makes a note that only this user can read when somebody has removed the first one", () =>
  inDirectory(async (directory) => {
    const spool = `${directory}/s.log`, umask = Deno.umask(0);
    try {
      const { ended } = await startProcess({ command: ["rm", notePath(spool)], cwd: "/", spool });
      await ended;
    } finally {
      Deno.umask(umask);
    }
    assert.equal(await Deno.readTextFile(notePath(spool)), "exit 0\n");
    assert.equal(await modeOf(notePath(spool)), "600");
  }));

Deno.test("readExit() says why a command could not run, and null for a spool without a note", () =>
  inDirectory(async (directory) => {
    const command = ["no-such-program-anywhere"];
    const spool = `${directory}/s.log`;
    await (await startProcess({ command, cwd: directory, spool })).ended;
    assert.equal(readExit(spool, command)?.reason, "command not found: no-such-program-anywhere");
    assert.equal(readExit(`${directory}/other.log`, command), null);
  }));

for (
  const [script, reason] of [
    ["kill -9 $$", "killed by SIGKILL"],
    ["kill -TERM $$", "killed by SIGTERM"],
    ["kill -SEGV $$", "killed by SIGSEGV"],
    ["exit 137", "exit code 137 (as after SIGKILL)"],
    ["exit 143", "exit code 143 (as after SIGTERM)"],
    ["kill -USR1 $$", "killed by SIGUSR1"],
    ["kill -BUS $$", "killed by SIGBUS"],
    ["exit 130", "exit code 130 (as after SIGINT)"],
    ["kill -INT $$", "exit code 130 (as after SIGINT)"],
    ["exit 127", "exit code 127"],
    ["exit 126", "exit code 126"],
    ["exit 1", "exit code 1"],
  ] as const
) {
  Deno.test(`readExit() says "${reason}" after ${script}`, () =>
    inDirectory(async (directory) => {
      const spool = `${directory}/s.log`, command = ["sh", "-c", script];
      await (await startProcess({ command, cwd: directory, spool })).ended;
      assert.equal(readExit(spool, command)?.reason, reason);
      assert.equal(await Deno.readTextFile(spool), ""); // what our shell says is not in the log
    }));
}

Deno.test("readExit() says that a file or directory is not executable", () =>
  inDirectory(async (directory) => {
    await Deno.writeTextFile(`${directory}/text`, "x");
    for (const name of ["./text", directory]) {
      const spool = `${directory}/${crypto.randomUUID()}.log`;
      await (await startProcess({ command: [name], cwd: directory, spool })).ended;
      assert.equal(readExit(spool, [name])?.reason, `not executable: ${name}`);
    }
  }));

Deno.test("readNote() knows the leader and then the exit code, as the shell adds them", () =>
  inDirectory(async (directory) => {
    const spool = `${directory}/s.log`, path = notePath(spool);
    assert.equal(readNote(spool), null);
    createSpool(spool, "n");
    assert.deepEqual([readNote(spool)?.leader, readExit(spool, ["x"])], [null, null]);
    const stat = await Deno.readTextFile(`/proc/${Deno.pid}/stat`).catch(() => "");
    await Deno.writeTextFile(path, `pid ${Deno.pid}\n${stat && `stat ${stat}`}`, { append: true });
    assert.deepEqual(readNote(spool)?.leader, { pid: Deno.pid, mark: readStartMark(Deno.pid) });
    await Deno.writeTextFile(path, "exit 3\n", { append: true });
    assert.equal(readExit(spool, ["x"])?.code, 3);
  }));

Deno.test("readNote() is null for a note whose head was cut, and readExit() for one cut within the exit code", () =>
  inDirectory(async (directory) => {
    const spool = `${directory}/s.log`;
    await Deno.writeTextFile(notePath(spool), `${HEAD}pid 4711\nexit 1`);
    assert.equal(readExit(spool, ["x"]), null);
    assert.deepEqual(readNote(spool)?.leader, { pid: 4711, mark: null });
    await Deno.writeTextFile(notePath(spool), "nonce n\nexit 0\n");
    assert.equal(readNote(spool), null);
  }));

Deno.test("createSpool() refuses anything planted as spool or note, and writes nothing through it", () =>
  inDirectory(async (directory) => {
    const victim = `${directory}/profile`;
    for (const end of ["log", "note"]) {
      const spool = `${directory}/${end}-planted.log`;
      await Deno.symlink(victim, spool.replace(/log$/, end));
      assert.throws(() => createSpool(spool, "n"), NotPrivate);
    }
    await assert.rejects(Deno.stat(victim), Deno.errors.NotFound);
  }));

Deno.test("createSpool() leaves nothing when it ends before the note is whole, so that no spool is without one", () =>
  inDirectory(async (directory) => {
    const fail = {
      get plan(): string {
        throw new Error("killed here");
      },
    };
    assert.throws(() => createSpool(`${directory}/s.log`, "n", fail), /killed here/);
    assert.deepEqual(await listFiles(directory), []);
    await Deno.mkdir(`${directory}/s.note`);
    assert.throws(() => createSpool(`${directory}/s.log`, "n"), NotPrivate);
    assert.deepEqual(await listFiles(directory), ["s.note"]);
  }));

Deno.test("removeSpool() keeps the note when it ends before the rest is gone, so that what is left is found", () =>
  inDirectory(async (directory) => {
    const spool = `${directory}/s.log`;
    createSpool(spool, "n");
    for (const path of [spool, keysPath(spool)]) {
      await Deno.remove(path).catch(() => {});
      await Deno.mkdir(`${path}/kept`, { recursive: true }); // so it can't be removed
      assert.throws(() => removeSpool(spool));
      assert.equal(readNote(spool)?.nonce, "n");
      await Deno.remove(path, { recursive: true });
      await Deno.writeTextFile(path, "");
    }
    removeSpool(spool);
    assert.deepEqual(await listFiles(directory), []);
  }));

Deno.test("readNote() reads a note or none while another process makes and removes it again and again", () =>
  inDirectory(async (directory) => {
    const spool = `${directory}/s.log`, found = { notes: 0, none: 0 };
    const program = new URL("../support/flicker_program.ts", import.meta.url).pathname;
    const other = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--no-check",
        "--quiet",
        `--allow-read=${directory}`,
        `--allow-write=${directory}`,
        program,
        notePath(spool),
        HEAD,
      ],
    }).spawn();
    try {
      for (const until = performance.now() + 30_000; found.notes < 500 || found.none === 0;) {
        assert.ok(performance.now() < until, `waited in vain for the note: ${JSON.stringify(found)}`);
        for (let i = 0; i < 1000; i++) found[readNote(spool) === null ? "none" : "notes"]++;
        await Promise.resolve();
      }
    } finally {
      other.kill("SIGKILL");
      await other.status;
    }
  }));

Deno.test("readNote() and readSpoolSize() refuse a link to a file of ours", () =>
  inDirectory(async (directory) => {
    const spool = `${directory}/s.log`;
    await Deno.writeTextFile(`${directory}/real`, `${HEAD}exit 0\n`);
    for (const path of [spool, notePath(spool)]) await Deno.symlink(`${directory}/real`, path);
    assert.throws(() => readNote(spool), /s\.note is a symbolic link/);
    assert.throws(() => readSpoolSize(spool), /s\.log is a symbolic link/);
  }));

Deno.test({
  name: "readExit() refuses an exit code that another user has forged, and a directory of another user",
  ignore: Deno.uid() !== 0, // only root can give a file away
  fn: () =>
    inDirectory(async (directory) => {
      const spool = `${directory}/s.log`;
      await Deno.writeTextFile(notePath(spool), `${HEAD}exit 0\n`);
      await Deno.chown(notePath(spool), 12_345, 12_345);
      assert.throws(() => readExit(spool, ["x"]), /s\.note belongs to another user/);
      await Deno.chown(notePath(spool), 0, 0);
      await Deno.chown(directory, 12_345, 12_345);
      assert.throws(() => readExit(spool, ["x"]), /belongs to another user/);
      assert.throws(() => removeSpool(spool), /belongs to another user/);
      assert.throws(() => createSpool(`${directory}/new.log`, "n"), /belongs to another user/);
      await Deno.chown(directory, 0, 0);
    }),
});

Deno.test("removeSpool() removes the spool and its note, and accepts that one is missing", () =>
  inDirectory(async (directory) => {
    const spool = `${directory}/s.log`;
    createSpool(spool, "n");
    removeSpool(spool);
    removeSpool(spool);
    assert.deepEqual(await listFiles(directory), []);
  }));

Deno.test("removeSpool() removes a planted link and not what it points to", () =>
  inDirectory(async (directory) => {
    const spool = `${directory}/s.log`, victim = `${directory}/victim`;
    await Deno.writeTextFile(victim, "mine");
    await Deno.symlink(victim, spool);
    removeSpool(spool);
    assert.deepEqual(await listFiles(directory), ["victim"]);
  }));

Deno.test("readNote() and removeSpool() throw for a note that can't be read or removed", () =>
  inDirectory(async (directory) => {
    const spool = `${directory}/s.log`;
    await Deno.mkdir(`${notePath(spool)}/full`, { recursive: true });
    assert.throws(() => readNote(spool), /s\.note is no file|directory/i);
    assert.throws(() => removeSpool(spool), /EISDIR|EPERM|directory/i);
  }));
