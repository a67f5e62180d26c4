/**
 * All rules of the grammar, in the order in which they look at a field: the first one that takes it wins.
 *
 * @module
 */
import { chain, change, clock, dateByMonth, namesBetweenSlashes, partOfMore, rateSet } from "./aside.ts";
import { amountSeen, batch, epoch, idle, ordinal, part, plainCount, step, valueOfCounter } from "./counters.ts";
import { valuesByNumber } from "./dictionaries.ts";
import { done } from "./done.ts";
import { leading } from "./leading.ts";
import { letterOfBatch, letters } from "./letters.ts";
import {
  amountInName,
  bestBeside,
  listOfData,
  rangeInName,
  stepInList,
  valueOfPolicy,
  valuesOfClasses,
} from "./lists.ts";
import { nameInBrackets, namesThenValues, valuesOfTemplate } from "./name_lists.ts";
import {
  amountOfSplit,
  countedOfTotal,
  element,
  givenInName,
  pairBetweenSlashes,
  stepInName,
  twoDecimals,
  value,
  valueOfGoal,
} from "./named.ts";
import { valueOfRecord } from "./records.ts";
import { numberedName } from "./numbered.ts";
import { counterOfBest } from "./of_best.ts";
import { openList } from "./open_list.ts";
import type { Rule } from "./rule.ts";
import { valuesBeforeNames, valuesOfSplit } from "./before_names.ts";
import { batchOfSplit, countOfSplit, epochOfTraining, stepOfSplit } from "./split_counters.ts";
import { splitBehind } from "./split_behind.ts";
import { carried, carriedPast, countBehind, counterByUnit, nameBehind, namesBehind, share, speed } from "./unnamed.ts";
import { timeTaken } from "./times.ts";
import { valuesOfTuples } from "./tuples.ts";
import { windowInName, windowInSentence } from "./windows.ts";
import { wordBehind } from "./word_behind.ts";

/** The table. `mutants` takes each rule out in turn. */
export const RULES: Rule[] = [
  clock,
  dateByMonth,
  namesBetweenSlashes,
  chain,
  change,
  rateSet,
  partOfMore,
  wordBehind,
  carriedPast,
  amountInName,
  windowInName,
  namesThenValues,
  valuesOfTemplate,
  nameInBrackets,
  valuesOfTuples,
  stepInList,
  openList,
  valuesOfClasses,
  valuesByNumber,
  letterOfBatch,
  letters,
  valueOfCounter,
  counterOfBest,
  givenInName,
  numberedName,
  part,
  windowInSentence,
  amountSeen,
  listOfData,
  step,
  epoch,
  batch,
  done,
  idle,
  ordinal,
  stepOfSplit,
  rangeInName,
  valuesOfSplit,
  valueOfRecord,
  bestBeside,
  stepInName,
  pairBetweenSlashes,
  twoDecimals,
  valueOfGoal,
  batchOfSplit,
  countedOfTotal,
  epochOfTraining,
  countOfSplit,
  valueOfPolicy,
  element,
  amountOfSplit,
  value,
  plainCount,
  valuesBeforeNames,
  share,
  carried,
  splitBehind,
  speed,
  timeTaken,
  namesBehind,
  nameBehind,
  counterByUnit,
  countBehind,
  leading,
];
