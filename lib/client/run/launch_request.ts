/**
 * Turns the text of the launch form into the request that starts a run. Pure: it starts nothing.
 *
 * @module
 */
import { splitCommand } from "../../text/command_line.ts";

/** The fields of the form, as typed. */
export interface LaunchFields {
  command: string;
  name: string;
  cwd: string;
  /** Lines of `NAME=value`. */
  env: string;
  /** Lines with addresses of webhooks, and commands. */
  notify: string;
  /** True for a command in a terminal of its own. */
  tty?: boolean;
}

/** The body of the request. What was left empty is missing. */
export interface LaunchRequest {
  command: string[];
  name?: string;
  cwd?: string;
  env?: Record<string, string>;
  notify?: string[];
  tty?: true;
}

/** A field that can't be used, and why. */
export interface FieldError {
  field: keyof LaunchFields;
  message: string;
}

/**
 * Reads the form.
 *
 * @example
 * ```ts
 * import { readLaunch } from "./launch_request.ts";
 * readLaunch({ command: "python train.py", name: "", cwd: "", env: "A=1", notify: "" });
 * // { command: ["python", "train.py"], env: { A: "1" } }
 * ```
 */
export function readLaunch(fields: LaunchFields): LaunchRequest | FieldError {
  const env = readEnvironment(fields.env);
  if (typeof env === "string") return { field: "env", message: env };
  const command = splitCommand(fields.command.trim());
  if (command === null) return { field: "command", message: "A quote isn’t closed" };
  const name = fields.name.trim();
  const cwd = fields.cwd.trim();
  const notify = fields.notify.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  return {
    command,
    ...(name === "" ? {} : { name }),
    ...(cwd === "" ? {} : { cwd }),
    ...(Object.keys(env).length === 0 ? {} : { env }),
    ...(notify.length === 0 ? {} : { notify }),
    ...(fields.tty ? { tty: true as const } : {}),
  };
}

/** The variables by name, or the error of the first wrong line. */
function readEnvironment(text: string): Record<string, string> | string {
  const env: Record<string, string> = {};
  for (const line of text.split("\n").map((each) => each.trim())) {
    if (line === "") continue;
    const equals = line.indexOf("=");
    if (equals < 1) return `“${line}” is not NAME=value`;
    env[line.slice(0, equals)] = line.slice(equals + 1);
  }
  return env;
}
