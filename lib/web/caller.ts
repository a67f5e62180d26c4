/**
 * Where a request came from: the other end of its connection.
 *
 * @module
 */
import type { Caller } from "../api/acts.ts";
import { type Connection, isLoopbackAddress, type Peer, readPeerUids } from "../host/peer.ts";

/** The other end of a request's connection; null where it is unknown. */
export function findPeer(info: Connection | undefined): Peer | null {
  const peer = info?.remoteAddr;
  return peer && "hostname" in peer ? { hostname: peer.hostname, port: peer.port, to: info.localAddr } : null;
}

/** The address, and the user when it is one of this machine and the system says who it is. */
export function describeCaller(peer: Peer | null): Caller {
  const uids = peer && isLoopbackAddress(peer.hostname) ? readPeerUids(peer) : [];
  return { address: peer?.hostname ?? null, uid: uids.length === 1 ? uids[0]! : null };
}
