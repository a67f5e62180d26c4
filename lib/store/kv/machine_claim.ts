/**
 * Keeps a second machine off a KV file on a network file system: SQLite's log works among the processes of one machine only, and two
 * machines that write damage the file. Each machine says in a file beside it that it uses it. Does nothing for a file on a local disk.
 *
 * @module
 */
import { existsSync, realpathSync } from "node:fs";
import { dirname } from "node:path";
import { InvalidInput } from "../../errors.ts";
import { readBoot } from "../../host/boot.ts";
import { findNetworkFileSystem } from "../../host/mounts.ts";
import { hostName } from "../../host/paths.ts";
import { readDatedFile, removeFile, writePrivateFile } from "../../host/private_files.ts";
import { MACHINE_CLAIM_MS, MACHINE_RENEW_MS } from "../../limits.ts";
import { writeTime } from "../../time.ts";

/** The file with the name of the machine that uses a KV file. */
export const claimPath = (path: string): string => `${path}-machine`;

/** This machine: its name, and what tells it from others of the same name. Containers of one machine share its files' locks. */
export interface Machine {
  name: string;
  id: string;
}

function describeMachine(): Machine {
  const name = hostName();
  return { name, id: readBoot()?.split(" ")[0] ?? name };
}

/** Throws when another machine has renewed its claim within `MACHINE_CLAIM_MS`. */
function checkClaim(path: string, machine: Machine): void {
  const claim = readDatedFile(claimPath(path)), [id, name] = claim?.text.trim().split("\n") ?? [];
  if (!claim || id === machine.id || Math.abs(Date.now() - claim.at) > MACHINE_CLAIM_MS) return;
  throw new InvalidInput(
    "kv",
    `${path} is on a network file system, and stdcurve on ${name} uses it (last at ${writeTime(claim.at)}); ` +
      "two machines that write to it damage it. Stop the other one and wait 2 minutes, use a file on a local disk, " +
      "or let a denokv server have it and name its URL with --kv",
  );
}

/** Options for tests. */
export interface ClaimOptions {
  machine?: Machine;
  /** True when other machines may use the file. */
  isShared?: (path: string) => boolean;
}

const isOnNetwork = (path: string): boolean =>
  existsSync(dirname(path)) && findNetworkFileSystem(realpathSync(dirname(path))) !== null;

/**
 * Claims a KV file for this machine until it is disposed of. Clocks of machines may differ by a minute.
 *
 * @throws {InvalidInput} field `kv`, when another machine uses the file
 */
export function claimForMachine(
  path: string,
  { machine, isShared = isOnNetwork }: ClaimOptions = {},
): Disposable {
  if (!isShared(path)) return { [Symbol.dispose]() {} };
  const own = machine ?? describeMachine();
  checkClaim(path, own);
  const isFirst = !existsSync(claimPath(path)),
    renew = () => writePrivateFile(claimPath(path), `${own.id}\n${own.name}\n`);
  renew();
  const timer = setInterval(() => {
    try {
      renew();
    } catch {
      // The disk is full, or the directory is gone. What reads and writes the KV reports it.
    }
  }, MACHINE_RENEW_MS);
  Deno.unrefTimer(timer as unknown as number);
  return {
    [Symbol.dispose]() {
      clearInterval(timer);
      if (isFirst) removeFile(claimPath(path)); // another process of this machine makes it again when it renews
    },
  };
}
