/**
 * Another user of this machine, for tests of what such a user can do to us. Needs root and `setpriv` (util-linux); without them the tests
 * are shown as ignored. Where that user can't read this Deno or this project, such as below `/root`, it gets second names of their files.
 *
 * @module
 */
import { fromFileUrl } from "./paths.ts";

/** The other user's id. No account needs to have it. */
export const OTHER_UID = 12_345;

const SETPRIV = ["setpriv", `--reuid=${OTHER_UID}`, `--regid=${OTHER_UID}`, "--clear-groups"];

/** What a program printed, and its exit code. */
export interface OtherEnd {
  code: number;
  stdout: string;
  stderr: string;
}

/** Where the other user finds what it starts. */
export interface Programs {
  /** Path of the Deno binary. */
  deno: string;
  /** Directory of the project. */
  project: string;
}

const OURS: Programs = { deno: Deno.execPath(), project: fromFileUrl(new URL("../..", import.meta.url)) };

function commandOf(words: readonly string[], options: Deno.CommandOptions): Deno.Command {
  const [program, ...args] = [...SETPRIV, ...words];
  return new Deno.Command(program!, { ...options, args });
}

const isSuccess = (command: Deno.Command): boolean => command.outputSync().success;

const SILENT = { stderr: "null", stdout: "null" } as const;

/** True when the other user can start a `stdcurve` of these. */
function canStart({ deno, project }: Programs): boolean {
  const script = `Deno.readTextFileSync(${JSON.stringify(`${project}/cli.ts`)})`;
  return isSuccess(commandOf([deno, "eval", "--no-config", script], SILENT));
}

/** What `stdcurve` needs of the project. */
const NEEDED = ["cli.ts", "main.ts", "deno.json", "deno.lock", "fresh.gen.ts", "lib", "routes", "islands", "static"]
  .concat("node_modules");

/** Gives files and directories second names in a directory; on another disk, copies. */
function link(paths: readonly string[], directory: string): void {
  for (const mode of ["-al", "-a"]) {
    if (isSuccess(new Deno.Command("cp", { args: [mode, ...paths, directory], ...SILENT }))) return;
  }
  throw new Error(`cp ${paths.join(" ")} ${directory} has failed`);
}

/** Makes a directory in which the other user finds what it can't read elsewhere. */
export function openToOther({ deno, project }: Programs, directory: string): Programs {
  Deno.chmodSync(directory, 0o755);
  const opened = { deno: `${directory}/${deno.split("/").at(-1)}`, project: `${directory}/project` };
  link([deno], directory);
  Deno.mkdirSync(opened.project);
  link(NEEDED.map((name) => `${project}/${name}`), opened.project);
  return opened;
}

/** Programs that the other user can start; null where there are none. */
function findPrograms(): Programs | null {
  if (Deno.uid() !== 0) return null;
  try {
    if (canStart(OURS)) return OURS;
    const directory = Deno.makeTempDirSync({ prefix: "opened-" });
    globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));
    const opened = openToOther(OURS, directory);
    return canStart(opened) ? opened : null;
  } catch {
    return null; // there is no setpriv
  }
}

const programs = findPrograms();

/** Options of a test that needs the other user. */
export const AS_OTHER: { ignore: boolean } = { ignore: programs === null };

/** Runs a program as the other user, to its end. */
export async function runProgramAsOther(words: readonly string[], env: Record<string, string> = {}): Promise<OtherEnd> {
  const home = await Deno.makeTempDir({ prefix: "other-" });
  try {
    await Deno.chown(home, OTHER_UID, OTHER_UID);
    const own = { HOME: home, DENO_DIR: `${home}/deno`, STDCURVE_DATA: home, NO_COLOR: "1", ...env };
    const { code, stdout, stderr } = await commandOf(words, { env: own, stdin: "null", cwd: "/" }).output();
    return { code, stdout: new TextDecoder().decode(stdout), stderr: new TextDecoder().decode(stderr) };
  } finally {
    await Deno.remove(home, { recursive: true });
  }
}

/** Runs `stdcurve WORDS…` of these programs as the other user. */
export function runAsOther(
  words: readonly string[],
  { deno, project }: Programs = programs ?? OURS,
): Promise<OtherEnd> {
  return runProgramAsOther([deno, "run", "-A", "--no-check", "--quiet", `${project}/cli.ts`, ...words]);
}
