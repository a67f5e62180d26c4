/**
 * Who may do what, on every address of the app: the table of the API's routes and the files under routes/ are walked, so that a route
 * that is added later is tried too. The app is the built one in a process of its own.
 *
 * @module
 */
import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import manifest from "../fresh.gen.ts";
import { createApi } from "../lib/api/app.ts";
import { openStore } from "../lib/store/store.ts";
import { startApp } from "./support/app.ts";
import { askRaw, type RawRequest } from "./support/raw_request.ts";
import { TEST_READ_TOKEN, TEST_TOKEN } from "./support/token.ts";

const ID = "0190f7a2-0000-7000-8000-00000000ffff";
const READING = new Set(["GET", "HEAD", "OPTIONS"]);
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** A method with an address, its parameters filled in. */
interface Route {
  method: string;
  path: string;
}

const fill = (pattern: string) => pattern.replaceAll(/:\w+|\{\w+\}/g, (name) => name.includes("line") ? "1" : ID);

/** Every address of the API, of the pages and of a static file. */
async function listRoutes(): Promise<Route[]> {
  using store = await openStore(":memory:");
  const api = createApi({ store, launcher: null, instance: ID });
  const routes = api.routes.filter(({ method }) => method !== "ALL")
    .map(({ method, path }) => ({ method, path: fill(path) }));
  const pages = Object.keys(manifest.routes).filter((file) => !/\/_\w+\.tsx?$|\/api\//.test(file)).map((file) => {
    const path = file.replace(/^\.\/routes/, "").replace(/\.tsx?$/, "").replace(/\/index$/, "") || "/";
    return { method: "GET", path: path.replaceAll(/\[\w+\]/g, ID) };
  });
  const all = [...routes, ...pages, { method: "GET", path: "/styles.css" }, { method: "GET", path: "/nowhere" }];
  return [...new Map(all.map((route) => [`${route.method} ${route.path}`, route])).values()];
}

const routes = await listRoutes();
const isChange = ({ method }: Route) => !READING.has(method);
const isOpen = ({ path }: Route) => path === "/healthz";
const toRequest = ({ method, path }: Route, headers: Record<string, string> = {}): RawRequest => ({
  method,
  path,
  headers,
  ...(READING.has(method) ? {} : { body: "{}" }),
});
/** What a caller gets who may pass: an answer of the route itself, whatever it says about the made-up ids. */
const PASSED = "passed";
const outcome = (status: number) => [401, 403, 421].includes(status) ? status : PASSED;

/** Sends the same headers to every route, and compares the outcomes with what each should be. */
async function walk(
  port: number,
  headers: Record<string, string>,
  expected: (route: Route) => number | typeof PASSED,
): Promise<void> {
  const wrong: string[] = [];
  for (const route of routes) {
    const { status } = await askRaw(port, toRequest(route, headers));
    if (outcome(status) !== expected(route)) wrong.push(`${route.method} ${route.path}: ${status}`);
  }
  assert.deepEqual(wrong, []);
}

const SAME = (port: number) => `http://127.0.0.1:${port}`;

Deno.test("every route asks the right callers for the token, and refuses other sites", async (t) => {
  await using app = await startApp();
  const port = Number(new URL(app.origin).port);
  assert.ok(routes.filter(isChange).length >= 9 && routes.length >= 25, `${routes.length} routes`);
  const changes = (status: number) => (route: Route) => isChange(route) ? status : PASSED;

  await t.step("a wrong Host is refused, with and without the token", async () => {
    for (const host of ["rebound.example", `rebound.example:${port}`, "127.0.0.1.evil.example"]) {
      await walk(port, { host, ...bearer(TEST_TOKEN) }, () => 421);
      await walk(port, { host }, () => 421);
    }
  });

  await t.step("a change from another origin is refused, whatever the token: site, port, scheme, null", async () => {
    const origins = ["http://evil.example", SAME(port + 1), `https://127.0.0.1:${port}`, `http://localhost:${port}`];
    for (const origin of [...origins, "null"]) {
      await walk(port, { origin, ...bearer(TEST_TOKEN) }, changes(403));
    }
  });

  await t.step("a change of a same-site or cross-site page is refused, whatever its Origin", async () => {
    for (const site of ["same-site", "cross-site"]) {
      await walk(port, { "sec-fetch-site": site, origin: SAME(port), ...bearer(TEST_TOKEN) }, changes(403));
    }
  });

  await t.step("without the token this user reads everything and changes nothing", () => walk(port, {}, changes(401)));

  await t.step("the token for reading changes nothing", () => walk(port, bearer(TEST_READ_TOKEN), changes(403)));

  await t.step("a wrong token opens nothing", async () => {
    // Wrong tokens are slowed down, so only some of the routes are tried.
    for (const route of [routes.find(isChange)!, routes.find((each) => !isChange(each) && !isOpen(each))!]) {
      assert.equal((await askRaw(port, toRequest(route, bearer("wrong-token-0123456789")))).status, 401);
    }
  });

  await t.step("the token and the app's own page pass everywhere", async () => {
    await walk(port, bearer(TEST_TOKEN), () => PASSED);
    await walk(port, { origin: SAME(port), "sec-fetch-site": "same-origin", ...bearer(TEST_TOKEN) }, () => PASSED);
  });

  await t.step("every answer has the four headers, refusals and errors included", async () => {
    for (const headers of [{}, bearer(TEST_TOKEN), { host: "rebound.example" }, { host: "" }]) {
      for (const route of routes) {
        const answer = await askRaw(port, toRequest(route, headers));
        const found = ["x-content-type-options", "referrer-policy", "cross-origin-opener-policy"]
          .map((name) => answer.headers.get(name));
        assert.deepEqual(found, ["nosniff", "no-referrer", "same-origin"], `${answer.status} ${route.path}`);
        assert.equal(answer.headers.get("cross-origin-resource-policy"), "same-origin");
      }
    }
  });

  await t.step("no answer allows another origin to read it", async () => {
    for (const route of routes) {
      const { headers } = await askRaw(port, toRequest(route, { origin: "http://evil.example" }));
      assert.equal(headers.get("access-control-allow-origin"), null, route.path);
    }
  });
});

