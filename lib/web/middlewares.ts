/**
 * What every request of the app goes through beside Fresh's own: errors are told, and Fresh's policy is fitted to this app.
 *
 * @module
 */
import { type Context, HttpError } from "fresh";
import type { State } from "./state.ts";
import { printError } from "../host/stderr.ts";

/** Prints what the error page keeps to itself: our bugs and a store that is away. Fresh prints nothing where there is an `_error`. */
export async function tellErrors(ctx: Context<State>): Promise<Response> {
  try {
    return await ctx.next();
  } catch (error) {
    const isExpected = error instanceof HttpError && error.status < 500;
    if (!isExpected) printError(`stdcurve: ${ctx.req.method} ${ctx.url.pathname}:`, error);
    throw error;
  }
}

/** Nothing in it runs: the policy would be half of what a poll costs. */
const isData = (type: string | null) => /^(?:application\/(?:problem\+)?json|text\/csv)\b/.test(type ?? "");

/**
 * Fresh's policy with less of what is inline: an answer without a nonce has no script of its own. Data gets none. Over plain http it
 * doesn't ask for https: there is none on loopback, and Safari would get neither styles nor scripts. Goes before `csp()`.
 */
export async function fitPolicy(ctx: Context<State>): Promise<Response> {
  const response = await ctx.next();
  const policy = response.headers.get("content-security-policy");
  if (isData(response.headers.get("content-type")) || response.status === 304) {
    response.headers.delete("content-security-policy");
  } else if (policy !== null) {
    const strict = policy.replaceAll(" 'unsafe-inline'", "");
    const fitting = ctx.url.protocol === "http:" ? strict.replace(/;? *upgrade-insecure-requests/, "") : strict;
    response.headers.set("content-security-policy", fitting);
  }
  return response;
}
