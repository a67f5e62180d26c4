/**
 * A stand-in for `@fresh/core` 2.3.3, which is on JSR only. It does the part of Fresh that this app uses, and it is frozen: it gets no
 * further features. It knows nothing of training. The import map may name the real Fresh instead, and the app stays the same.
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
