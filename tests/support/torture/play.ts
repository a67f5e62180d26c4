/**
 * Plays rounds: chooses an attack by the seed, plays it, and describes a fault so that a person can follow it.
 *
 * @module
 */
import { readIgnored } from "../../../lib/process/ignored.ts";
import { canMount } from "../small_disk.ts";
import { makeRandom } from "../fuzz/random.ts";
import {
  cancel,
  interrupt,
  killGroup,
  killHolder,
  killOwnerAndShell,
  killShell,
  leaveAlone,
} from "./attacks/command.ts";
import { killLauncher, killOwners, killStarting, logOut, pauseOwner, twoServers } from "./attacks/owner.ts";
import { fillDisk, killImport, lockImport, lockKv, playOnDisk, removeKv } from "./attacks/store.ts";
import { Fault } from "./check.ts";
import { beginRound, type Round } from "./round.ts";
import { watchSpools } from "./traces.ts";

type Attack = (round: Round) => Promise<void>;

/** Attacks by name. */
const ATTACKS: Readonly<Record<string, Attack>> = {
  killOwners,
  killStarting,
  pauseOwner,
  logOut,
  twoServers,
  killLauncher,
  killShell,
  killOwnerAndShell,
  killHolder,
  killGroup,
  cancel,
  interrupt,
  leaveAlone,
  lockKv,
  removeKv,
  killImport,
  lockImport,
  fillDisk,
};

/** How often an attack is chosen, where that isn't once. */
const WEIGHTS: Readonly<Record<string, number>> = {
  killOwners: 8,
  killStarting: 3,
  killLauncher: 2,
  lockKv: 2,
  twoServers: 2,
};

const NAMES = Object.keys(ATTACKS).flatMap((name) => Array<string>(WEIGHTS[name] ?? 1).fill(name));

/** What came of a round. */
export interface Played {
  attack: string;
  /** Processes that were killed by SIGKILL. */
  kills: number;
  /** Why it can't be played on this machine; null when it was played. */
  lack: string | null;
  /** Null when everything was as it should be. */
  fault: { message: string; steps: readonly string[]; versions: Fault["versions"] } | null;
}

/** Chooses the attack of a seed. */
export const chooseAttack = (seed: number): string => makeRandom(Math.imul(seed + 1, 0x85ebca6b)).pick(NAMES);

async function playIn(round: Round, attack: Attack): Promise<Pick<Played, "kills" | "fault">> {
  const isKvKept = attack !== removeKv, watch = isKvKept ? watchSpools(round.kv) : null;
  let fault: Played["fault"] = null;
  const note = (message: string, versions: Fault["versions"] = null) =>
    void (fault ??= { message, steps: round.steps, versions });
  await attack(round).catch((error) => note(String(error), error instanceof Fault ? error.versions : null));
  for (const early of await watch?.stop() ?? []) note(early);
  return { kills: round.kills, fault };
}

/** Why attacks can't be played here, by name. */
const LACKS: Readonly<Record<string, string>> = {
  ...canMount ? {} : { fillDisk: "this user may not mount a disk" },
  ...readIgnored().has("SIGHUP") ? { logOut: "SIGHUP is ignored here" } : {},
  ...Deno.build.os === "linux"
    ? {}
    : { killHolder: "only Linux has the holder of a terminal", pauseOwner: "only Linux shows who has locked a file" },
};

/** Names of the attacks. */
export const ATTACK_NAMES: readonly string[] = Object.keys(ATTACKS);

/** Plays the round of a seed. */
export async function playRound(seed: number, name: string = chooseAttack(seed)): Promise<Played> {
  const attack = ATTACKS[name], lack = LACKS[name] ?? null;
  if (!attack) throw new Error(`there is no attack ${name}; there are ${ATTACK_NAMES.join(", ")}`);
  if (lack !== null) return { attack: name, kills: 0, lack, fault: null };
  if (attack !== fillDisk) {
    await using round = await beginRound(seed);
    return { attack: name, lack, ...await playIn(round, attack) };
  }
  let played: Pick<Played, "kills" | "fault"> = { kills: 0, fault: null };
  await playOnDisk(seed, async (round) => void (played = await playIn(round, attack)));
  return { attack: name, lack, ...played };
}

/** A fault as text: what is wrong, and the round's steps. */
export const describeFault = (seed: number, { attack, fault }: Played): string =>
  fault ? [`seed ${seed} ${attack}: ${fault.message}`, ...fault.steps.map((step) => `    ${step}`)].join("\n") : "";