Deno.test("with STDCURVE_AUTH=all every route but /healthz needs the token for reading too", async () => {
  await using app = await startApp({ STDCURVE_AUTH: "all" });
  const port = Number(new URL(app.origin).port);
  await walk(port, {}, (route) => isOpen(route) ? PASSED : 401);
  await walk(port, bearer(TEST_READ_TOKEN), (route) => isChange(route) ? 403 : PASSED);
  await walk(port, bearer(TEST_TOKEN), () => PASSED);
});

Deno.test("the audit log says from where and by which user something was deleted", async () => {
  await using app = await startApp();
  const { id } = await app.call<{ id: string }>("POST", "/api/experiments", { name: "short" });
  await app.call("DELETE", `/api/experiments/${id}`);
  const path = join(dirname(app.kv), "state/audit.jsonl"), { at, ...entry } = JSON.parse(await Deno.readTextFile(path));
  assert.match(at, /^\d{4}-\d\d-\d\dT/);
  const uid = Deno.build.os === "linux" ? Deno.uid() : null;
  assert.deepEqual(entry, { act: "delete", experiment_id: id, scope: "full", address: "127.0.0.1", uid });
});

/** Whether this process can become another user. */
function canSwitchUser(): boolean {
  if (Deno.build.os !== "linux" || Deno.uid() !== 0) return false;
  try {
    return new Deno.Command("setpriv", { args: ["--version"], stdout: "null", stderr: "null" }).outputSync().success;
  } catch {
    return false;
  }
}

/** Sends each request of its argument and prints the outcomes; run by Node. */
const ASK_ALL = `
const http = require("node:http");
const { port, requests } = JSON.parse(process.argv[1]);
const ask = ({ method, path, headers, body }) => new Promise((resolve, reject) => {
  const type = body ? { "content-type": "application/json", "content-length": body.length } : {};
  const options = { host: "127.0.0.1", port, method, path, headers: { ...type, ...headers } };
  const request = http.request(options, (answer) => {
    const [cookie = ""] = answer.headers["set-cookie"] ?? [];
    const outcome = { status: answer.statusCode, cookie: cookie.split(";")[0] };
    answer.on("end", () => resolve(outcome));
    answer.resume();
    if (answer.headers["content-type"] !== "text/event-stream") return;
    resolve(outcome); // a stream of events has no end
    answer.destroy();
  });
  request.on("error", reject);
  request.end(body);
});
(async () => {
  const answers = [];
  for (const request of requests) answers.push(await ask(request));
  console.log(JSON.stringify(answers));
})();
`;

/** Sends requests as another user of this machine. */
async function askAsOther(port: number, requests: RawRequest[]): Promise<{ status: number; cookie: string }[]> {
  const switching = ["--reuid=12345", "--regid=12345", "--clear-groups"];
  const { stdout } = await new Deno.Command("setpriv", {
    args: [...switching, "node", "-e", ASK_ALL, JSON.stringify({ port, requests })],
    env: { HOME: "/" },
  }).output();
  return JSON.parse(new TextDecoder().decode(stdout));
}

Deno.test({
  name: "every route but /healthz needs the token of another user of this machine",
  ignore: !canSwitchUser(),
  async fn() {
    await using app = await startApp();
    const port = Number(new URL(app.origin).port);
    const cases = [[{}, 401], [bearer(TEST_READ_TOKEN), 403], [bearer(TEST_TOKEN), PASSED]] as const;
    for (const [headers, expected] of cases) {
      const answers = await askAsOther(port, routes.map((route) => toRequest(route, headers)));
      const wrong = routes.map((route, at) => ({ ...route, status: answers[at]!.status })).filter((route) => {
        const mayPass = isOpen(route) || expected === PASSED || expected === 403 && !isChange(route);
        return outcome(route.status) !== (mayPass ? PASSED : expected);
      });
      assert.deepEqual(wrong, [], `${expected}`);
    }
  },
});

Deno.test({
  name:
    "a session opens nothing for another user of this machine, whose server at another port the browser may send it to",
  ignore: !canSwitchUser(),
  async fn() {
    await using app = await startApp();
    const port = Number(new URL(app.origin).port), login = `/?token=${TEST_TOKEN}`;
    const opened = await fetch(app.origin + login, { redirect: "manual" });
    await opened.body?.cancel();
    const cookie = opened.headers.get("set-cookie")!.split(";")[0]!;
    const change = { method: "POST", path: "/api/experiments", body: '{"name":"x"}' };
    const read = { method: "GET", path: "/api/experiments" };
    const stolen = await askAsOther(port, [{ ...change, headers: { cookie } }, { ...read, headers: { cookie } }]);
    assert.deepEqual(stolen.map(({ status }) => status), [401, 401]);
    assert.equal((await askRaw(port, { ...change, headers: { cookie } })).status, 201);
    const [own] = await askAsOther(port, [{ method: "GET", path: login }]);
    const [again] = await askAsOther(port, [{ ...read, headers: { cookie: own!.cookie } }]);
    assert.equal(again!.status, 200); // who has the token gets a session of their own
  },
});
