import assert from "node:assert/strict";
import type { Connection } from "../../lib/host/peer.ts";
import { describeCaller, findPeer } from "../../lib/web/caller.ts";

const infoOf = (remoteAddr: unknown) => ({ remoteAddr }) as Connection;

Deno.test("findPeer() gives the other end of a TCP connection, and our end where it is known", () => {
  for (const hostname of ["127.0.0.1", "192.0.2.7", "::1", "::ffff:127.0.0.1", "fe80::1"]) {
    const peer = { hostname, port: 40000 };
    assert.deepEqual(findPeer(infoOf({ transport: "tcp", ...peer })), { ...peer, to: undefined });
  }
  const remoteAddr = { transport: "tcp", hostname: "::1", port: 40000 } as const;
  const localAddr = { ...remoteAddr, port: 8000 };
  const known = findPeer({ ...infoOf(remoteAddr), localAddr });
  assert.deepEqual(known, { hostname: "::1", port: 40000, to: localAddr });
});

Deno.test("findPeer() knows no peer of a socket file, of no connection, and of one that Fresh made up", () => {
  assert.equal(findPeer(infoOf({ transport: "unix", path: "/run/stdcurve.sock" })), null);
  assert.equal(findPeer(undefined), null);
  assert.equal(findPeer(infoOf(undefined)), null);
  assert.equal(findPeer(infoOf({ transport: "tcp", hostname: "localhost", port: 1234 })), null);
});

Deno.test("describeCaller() gives the address alone for another machine, and nothing for an unknown peer", async () => {
  assert.deepEqual(await describeCaller({ hostname: "192.0.2.7", port: 40000 }), { address: "192.0.2.7", uid: null });
  assert.deepEqual(await describeCaller(null), { address: null, uid: null });
});
