/**
 * All rules of the grammar, in the order in which they look at a field: the first one that takes it wins.
 *
 * @module
 */
import { chain, namesBetweenSlashes, pairBetweenSlashes } from "./slashes.ts";
import { change, rateSet } from "./changes.ts";
import { clock, dateByMonth, givenInRecord, partOfMore, partOfText } from "./no_values.ts";
import { amountSeen, batch, epoch, ordinal, step, valueOfCounter } from "./counters.ts";
import { part } from "./part_values.ts";
import { idle, plainCount } from "./asides.ts";
import { valuesByNumber } from "./dictionaries.ts";
import { done } from "./done.ts";
import { leading } from "./leading.ts";
import { letterOfBatch, letters } from "./letters.ts";
import { countBeforeValue, listOfData, stepInList, valueOfPolicy, valuesOfClasses } from "./lists.ts";
import { nameInBrackets, namesThenValues, valuesOfTemplate } from "./name_lists.ts";
import {
  amountOfSplit,
  countedOfTotal,
  element,
  givenInName,
  stepInName,
  twoDecimals,
  value,
  valueOfGoal,
} from "./named.ts";
import { valueOfRecord } from "./records.ts";
import { numberedName } from "./numbered.ts";
import { bestBeside, counterOfBest } from "./of_best.ts";
import { openList } from "./open_list.ts";
import { parameterOfName } from "./parameters.ts";
import type { Rule } from "./rule.ts";
import { valuesBeforeNames, valuesOfSplit } from "./before_names.ts";
import { batchOfSplit, countOfSplit, epochOfTraining, stepOfSplit } from "./split_counters.ts";
import { splitBehind } from "./split_behind.ts";
import { countBehind, counterByUnit, share } from "./unnamed.ts";
import { speed } from "./speeds.ts";
import { nameBehind, namesBehind } from "./names_behind.ts";
import { carried, carriedPast } from "./carried_values.ts";
import { timeInFields, timeInUnits, timeTaken } from "./times.ts";
import { valuesOfTuples } from "./tuples.ts";
import { amountInName, argumentInName, rangeInName, windowInName, windowInSentence } from "./windows.ts";
import { wordBehind } from "./word_behind.ts";

/** The table. `mutants` takes each rule out in turn. */
export const RULES: Rule[] = [
  givenInRecord,
  partOfText,
  clock,
  dateByMonth,
  timeInUnits,
  namesBetweenSlashes,
  chain,
  change,
  rateSet,
  windowInName,
  argumentInName,
  partOfMore,
  wordBehind,
  carriedPast,
  amountInName,
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
  timeInFields,
  numberedName,
  parameterOfName,
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
  countBeforeValue,
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
