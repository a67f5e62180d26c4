/**
 * The options that name what a command stores: `--experiment` and `--name`.
 *
 * @module
 */
import { Option } from "commander";
import { checkName } from "../store/runs/experiments.ts";

/** Parsed values of the options that name a run. */
export interface NamingValues {
  experiment: string;
  name?: string;
}

/** `--experiment`: which experiment the run belongs to. */
export const experimentOption = (): Option =>
  new Option("-e, --experiment <NAME>", "the experiment of the run; created when there is none with this name")
    .default("default")
    .argParser((text) => checkName(text, "--experiment"));

/** `--name`: the run's own name. */
export const nameOption = (description: string): Option =>
  new Option("-n, --name <NAME>", description).argParser((text) => checkName(text, "--name"));
