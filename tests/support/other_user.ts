/**
 * Another user of this machine, for tests of what such a user can do to us. Needs root and `setpriv` (util-linux); without them the tests
 * are shown as ignored.
 *
 * @module
 */
import { fromFileUrl } from "./paths.ts";

/** The other user's id. No account needs to have it. */
export const OTHER_UID = 12_345;

const SETPRIV = ["setpriv", `--reuid=${OTHER_UID}`, `--regid=${OTHER_UID}`, "--clear-groups"];
const project = new URL("../../", import.meta.url);

/** What a program printed, and its exit code. */
export interface OtherEnd {
  code: number;
  stdout: string;
  stderr: string;
}

function commandOf(words: readonly string[], options: Deno.CommandOptions): Deno.Command {
  const [program, ...args] = [...SETPRIV, ...words];
  return new Deno.Command(program!, { ...options, args });
}

/** True when we may become another user, who can run Deno and read the project. */
function canActAsOther(): boolean {
  if (Deno.uid() !== 0) return false;
  try {
    const script = `Deno.readTextFileSync(${JSON.stringify(fromFileUrl(new URL("cli.ts", project)))})`;
    return commandOf([Deno.execPath(), "eval", "--no-config", script], { stderr: "null", stdout: "null" }).outputSync()
      .success;
  } catch {
    return false; // there is no setpriv
  }
}

/** Options of a test that needs the other user. */
export const AS_OTHER: { ignore: boolean } = { ignore: !canActAsOther() };

/** Runs a program as the other user, to its end. */
export async function runProgramAsOther(words: readonly string[], env: Record<string, string> = {}): Promise<OtherEnd> {
  const home = await Deno.makeTempDir({ prefix: "other-" });
  try {
    await Deno.chown(home, OTHER_UID, OTHER_UID);
    const own = { HOME: home, DENO_DIR: `${home}/deno`, STDCURVE_DATA: home, NO_COLOR: "1", ...env };
    const { code, stdout, stderr } = await commandOf(words, { env: own, stdin: "null" }).output();
    return { code, stdout: new TextDecoder().decode(stdout), stderr: new TextDecoder().decode(stderr) };
  } finally {
    await Deno.remove(home, { recursive: true });
  }
}

/** Runs `stdcurve WORDS…` as the other user. */
export function runAsOther(...words: string[]): Promise<OtherEnd> {
  const cli = fromFileUrl(new URL("cli.ts", project));
  return runProgramAsOther([Deno.execPath(), "run", "-A", "--no-check", "--quiet", cli, ...words]);
}
