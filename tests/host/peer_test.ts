import assert from "node:assert/strict";
import { findUids, isLoopbackAddress, isOtherUser, readPeerUids } from "../../lib/host/peer.ts";

const isLinux = Deno.build.os === "linux";
const canBeOther = isLinux && Deno.uid() === 0;

const TABLE = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F40 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 100 1 0 100 0 0 10 0
   1: 0100007F:1F40 0100007F:DA28 01 00000000:00000000 00:00000000 00000000  1000        0 101 1 0 20 4 30 10 -1
   2: 0100007F:DA28 0100007F:1F40 01 00000000:00000000 00:00000000 00000000  1007        0 102 2 0 20 0 0 11 -1
   3: 0100007F:DA28 0100007F:1F41 01 00000000:00000000 00:00000000 00000000  1008        0 103 2 0 20 0 0 11 -1
`;

const at = (port: number, hostname = "127.0.0.1") => ({ hostname, port });

Deno.test("findUids() finds the peer's own rows, not the server's and not one that only listens", () => {
  assert.deepEqual(findUids(TABLE, at(0xda28)), [1007, 1008]);
  assert.deepEqual(findUids(TABLE, { ...at(0xda28), to: at(0x1f40) }), [1007]);
  assert.deepEqual(findUids(TABLE, { ...at(0xda28), to: at(0x1f41, "0.0.0.0") }), [1008]);
  assert.deepEqual(findUids(TABLE, at(80)), []);
  assert.deepEqual(findUids("", at(1)), []);
});

Deno.test("findUids() takes no socket for the peer's that only has the same port", () => {
  const closing = "   4: 0200007F:1F40 0100007F:1F40 05 0:0 00:0 0  1007  0 104 2 0 20 0 0 11 -1\n";
  assert.deepEqual(findUids(TABLE + closing, { ...at(0x1f40, "127.0.0.2"), to: at(0x1f40) }), []);
  assert.deepEqual(findUids(TABLE + closing, at(0x1f40, "127.0.0.2")), []);
});

Deno.test("findUids() finds a socket of IPv6", () => {
  const mapped =
    "   0: 0000000000000000FFFF00000100007F:DA28 0000000000000000FFFF00000100007F:1F40 01 0:0 00:0 0 7 0 1 2\n";
  const own =
    "   1: 00000000000000000000000001000000:DA28 00000000000000000000000001000000:1F40 01 0:0 00:0 0 8 0 1 2\n";
  assert.deepEqual(findUids(mapped + own, { ...at(0xda28), to: at(0x1f40) }), [7]);
  assert.deepEqual(findUids(mapped + own, { ...at(0xda28, "::1"), to: at(0x1f40, "::1") }), [8]);
});

Deno.test("isLoopbackAddress() knows loopback's addresses and no others", () => {
  for (const name of ["127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1", "LOCALHOST"]) {
    assert.ok(isLoopbackAddress(name), name);
  }
  for (const name of ["10.0.0.1", "1127.0.0.1", "127.0.0.1.evil.example", "::2", "0.0.0.0"]) {
    assert.ok(!isLoopbackAddress(name), name);
  }
});

/** Answers each request with the users that are found for its peer. */
async function withUidServer(
  test: (url: string, answers: { uids: number[]; isOther: boolean }[]) => Promise<void>,
): Promise<void> {
  const answers: { uids: number[]; isOther: boolean }[] = [];
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (_request, { remoteAddr }) => {
      const [uids, isOther] = await Promise.all([readPeerUids(remoteAddr), isOtherUser(remoteAddr)]);
      answers.push({ uids, isOther });
      return Response.json({ uids, isOther });
    },
  );
  try {
    await test(`http://127.0.0.1:${server.addr.port}/`, answers);
  } finally {
    await server.shutdown();
  }
}

Deno.test({
  name: "readPeerUids() gives this user for a connection of its own",
  ignore: !isLinux,
  fn: () =>
    withUidServer(async (url) => {
      const answer = await (await fetch(url)).json();
      assert.deepEqual(answer, { uids: [Deno.uid()], isOther: false });
    }),
});

Deno.test({
  name: "readPeerUids() gives another user for a connection of theirs",
  ignore: !canBeOther,
  fn: () =>
    withUidServer(async (url) => {
      const program = `fetch("${url}").then((r) => r.text()).then(console.log)`;
      const { stdout } = await new Deno.Command("setpriv", {
        args: ["--reuid=12345", "--regid=12345", "--clear-groups", "node", "-e", program],
        env: { HOME: "/" },
      }).output();
      assert.deepEqual(JSON.parse(new TextDecoder().decode(stdout)), { uids: [12345], isOther: true });
    }),
});

/** Counts the reads of the kernel's tables while `act` runs. */
async function countReads(act: () => Promise<unknown>): Promise<number> {
  const read = Deno.readTextFile;
  let reads = 0;
  Deno.readTextFile = (path, options) => {
    if (String(path) === "/proc/net/tcp") reads++;
    return read(path, options);
  };
  try {
    await act();
  } finally {
    Deno.readTextFile = read;
  }
  return reads;
}

Deno.test("readPeerUids() reads the tables once for all that wait, and anew for one that asks later", async () => {
  const ask = () => readPeerUids(at(1));
  const reads = await countReads(async () => {
    const first = ask();
    await Promise.resolve(); // the first read begins
    await Promise.all([first, ...Array.from({ length: 300 }, ask)]);
  });
  assert.equal(reads, 2);
  assert.equal(await countReads(async () => (await ask(), await ask())), 2);
});

/** A connection from another loopback address, bound to the server's own port, whose sender has said that it sends no more. */
const HALF_CLOSED = (port: number) => `
  const net = require("node:net"), port = ${port};
  const ask = (options, text) => new Promise((resolve) => {
    let got = "";
    const socket = net.connect({ host: "127.0.0.1", port, ...options }, () => options.allowHalfOpen ? socket.end(text) : resolve(socket));
    socket.on("data", (each) => got += each).on("close", () => resolve(got)).on("error", () => {});
  });
  (async () => {
    const other = await ask({});
    for (let last = 2; last < 40; last++) {
      await ask({ localAddress: "127.0.0." + last, localPort: port, allowHalfOpen: true }, "GET / HTTP/1.1\\r\\nhost: x\\r\\n\\r\\n");
    }
    other.destroy();
  })();`;

Deno.test({
  name: "isOtherUser() is not misled by another user's half-closed connection from the server's own port",
  ignore: !canBeOther,
  fn: () =>
    withUidServer(async (url, answers) => {
      const { stderr } = await new Deno.Command("setpriv", {
        args: [
          "--reuid=12345",
          "--regid=12345",
          "--clear-groups",
          "node",
          "-e",
          HALF_CLOSED(Number(new URL(url).port)),
        ],
        env: { HOME: "/" },
      }).output();
      // Such a client gets no answer any more: what the server found out counts.
      assert.ok(answers.length > 0, new TextDecoder().decode(stderr));
      for (const { isOther } of answers) assert.ok(isOther);
    }),
});
