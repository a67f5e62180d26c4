/**
 * Answers that bring a content security policy of their own. Fresh sets the policy of its pages on every answer; this remembers what the
 * answer said itself, and `fitPolicy` puts it back.
 *
 * @module
 */

const policies = new WeakMap<Response, string>();

/** The content security policy that an answer brought with it; undefined for every other answer. */
export const ownPolicyOf = (response: Response): string | undefined => policies.get(response);

/** Remembers the policy that an answer has now. The same answer. */
export function keepPolicy(response: Response): Response {
  const policy = response.headers.get("content-security-policy");
  if (policy !== null) policies.set(response, policy);
  return response;
}
