/**
 * All rules for the text before a number, in the order in which they read it.
 *
 * @module
 */
import type { PhraseRule } from "./draft.ts";
import { elementName, enclosedName, normName, quotedName } from "./enclosing.ts";
import { bracketsBefore, typeAround, typeBefore } from "./opened.ts";
import {
  articlesBefore,
  bestSoFar,
  counterLast,
  dataInName,
  doneBefore,
  loggedName,
  ofNewestValues,
  toldOfSplit,
  wordsOfSentence,
} from "./prose.ts";
import {
  endOfSentence,
  metricBeforeCounter,
  nameBeforeBracket,
  nameOfBound,
  nameOfClass,
  splitBeforeName,
  splitOfBracket,
  startOfName,
} from "./single.ts";
import {
  cellBorder,
  columnOf,
  commaBetween,
  dashAlone,
  dashBetween,
  leadersBetween,
  marksBehind,
  remarkBefore,
  sentenceBetween,
  signBetween,
  unfilled,
  wordBetween,
} from "./ties.ts";

/** The table. `mutants` takes each rule out in turn. */
export const PHRASE_RULES: PhraseRule[] = [
  nameOfBound,
  typeBefore,
  bracketsBefore,
  typeAround,
  enclosedName,
  elementName,
  quotedName,
  signBetween,
  leadersBetween,
  unfilled,
  remarkBefore,
  dashBetween,
  normName,
  cellBorder,
  commaBetween,
  columnOf,
  wordBetween,
  dashAlone,
  marksBehind,
  sentenceBetween,
  startOfName,
  nameOfClass,
  splitBeforeName,
  splitOfBracket,
  metricBeforeCounter,
  endOfSentence,
  nameBeforeBracket,
  bestSoFar,
  ofNewestValues,
  loggedName,
  doneBefore,
  toldOfSplit,
  articlesBefore,
  counterLast,
  dataInName,
  wordsOfSentence,
];
