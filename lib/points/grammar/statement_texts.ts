/**
 * Goes through all words that a statement took from its line. Doesn't know what they mean.
 *
 * @module
 */
import type { Lead } from "./lead_kinds.ts";
import type { LineFacts, Pair, Statement } from "./statement.ts";
import type { InPart } from "./parts.ts";
import type { QuotedText } from "./quoted.ts";

/** Writes a text in another way. */
type Write = (text: string) => string;

/** A copy of a statement with its words written in another way. What they mean stays. */
export function mapTexts(statement: Statement, write: Write): Statement {
  const { facts, parts, asideParts, lead, textTag, textLabel, printer, bar, heading, title, prefix, next } = statement;
  return {
    ...statement,
    namesKey: NaN,
    facts: mapFacts(facts, write),
    parts: parts.map((part) => mapPart(part, write)),
    asideParts: asideParts.map((part) => mapPart(part, write)),
    lead: lead && mapLead(lead, write),
    textTag: textTag && mapQuoted(textTag, write),
    textLabel: textLabel && mapQuoted(textLabel, write),
    printer: printer && { ...printer, word: write(printer.word) },
    bar: bar && { ...bar, description: write(bar.description) },
    heading: heading === null ? null : write(heading),
    title: title === null ? null : write(title),
    prefix: prefix && { ...prefix, tail: write(prefix.tail) },
    next: next && mapTexts(next, write),
  };
}

function mapFacts(facts: LineFacts, write: Write): LineFacts {
  const { pairs, asides, phase, badge, tag, label } = facts;
  return {
    ...facts,
    pairs: pairs.map((pair) => mapPair(pair, write)),
    asides: asides.map((aside) => mapPair(aside, write)),
    phase: write(phase),
    badge: write(badge),
    tag: write(tag),
    label: write(label),
  };
}

function mapPair(pair: Pair, write: Write): Pair {
  const { info, unit, phase } = pair;
  return { ...pair, info: mapNamed(info, write), unit: write(unit), phase: write(phase) };
}

function mapPart({ part, info }: InPart, write: Write): InPart {
  const unit = part.unit === undefined ? {} : { unit: write(part.unit) };
  return { part: { ...part, word: write(part.word), ...unit }, info: mapNamed(info, write) };
}

function mapQuoted(text: QuotedText, write: Write): QuotedText {
  return { ...text, before: write(text.before), behind: write(text.behind) };
}

function mapLead(lead: Lead, write: Write): Lead {
  return { ...mapNamed(lead, write), inner: lead.inner && mapNamed(lead.inner, write) };
}

/** The same record for a name that is written as it was. */
function mapNamed<T extends { name: string }>(named: T, write: Write): T {
  const name = write(named.name);
  return name === named.name ? named : { ...named, name };
}

/** True for a statement of which one of its words is so. */
export function someText(statement: Statement, is: (text: string) => boolean): boolean {
  let isFound = false;
  mapTexts(statement, (text) => {
    isFound ||= is(text);
    return text;
  });
  return isFound;
}
