/**
 * A stand-in for `@fresh/core` 2.3.3, which is on JSR only: the part of it that this app is written in, and no more. It knows nothing of
 * training. In the import map, `fresh` may as well point at the real one.
 *
 * @module
 */
import type { Define, PageResponse } from "./types.ts";

export { App } from "./app.ts";
export { csp, staticFiles } from "./middlewares.ts";
export { HttpError } from "./types.ts";
export type { Context, Define, Middleware, PageProps, PageResponse, RouteHandler } from "./types.ts";

/** Identity functions that carry the types of an app's state and a page's data. */
export function createDefine<State>(): Define<State> {
  return { handlers: (handlers) => handlers, page: (component) => component };
}

/** What a handler gives to have the route's component rendered with this data. */
export function page<T>(data?: T, options: Omit<PageResponse<T>, "data"> = {}): PageResponse<T> {
  return { ...options, data: data as T };
}
