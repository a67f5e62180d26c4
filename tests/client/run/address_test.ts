import assert from "node:assert/strict";
import { pushAddress, writeAddress } from "../../../lib/client/run/address.ts";

/** A page at `/page?a=1#L2` whose browser refuses the first `refusals` changes. Its timers run when `tick()` is called. */
function openAddress(refusals: number) {
  const written: string[] = [];
  const timers: { task: () => void; ms: number }[] = [];
  const location = { href: "http://localhost/page?a=1#L2", pathname: "/page", search: "?a=1", hash: "#L2" };
  const history = {
    state: { kept: true } as unknown,
    entries: 1,
    replaceState(state: unknown, _title: string, address: string) {
      if (refusals-- > 0) throw new DOMException("too many changes", "SecurityError");
      history.state = state;
      written.push(address);
    },
    pushState(state: unknown, title: string, address: string) {
      history.replaceState(state, title, address);
      history.entries++;
    },
  };
  const setTimeout = (task: (...args: unknown[]) => void, ms: number, ...args: unknown[]) =>
    timers.push({ task: () => task(...args), ms });
  const stand = { location, history, setTimeout };
  const before = Object.keys(stand).map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const);
  for (const [name, value] of Object.entries(stand)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  return {
    written,
    timers,
    location,
    history,
    tick: () => timers.shift()!.task(),
    [Symbol.dispose]() {
      for (const [name, descriptor] of before) {
        if (descriptor) Object.defineProperty(globalThis, name, descriptor);
        else Reflect.deleteProperty(globalThis, name);
      }
    },
  };
}

Deno.test("pushAddress() adds an entry and leaves no state on the one before, so that Back doesn't load the page again", () => {
  using page = openAddress(0);
  pushAddress(({ hash }) => `?b=2${hash}`);
  assert.deepEqual(page.written, [page.location.href, "/page?b=2#L2"]);
  assert.deepEqual([page.history.state, page.history.entries], [null, 2]);
});

Deno.test("pushAddress() writes the address later when the browser refuses", () => {
  using page = openAddress(2);
  pushAddress(() => "?b=2");
  assert.deepEqual([page.written, page.history.entries], [[], 1]);
  page.tick();
  assert.deepEqual(page.written, ["/page?b=2"]);
});

Deno.test("writeAddress() replaces query and hash, and keeps path and state", () => {
  using page = openAddress(0);
  writeAddress(({ search, hash }) => `${search}&b=2${hash}`);
  assert.deepEqual(page.written, ["/page?a=1&b=2#L2"]);
  assert.deepEqual(page.history.state, { kept: true });
  assert.deepEqual(page.timers, []);
});

Deno.test("writeAddress() retries when the browser refuses, with the address of then", () => {
  using page = openAddress(1);
  writeAddress(({ search }) => `${search}#L9`);
  assert.deepEqual(page.written, []);
  assert.equal(page.timers.length, 1);
  page.location.search = "?later";
  page.tick();
  assert.deepEqual(page.written, ["/page?later#L9"]);
});
