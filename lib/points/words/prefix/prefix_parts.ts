/**
 * All parts of prefixes, in the order in which each turn looks for them.
 *
 * @module
 */
import {
  bareRank,
  mpiRank,
  namedRank,
  nodeRank,
  pod,
  podRank,
  rankAmongFields,
  rayWorker,
  replicaRank,
  toolMark,
} from "./launchers.ts";
import { classLogger, dottedLogger, hosted, hostLogger, logger, rootLogger, sourcePlace, syslog } from "./loggers.ts";
import type { PrefixPart } from "./prefix_part.ts";
import { elapsed, glog, level, stamp } from "./stamps.ts";

/** The table. `mutants` takes each part out in turn. */
export const PREFIX_PARTS: PrefixPart[] = [
  toolMark,
  nodeRank,
  namedRank,
  rankAmongFields,
  mpiRank,
  replicaRank,
  bareRank,
  rayWorker,
  podRank,
  pod,
  glog,
  stamp,
  elapsed,
  level,
  rootLogger,
  sourcePlace,
  hosted,
  syslog,
  hostLogger,
  logger,
  dottedLogger,
  classLogger,
];
