/**
 * Finds names that come again and again on one line, and leaves their values out where others stand beside them: nothing tells them apart.
 * Doesn't say what the line is.
 *
 * @module
 */
import { hasCounter, type Pair, type Statement } from "./statement.ts";

/** Values of one name that a line may have. */
const VALUES_MAX = 2;

/** For each value of a line whether its name comes more than twice. Durations may share theirs. */
function areRepeated({ facts: { pairs }, parts }: Statement): boolean[] {
  const counts = new Map<string, number>();
  const keys = pairs.map(({ info: { name, kind }, phase }, at) =>
    kind === "throughput" ? "" : `${phase} ${parts[at]?.part.slot ?? ""} ${name}`
  );
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return keys.map((key) => key !== "" && counts.get(key)! > VALUES_MAX);
}

/** True when three numbers have one name. */
export function repeatsName(statement: Statement): boolean {
  return statement.facts.pairs.length > VALUES_MAX && areRepeated(statement).includes(true);
}

/** Drops the values of names that come three times, on a line with a counter and another measured value. */
export function leaveOutRepeated(statement: Statement): void {
  const { facts: { pairs }, pairSlots, scales, parts } = statement;
  if (pairs.length <= VALUES_MAX + 1 || !hasCounter(statement)) return;
  const repeated = areRepeated(statement);
  const stands = ({ info: { role, kind }, integer }: Pair, at: number) =>
    role === "metric" && kind === "metric" && !integer && !repeated[at];
  if (!repeated.includes(true) || !pairs.some(stands)) return;
  for (let at = pairs.length - 1; at >= 0; at--) {
    if (repeated[at]) { for (const list of [pairs, pairSlots, scales, parts]) list.splice(at, 1); }
  }
}
