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

const LOCAL = 1, REMOTE = 2, STATE = 3, UID = 7;
const ESTABLISHED = "01";

/** The other end of a connection. `to` is the end on our side; without it, every connection from the other end's port is meant. */
export interface Peer extends SocketAddress {
  to?: SocketAddress | undefined;
}

/** True for an address of this machine that only this machine reaches. */
export function isLoopbackAddress(hostname: string): boolean {
  const plain = hostname.toLowerCase().replace(/^::ffff:/, "");
  return plain === "::1" || plain === "localhost" || /^127(?:\.\d{1,3}){3}$/.test(plain);
}

const hexPort = (port: number) => `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
const MAPPED = "0000000000000000FFFF0000", LOOPBACK6 = "00000000000000000000000001000000";

/** An address as the table writes it, with its bytes turned round in each word; null for one that stands for others. */
function hexAddress(hostname: string): string | null {
  if (hostname === "::1") return LOOPBACK6;
  const bytes = hostname.toLowerCase().replace(/^::ffff:/, "").split(".").map(Number);
  if (bytes.length !== 4 || bytes.every((byte) => byte === 0)) return null;
  return bytes.reverse().map((byte) => byte.toString(16).toUpperCase().padStart(2, "0")).join("");
}

/** True for a field of the table that names this end. A socket of IPv6 names an address of IPv4, too. */
function isEnd(field: string | undefined, { hostname, port }: SocketAddress): boolean {
  const address = hexAddress(hostname), end = hexPort(port);
  if (address === null) return field?.endsWith(end) ?? false;
  return field === address + end || field === MAPPED + address + end;
}

/**
 * The users who own the connected socket at the other end, as the kernel's table says; usually one. The port alone is not enough: other
 * sockets have the same one at other addresses, the server's own among them. A socket that is being closed doesn't count, because the
 * kernel forgets its owner.
 *
 * The rows are those of Linux' `/proc/net/tcp`: number, local address, remote address, state, queues, timer, retransmits, uid, …, with
 * addresses as hexadecimal `ADDRESS:PORT`.
 *
 * @example
 * ```ts
 * import { findUids } from "./peer.ts";
 * const row = "   7: 0100007F:DA28 0100007F:1F40 01 00000000:00000000 00:00000000 00000000  1000        0 45825 2";
 * findUids(row, { hostname: "127.0.0.1", port: 0xda28 }); // [1000]
 * ```
 */
export function findUids(table: string, peer: Peer): number[] {
  return matchUids(groupSockets([table]), peer);
}

/** The fields of connected sockets, by their local port as the table writes it. */
type Sockets = ReadonlyMap<string, string[][]>;

function groupSockets(tables: readonly string[]): Sockets {
  const sockets = new Map<string, string[][]>();
  for (const row of tables.flatMap((table) => table.split("\n"))) {
    const fields = row.trim().split(/\s+/);
    if (fields[STATE] !== ESTABLISHED) continue;
    const port = fields[LOCAL]!.slice(fields[LOCAL]!.indexOf(":")), same = sockets.get(port);
    if (same) same.push(fields);
    else sockets.set(port, [fields]);
  }
  return sockets;
}

function matchUids(sockets: Sockets, peer: Peer): number[] {
  return (sockets.get(hexPort(peer.port)) ?? [])
    .filter((fields) => isEnd(fields[LOCAL], peer) && (!peer.to || isEnd(fields[REMOTE], peer.to)))
    .map((fields) => Number(fields[UID]));
}

async function readTable(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotCapable) return "";
    throw error;
  }
}

const readTables = async () => groupSockets(await Promise.all(TABLES.map(readTable)));

/** The read under way, and the one that begins when it has ended. */
let reading: Promise<unknown> = Promise.resolve(), next: Promise<Sockets> | null = null;

/**
 * Reads the tables, at most one read at a time. Callers that wait share one read, which begins after each of them asked: the next moment
 * a port may belong to another user, so nothing is kept.
 */
function readSockets(): Promise<Sockets> {
  if (next) return next;
  const begun = reading.then(() => {
    next = null;
    return readTables();
  });
  reading = begun.catch(() => {}); // its callers hear of it
  return next = begun;
}

/** The users who may be at the other end of a loopback connection; empty when this system doesn't say. */
export async function readPeerUids(peer: Peer): Promise<number[]> {
  return matchUids(await readSockets(), peer);
}

/** True unless a loopback peer is surely this program's own user, or root. Where the system can't say, it counts as our own. */
export async function isOtherUser(peer: Peer): Promise<boolean> {
  const own = Deno.uid();
  if (Deno.build.os !== "linux" || own === null) return false;
  const uids = await readPeerUids(peer);
  return uids.length === 0 || uids.some((uid) => uid !== own && uid !== 0);
}

/** What is known about the connection of a request; `localAddr` is our end. */
export interface Connection extends Deno.ServeHandlerInfo {
  localAddr?: Deno.NetAddr | undefined;
}

/** The connection of a request to a server that listens here. */
export const joinEnds = (info: Deno.ServeHandlerInfo, localAddr: Deno.NetAddr): Connection => ({
  remoteAddr: info.remoteAddr,
  completed: info.completed,
  localAddr,
});
