/**
 * What the real Fresh 2.3.3 asks of the app's source and the stand-in, being less, would let pass. Holds with either behind the name
 * `fresh`. Names are those of the packages' `mod.ts`, `runtime/shared.ts` and `dev/mod.ts`.
 *
 * @module
 */
import assert from "node:assert/strict";
import manifest from "../../fresh.gen.ts";

const ROOT = new URL("../../", import.meta.url);
const NAMES: Record<string, string[]> = {
  "fresh": [
    ..."App CORSOptions CSPOptions Context CsrfOptions Define FreshConfig FreshContext HandlerByMethod HandlerFn".split(
      " ",
    ),
    ..."HttpError IpFilterOptions IpFilterRules Island LayoutConfig Lazy ListenOptions MaybeLazy Method".split(" "),
    ..."Middleware MiddlewareFn PageProps PageResponse ResolvedFreshConfig RouteConfig RouteData RouteHandler".split(
      " ",
    ),
    ..."WebSocketHandlers WebSocketUpgradeOptions cors createDefine csp csrf ipFilter page staticFiles".split(" "),
    "trailingSlashes",
  ],
  "fresh/runtime": ["Head", "HeadProps", "HttpError", "IS_BROWSER", "Partial", "PartialProps", "asset", "assetSrcSet"],
  "fresh/dev": [
    ..."BuildOptions Builder OnTransformArgs OnTransformOptions ResolvedBuildConfig TransformFn".split(" "),
  ],
};

async function* listSources(folder: string): AsyncGenerator<{ path: string; text: string }> {
  for await (const { name, isDirectory } of Deno.readDir(new URL(folder, ROOT))) {
    const path = folder + name;
    if (isDirectory && path !== "lib/fresh") yield* listSources(`${path}/`);
    else if (/\.tsx?$/.test(name)) yield { path, text: await Deno.readTextFile(new URL(path, ROOT)) };
  }
}

async function listProgram(): Promise<{ path: string; text: string }[]> {
  const sources = [];
  for (const path of ["main.ts", "dev.ts"]) sources.push({ path, text: await Deno.readTextFile(new URL(path, ROOT)) });
  for (const folder of ["lib/", "routes/", "islands/", "tests/"]) {
    for await (const source of listSources(folder)) sources.push(source);
  }
  return sources;
}

Deno.test("the app and its tests import only names that the real Fresh exports", async () => {
  const wrong: string[] = [];
  let found = 0;
  for (const { path, text } of await listProgram()) {
    const mentions = text.match(/^(?:import|export)\b[^;]*?"fresh(?:\/[^"]*)?"|\bimport\("fresh/gm) ?? [];
    for (const mention of mentions) {
      const [, list, module] = /^import\s+(?:type\s+)?\{([^}]*)\}\s*from\s*"(.*)"$/s.exec(mention) ?? [];
      const names = list?.split(",").map((name) => name.trim().replace(/^type\s+|\s+as\s.*$/g, "")).filter(Boolean);
      const isFine = names?.every((name) => NAMES[module!]?.includes(name));
      if (!isFine) wrong.push(`${path}: ${mention}`);
      found++;
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(found >= 10, `${found} imports found`);
});

Deno.test("what the browser gets imports fresh/runtime at most: fresh itself is the server's", async () => {
  const browser = (await listProgram()).filter(({ path }) => /^(?:islands|lib\/(?:client|series))\//.test(path));
  assert.ok(browser.length > 10);
  assert.deepEqual(browser.filter(({ text }) => /from "fresh(?:\/dev)?"/.test(text)).map(({ path }) => path), []);
});

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
const isFunction = (value: unknown) => typeof value === "function";
const isAsync = (value: unknown) => isFunction(value) && (value as () => void).constructor.name === "AsyncFunction";

/** What is wrong with a route's module; the stand-in knows neither `config` nor async components. */
function judgeRoute(file: string, module: Record<string, unknown>): string[] {
  const wrong = Object.keys(module).filter((name) => name !== "default" && name !== "handler");
  const { handler, default: component } = module;
  const handlers: Record<string, unknown> = isFunction(handler) ? { handler } : Object(handler ?? {});
  for (const [method, handle] of Object.entries(handlers)) {
    if (!isFunction(handle) || (handle as () => void).length > 1) {
      wrong.push(`${method} is no function of one argument`);
    }
    if (method !== "handler" && !METHODS.has(method)) wrong.push(`${method} is no method`);
  }
  if (component === undefined && handler === undefined) wrong.push("neither component nor handler");
  if (component !== undefined && (!isFunction(component) || isAsync(component))) wrong.push("its component");
  if (component !== undefined && handler !== undefined && !isFunction(handler) && !("GET" in handlers)) {
    wrong.push("a page whose data nobody gives: no GET");
  }
  return wrong.map((each) => `${file}: ${each}`);
}

Deno.test("every route exports a component, a handler of one argument for each method, or both", () => {
  assert.deepEqual(Object.entries(manifest.routes).flatMap(([file, module]) => judgeRoute(file, module)), []);
});

Deno.test("names of routes are of the kinds that both routers know", () => {
  const segment = String.raw`(?:[\w.-]+|\[\w+\]|\[\.\.\.\w+\])`;
  const known = new RegExp(String.raw`^\./routes/(?:_app|_error|(?:${segment}/)*(?!_)${segment})\.tsx?$`);
  assert.deepEqual(Object.keys(manifest.routes).filter((file) => !known.test(file)), []);
});

Deno.test("an island's one exported function is its default, called as its file, not async", () => {
  const wrong: string[] = [];
  for (const [file, module] of Object.entries(manifest.islands)) {
    const functions = Object.entries(module).filter(([, value]) => isFunction(value));
    const name = file.replace(/^.*\/|\.tsx$/g, "");
    if (functions.length !== 1 || module.default.name !== name || isAsync(module.default)) wrong.push(file);
  }
  assert.deepEqual(wrong, []);
  const names = Object.keys(manifest.islands).map((file) => file.replace(/^.*\//, "").toLowerCase());
  assert.equal(new Set(names).size, names.length);
});

/** A type as JSON can hold it; `never` where it can't: functions, JSX, signals, dates, maps, `undefined`, `unknown`. */
type Plain<T> = T extends string | number | boolean | null ? T
  : T extends (...values: never[]) => unknown ? never
  : T extends object ? { [K in keyof T]: Plain<T[K]> }
  : never;
type PropsOf<F> = F extends (...values: infer A) => unknown ? A extends [infer P] ? P : object : never;
type IsPlain<P> = P extends Plain<P> ? true : false;

/** Files of islands with a prop that is not plain JSON. */
type Wrong = {
  [F in keyof typeof manifest.islands]: IsPlain<PropsOf<typeof manifest.islands[F]["default"]>> extends true ? never
    : F;
}[keyof typeof manifest.islands];

Deno.test("islands take props of plain JSON alone: `deno check` says which don't", () => {
  const none: [Wrong] extends [never] ? true : Wrong = true;
  assert.ok(none);
  const taken: [
    IsPlain<{ a: string; b?: { c: (number | null)[] }; d: Record<string, "x" | boolean>; e: readonly string[] }>,
  ] = [true];
  const refused: [IsPlain<{ a: () => void }>, IsPlain<{ a: Date }>, IsPlain<{ a: Map<string, string> }>] = [
    false,
    false,
    false,
  ];
  assert.deepEqual([...taken, ...refused], [true, false, false, false]);
});
