/**
 * Short expressions and lists of words, put together: each skips what stands at an offset. A skip that fails is not tried in another way.
 *
 * @module
 */

/** Offset behind what stands at an offset of a text; -1 where it doesn't stand there. */
export type Skip = (text: string, at: number) => number;

/**
 * Skips what an expression matches.
 *
 * @example
 * ```ts
 * import { skipMatch } from "./skip.ts";
 * skipMatch(String.raw`\d+`)("ab12c", 2); // 4
 * ```
 */
export function skipMatch(source: string, flags = "y"): Skip {
  const pattern = new RegExp(source, flags);
  return (text, at) => {
    pattern.lastIndex = at;
    return pattern.test(text) ? pattern.lastIndex : -1;
  };
}

const isLetter = (code: number) => (code >= 65 && code <= 90) || (code >= 97 && code <= 122);

/** Skips a word of a list: all ASCII letters at an offset together are it. */
export function skipWord(words: ReadonlySet<string>): Skip {
  return (text, at) => {
    let end = at;
    while (isLetter(text.charCodeAt(end))) end++;
    return end > at && words.has(text.slice(at, end)) ? end : -1;
  };
}

/** Skips one behind the other. */
export function inOrder(...skips: readonly Skip[]): Skip {
  return (text, at) => {
    for (let turn = 0; turn < skips.length && at >= 0; turn++) at = skips[turn]!(text, at);
    return at;
  };
}

/** Skips the first that stands there. */
export function anyOf(...skips: readonly Skip[]): Skip {
  return (text, at) => {
    for (const skip of skips) {
      const end = skip(text, at);
      if (end >= 0) return end;
    }
    return -1;
  };
}

/** Looks whether something stands there, and skips nothing. */
export function ahead(skip: Skip): Skip {
  return (text, at) => skip(text, at) < 0 ? -1 : at;
}

/** Looks that something doesn't stand there, and skips nothing. */
export function unless(skip: Skip): Skip {
  return (text, at) => skip(text, at) < 0 ? at : -1;
}

/** Skips something that may stand before the rest; only the rest where the two don't follow one another. */
export function perhaps(first: Skip, rest: Skip): Skip {
  return (text, at) => {
    const end = first(text, at), whole = end > at ? rest(text, end) : -1;
    return whole < 0 ? rest(text, at) : whole;
  };
}
