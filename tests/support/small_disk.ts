/**
 * A disk of a few megabytes for one test: a tmpfs, which only a privileged user of Linux may mount. Tests that need it set
 * `ignore: !canMount`, so that other systems list them as ignored.
 *
 * @module
 */

/** A small disk, mounted. */
export interface SmallDisk {
  path: string;
  /** Changes its size in MiB. */
  resize(mebibytes: number): Promise<void>;
  makeReadOnly(): Promise<void>;
}

async function run(program: string, ...args: string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command(program, { args }).output();
  if (!success) throw new Error(`${program} ${args.join(" ")}: ${new TextDecoder().decode(stderr)}`);
}

/** Runs a test with a disk of this many MiB, which is unmounted afterwards. */
export async function withSmallDisk(mebibytes: number, test: (disk: SmallDisk) => Promise<void>): Promise<void> {
  const path = await Deno.makeTempDir();
  await run("mount", "-t", "tmpfs", "-o", `size=${mebibytes}m`, "tmpfs", path);
  try {
    await test({
      path,
      resize: (size) => run("mount", "-o", `remount,size=${size}m`, path),
      makeReadOnly: () => run("mount", "-o", "remount,ro", path),
    });
  } finally {
    await run("umount", "-l", path);
    await Deno.remove(path);
  }
}

/** True if this user may mount a disk on this system. */
export const canMount: boolean = Deno.build.os === "linux" &&
  await withSmallDisk(1, () => Promise.resolve()).then(() => true, () => false);
