/**
 * Where a request came from: the other end of its connection.
 *
 * @module
 */
import { isIP } from "node:net";
import type { Caller } from "../api/frame/acts.ts";
import { type Connection, isLoopbackAddress, type Peer, readPeerUids } from "../host/peer.ts";

/**
 * The other end of a request's connection; null where it is unknown. A connection has numbers for an address. A name is what Fresh 2.3.3
 * makes up (`localhost`) for a request without a connection; that request must not count as one from this machine.
 */
export function findPeer(info: Connection | undefined): Peer | null {
  const peer = info?.remoteAddr;
  if (!peer || !("hostname" in peer) || isIP(peer.hostname) === 0) return null;
  return { hostname: peer.hostname, port: peer.port, to: info.localAddr };
}

/** The address, and the user when it is one of this machine and the system says who it is. */
export async function describeCaller(peer: Peer | null): Promise<Caller> {
  const uids = peer && isLoopbackAddress(peer.hostname) ? await readPeerUids(peer) : [];
  return { address: peer?.hostname ?? null, uid: uids.length === 1 ? uids[0]! : null };
}
