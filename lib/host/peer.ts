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

const LOCAL = 1, STATE = 3, UID = 7;
const ESTABLISHED = "01";

/** True for an address of this machine that only this machine reaches. */
export function isLoopbackAddress(hostname: string): boolean {
  const plain = hostname.toLowerCase().replace(/^::ffff:/, "");
  return plain === "::1" || plain === "localhost" || /^127(?:\.\d{1,3}){3}$/.test(plain);
}

const hexPort = (port: number) => port.toString(16).toUpperCase().padStart(4, "0");

/**
 * The users who own a connected socket with this local port, as the kernel's table says. There is one for each connection that was made
 * from the port; usually one.
 *
 * The rows are those of Linux' `/proc/net/tcp`: number, local address, remote address, state, queues, timer, retransmits, uid, …, with
 * addresses as hexadecimal `ADDRESS:PORT`.
 *
 * @example
 * ```ts
 * import { findUids } from "./peer.ts";
 * const row = "   7: 0100007F:DA28 0100007F:1F40 01 00000000:00000000 00:00000000 00000000  1000        0 45825 2";
 * findUids(row, 0xda28); // [1000]
 * ```
 */
export function findUids(table: string, peerPort: number): number[] {
  const local = `:${hexPort(peerPort)}`;
  return table.split("\n").filter((row) => row.includes(local)).map((row) => row.trim().split(/\s+/))
    .filter((fields) => fields[LOCAL]?.endsWith(local) && fields[STATE] === ESTABLISHED)
    .map((fields) => Number(fields[UID]));
}

/** The users who may be at the other end of a loopback connection; empty when this system doesn't say. */
export function readPeerUids({ port }: SocketAddress): number[] {
  return TABLES.flatMap((path) => {
    try {
      return findUids(Deno.readTextFileSync(path), port);
    } catch (error) {
      if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotCapable) return [];
      throw error;
    }
  });
}

/** True unless a loopback peer is surely this program's own user, or root. Where the system can't say, it counts as our own. */
export function isOtherUser(peer: SocketAddress): boolean {
  const own = Deno.uid();
  if (Deno.build.os !== "linux" || own === null) return false;
  const uids = readPeerUids(peer);
  return uids.length === 0 || uids.some((uid) => uid !== own && uid !== 0);
}
