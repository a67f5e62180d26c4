/**
 * Which user of this machine is at the other end of a loopback connection. Linux lists every TCP socket with its owner; other systems
 * don't say, and neither does Linux about a connection from another machine.
 *
 * @module
 */

/** One end of a TCP connection. */
export interface SocketAddress {
  hostname: string;
  port: number;
}

/** Files that list the sockets of this machine, one for each version of the internet protocol. */
const TABLES = ["/proc/net/tcp", "/proc/net/tcp6"];

const LOCAL = 1, REMOTE = 2, UID = 7;

/** True for an address of this machine that only this machine reaches. */
export function isLoopbackAddress(hostname: string): boolean {
  const plain = hostname.toLowerCase().replace(/^::ffff:/, "");
  return plain === "::1" || plain === "localhost" || /^127(?:\.\d{1,3}){3}$/.test(plain);
}

const hexPort = (port: number) => port.toString(16).toUpperCase().padStart(4, "0");

/**
 * The user who owns the socket that is connected from `peer` to our `port`, as the kernel's table says.
 *
 * The rows are those of Linux' `/proc/net/tcp`: number, local address, remote address, state, queues, timer, retransmits, uid, …, with
 * addresses as hexadecimal `ADDRESS:PORT`. Ports alone identify the row: both addresses are this machine's.
 *
 * @example
 * ```ts
 * import { findUid } from "./peer.ts";
 * const row = "   7: 0100007F:DA28 0100007F:1F40 01 00000000:00000000 00:00000000 00000000  1000        0 45825 2";
 * findUid(row, { peerPort: 0xda28, port: 0x1f40 }); // 1000
 * ```
 */
export function findUid(table: string, { peerPort, port }: { peerPort: number; port: number }): number | null {
  const local = `:${hexPort(peerPort)}`, remote = `:${hexPort(port)}`;
  for (const row of table.split("\n")) {
    if (!row.includes(local)) continue;
    const fields = row.trim().split(/\s+/);
    if (fields[LOCAL]?.endsWith(local) && fields[REMOTE]?.endsWith(remote)) return Number(fields[UID]);
  }
  return null;
}

/** The user at the other end of a loopback connection; null when this system doesn't say. */
export function readPeerUid(peer: SocketAddress, port: number): number | null {
  for (const path of TABLES) {
    try {
      const uid = findUid(Deno.readTextFileSync(path), { peerPort: peer.port, port });
      if (uid !== null) return uid;
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotCapable)) throw error;
    }
  }
  return null;
}

/** True when a loopback peer is surely another user than this program's, root aside. */
export function isOtherUser(peer: SocketAddress, port: number): boolean {
  const own = Deno.uid();
  if (Deno.build.os !== "linux" || own === null) return false; // the system can't say
  const uid = readPeerUid(peer, port);
  return uid !== own && uid !== 0;
}
