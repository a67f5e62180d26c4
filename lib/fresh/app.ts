/**
 * The app: a request finds its route, goes through the middlewares to the handler, and whatever is thrown becomes the error page.
 *
 * @module
 */
import { h, type VNode } from "preact";
import { currentBuild } from "./build.ts";
import { comparePatterns, pathToPattern } from "./path.ts";
import { renderDocument } from "./render.ts";
import { type Context, HttpError, type Middleware, type PageResponse, type RouteModule } from "./types.ts";

/** A pattern without parameters has no `match`. */
type Route<State> = { pattern: string; match: URLPattern | null; chain: Middleware<State>[] };

const SPECIAL = /\/_(?:app|error)\.[jt]sx?$/;

/** Nonces of rendered responses, for the security policy. */
export const nonces: WeakMap<object, string> = new WeakMap();

function find(folder: string, name: string): RouteModule | undefined {
  const modules = currentBuild()?.manifest.routes ?? {};
  return modules[`${folder}/${name}.tsx`] ?? modules[`${folder}/${name}.ts`];
}

class RequestContext<State> implements Context<State> {
  error: unknown = null;
  data: unknown = null;
  route: string | null = null;
  params: Record<string, string> = {};
  state = {} as State;
  next: () => Promise<Response> = () => Promise.reject(new Error("next() has nowhere to go"));
  constructor(readonly req: Request, readonly url: URL, readonly info?: Deno.ServeHandlerInfo) {}
  // deno-lint-ignore no-explicit-any -- a node of any props
  render(vnode: VNode<any>, init: ResponseInit = {}): Response {
    const { html, nonce, links } = renderDocument(vnode, find("./routes", "_app")?.default, this);
    const headers = new Headers(init.headers);
    headers.set("content-type", "text/html; charset=utf-8");
    for (const link of links) headers.append("link", `<${link}>; rel="modulepreload"`);
    nonces.set(this, nonce);
    return new Response(html, { ...init, headers });
  }
}

/** An app with its middlewares and routes. */
export class App<State> {
  #middlewares: Middleware<State>[] = [];
  #routes: Route<State>[] = [];
  #files = false;

  /** Adds middlewares to the routes that are added after. */
  use(...middlewares: Middleware<State>[]): this {
    this.#middlewares.push(...middlewares);
    return this;
  }
  /** Adds a handler for every method. */
  all(path: string, ...handlers: Middleware<State>[]): this {
    return this.#add(path, handlers);
  }
  /** Adds the files under `routes/`. */
  fsRoutes(): this {
    this.#files = true;
    return this;
  }

  #add(pattern: string, handlers: Middleware<State>[]): this {
    const match = /[:*]/.test(pattern) ? new URLPattern({ pathname: pattern }) : null;
    this.#routes.push({ pattern, match, chain: [...this.#middlewares, ...handlers] });
    return this;
  }

  #addFiles(): void {
    const modules = currentBuild()?.manifest.routes ?? {};
    const files = Object.keys(modules).filter((file) => !SPECIAL.test(file));
    const routes = files.map((file) => ({ file, pattern: pathToPattern(file) }));
    routes.sort((a, b) => comparePatterns(a.pattern, b.pattern));
    for (const { file, pattern } of routes) {
      this.#add(pattern, [(ctx) => runRoute(modules[file]!, ctx as RequestContext<State>)]);
    }
  }

  /** The function that answers requests. */
  handler(): (request: Request, info?: Deno.ServeHandlerInfo) => Promise<Response> {
    if (this.#files) this.#addFiles();
    this.#files = false;
    const fail = () => Promise.reject(new HttpError(404));
    const lost = [...this.#middlewares, fail];
    return async (request, info) => {
      const url = new URL(request.url);
      url.pathname = url.pathname.replace(/\/{2,}/g, "/");
      const ctx = new RequestContext<State>(request, url, info);
      const chain = this.#match(ctx) ?? lost;
      return await walk(chain, ctx).catch((error) => answerError(ctx, error));
    };
  }

  #match(ctx: RequestContext<State>): Middleware<State>[] | null {
    const { pathname } = ctx.url;
    const exact = this.#routes.find(({ pattern, match }) =>
      !match && (pattern === pathname || pattern === pathname.replace(/\/$/, ""))
    );
    const route = exact ?? this.#routes.find(({ match }) => match?.test({ pathname }));
    if (!route) return null;
    ctx.route = route.pattern;
    const groups = Object.entries(route.match?.exec({ pathname })?.pathname.groups ?? {});
    ctx.params = Object.fromEntries(groups.map(([name, value]) => [name, value ?? ""]));
    return route.chain;
  }
}

async function walk<State>(
  chain: Middleware<State>[],
  ctx: RequestContext<State>,
  at = 0,
): Promise<Response> {
  ctx.next = () => walk(chain, ctx, at + 1);
  const response = await chain[at]!(ctx);
  if (!(response instanceof Response)) throw new TypeError("a middleware gave no Response");
  return response;
}

async function runRoute<State>(
  module: RouteModule,
  ctx: RequestContext<State>,
): Promise<Response> {
  const { method } = ctx.req;
  const handlers = module.handler ?? module.handlers;
  const named = handlers?.[method] ?? (method === "HEAD" ? handlers?.GET : undefined);
  const handle = typeof handlers === "function" ? handlers : named;
  const reads = method === "GET" || method === "HEAD";
  if (handlers && !handle && !(reads && module.default)) throw new HttpError(404);
  const result: Response | PageResponse<unknown> = handle ? await handle(ctx) : { data: undefined };
  if (result instanceof Response) return result;
  if (!module.default) {
    throw new TypeError(`the route ${ctx.route} gives a page but has no component`);
  }
  ctx.data = result.data;
  const { status = 200, headers = {} } = result;
  return ctx.render(h(module.default, ctx), { status, headers });
}

function answerError<State>(ctx: RequestContext<State>, error: unknown): Response {
  const status = error instanceof HttpError ? error.status : 500;
  ctx.error = error;
  const page = find("./routes", "_error")?.default;
  if (page) return ctx.render(h(page, ctx), { status });
  if (status >= 500) console.error(error);
  const message = status < 500 && error instanceof Error ? error.message : "Internal server error";
  return new Response(message, { status });
}
