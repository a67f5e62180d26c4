/**
 * The app's own middlewares: one prints errors, one adapts the content security policy that Fresh sets.
 *
 * @module
 */
import { type Context, HttpError } from "fresh";
import { ownPolicyOf } from "./own_policy.ts";
import type { State } from "./state.ts";
import { printError } from "../host/stderr.ts";

/** Prints bugs and errors of the store. The error page does not show them, and Fresh prints no error when there is an `_error` page. */
export async function reportErrors(ctx: Context<State>): Promise<Response> {
  try {
    return await ctx.next();
  } catch (error) {
    const isExpected = error instanceof HttpError && error.status < 500;
    const shown = error instanceof HttpError && error.status === 503 ? error.message : error;
    // Of a reader who has left, only a bug matters.
    if (!isExpected && !(ctx.req.signal.aborted && shown !== error)) {
      printError(`stdcurve: ${ctx.req.method} ${ctx.url.pathname}:`, shown);
    }
    throw error;
  }
}

/** Data needs no policy: nothing in it runs, and the policy would double the bytes of a poll. */
const isData = (type: string | null) =>
  /^(?:application\/(?:problem\+)?json|text\/(?:csv|event-stream))\b/.test(type ?? "");

/**
 * Makes Fresh's content security policy stricter: nothing inline runs without a nonce. Data gets no policy, and a
 * page that refuses keeps its own. Over plain http the policy
 * does not ask for https, which loopback does not have: Safari would load neither styles nor scripts. Must come before `csp()`.
 */
export async function fitPolicy(ctx: Context<State>): Promise<Response> {
  const response = await ctx.next();
  const policy = response.headers.get("content-security-policy"), own = ownPolicyOf(response);
  if (own !== undefined) response.headers.set("content-security-policy", own);
  else if (isData(response.headers.get("content-type")) || response.status === 304) {
    response.headers.delete("content-security-policy");
  } else if (policy !== null) {
    const strict = policy.replaceAll(" 'unsafe-inline'", "");
    const fitting = ctx.url.protocol === "http:" ? strict.replace(/;? *upgrade-insecure-requests/, "") : strict;
    response.headers.set("content-security-policy", fitting);
  }
  return response;
}
