/**
 * Which running system this process is in, and as which user. Process ids mean the same only within one start of a machine and one
 * namespace of process ids, such as a container; the name of the machine does not show either.
 *
 * @module
 */

const BOOT_ID = "/proc/sys/kernel/random/boot_id", PID_NAMESPACE = "/proc/self/ns/pid";

/** Names this start of the machine and this process's namespace of process ids, as Linux does. Null where the system does not say. */
export function readBoot(): string | null {
  try {
    return `${Deno.readTextFileSync(BOOT_ID).trim()} ${Deno.readLinkSync(PID_NAMESPACE)}`;
  } catch {
    return null; // there is no such file, or reading it is not permitted
  }
}

/** Id of this program's user. Null on Windows, and where reading it is not permitted. */
export function readUid(): number | null {
  try {
    return Deno.uid();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotCapable)) throw error;
    return null;
  }
}
