/**
 * Which addresses take the read-only token in their query: those that another page shows, where no header can be sent and no cookie comes.
 * Nothing else does: on every other page a token in the address starts a session, and below `/api` it means nothing.
 *
 * @module
 */

const UUID = String.raw`[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}`;
const SHOWN_ELSEWHERE = new RegExp(`^/experiments/${UUID}/runs/${UUID}/(?:chart\\.svg|embed)$`, "i");

/** True for a path that another page shows. */
export const isShownElsewhere = (pathname: string): boolean => SHOWN_ELSEWHERE.test(pathname);
