/**
 * Reads what a page says about resuming a run. Starts nothing.
 *
 * @module
 */
import { hostName } from "../host/paths.ts";
import type { Run } from "../model.ts";
import type { Launcher } from "../runs/launcher.ts";
import { quoteCommand } from "../text/command_line.ts";

/** What resuming would start, as text, or why it can't. */
export interface ResumeOffer {
  /** "" when it can. */
  refusal: string;
  command: string;
  cwd: string;
}

/** The offer for a run of this machine; null for others, for imported logs, and where nothing can be started. */
export async function loadResume(launcher: Launcher | null, run: Run | null): Promise<ResumeOffer | null> {
  if (!launcher?.mayLaunch || !run || run.command.length === 0 || run.host !== hostName()) return null;
  const plan = await launcher.planResume(run);
  return "command" in plan
    ? { refusal: "", command: quoteCommand(plan.command), cwd: plan.cwd }
    : { refusal: plan.refusal, command: "", cwd: "" };
}
