// deno-lint-ignore-file no-explicit-any -- modules and nodes of any data, state and props
/**
 * Types of the app's surface, as Fresh 2.3.3 has them, as far as we use them.
 *
 * @module
 */
import type { ComponentType, VNode } from "preact";

/** What a handler gives to have the route's component rendered. */
export interface PageResponse<T> {
  data: T;
  headers?: HeadersInit;
  status?: number;
}

/** A request on its way through middlewares to a handler. */
export interface Context<State> {
  readonly url: URL;
  readonly req: Request;
  readonly route: string | null;
  readonly params: Record<string, string>;
  readonly state: State;
  readonly error: unknown;
  readonly info?: Deno.ServeHandlerInfo | undefined;
  readonly data: unknown;
  next(): Promise<Response>;
  render(vnode: VNode<any>, init?: ResponseInit): Response | Promise<Response>;
}

/** What components of routes get. */
export interface PageProps<Data = unknown, State = unknown> extends Omit<Context<State>, "next" | "render" | "data"> {
  data: Data;
  /** What `_app` renders in its place. */
  Component: ComponentType;
}

/** Something on a request's way. */
export type Middleware<State> = (ctx: Context<State>) => Response | Promise<Response>;

type Awaitable<T> = T | Promise<T>;

/** A handler of one method, or of all. */
export type HandlerFn<Data, State> = (
  ctx: Context<State>,
) => Awaitable<Response | PageResponse<Data>>;

/** What a route exports as `handler`: one function, or one a method. */
export type RouteHandler<Data, State> =
  | HandlerFn<Data, State>
  | { [method in "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE"]?: HandlerFn<Data, State> };

/** A module under `routes/`: `default`, `handler`, `handlers`. */
export type RouteModule = Record<string, any>;

/** `fresh.gen.ts`: every module under `routes/` and `islands/`. */
export interface Manifest {
  routes: Record<string, RouteModule>;
  islands: Record<string, Record<string, unknown>>;
  baseUrl: string;
}

type DataIn<R> = R extends PageResponse<infer Data> ? Data : never;
type Returned<F> = F extends (...args: never[]) => Awaitable<infer R> ? DataIn<R> : never;

/** Data of the page responses among a handler's results. */
export type PageData<H> = H extends (...args: never[]) => unknown ? Returned<H>
  : { [K in keyof H]: Returned<NonNullable<H[K]>> }[keyof H];

/** Identity functions that carry types. */
export interface Define<State> {
  handlers<H extends RouteHandler<unknown, State>>(handlers: H & RouteHandler<unknown, State>): H;
  page<H = never>(
    component: (
      props: PageProps<[H] extends [never] ? unknown : PageData<H>, State>,
    ) => VNode | null,
  ): typeof component;
}

/** Ends a request with this status; the error page shows it. */
export class HttpError extends Error {
  override name = "HttpError";
  constructor(readonly status: number, message = "", options?: ErrorOptions) {
    super(message, options);
  }
}
