/**
 * What terminals, tools and launchers of many processes print before a program's own words: marks, ranks, containers.
 *
 * @module
 */
import { makeClues } from "../../scan/clues.ts";
import { endsCounter } from "../../scan/number_start.ts";
import { namesSplit } from "../splits.ts";
import { makePart, makeRankPart, type PrefixPart, skipOrStay } from "./prefix_part.ts";
import { anyOf, inOrder, skipMatch, skipWord, unless } from "./skip.ts";

/** Marks, and what stands behind those that may be words of the program. */
const MARKS = anyOf(
  skipMatch("(?:[->]{1,2} |## |\\$ |>>> ?|>> ?|wandb: |PROGRESS: |(?:stdout|stderr) [FP] )"),
  skipMatch(String.raw`(?:\[\d{1,6}\] (?=")|[DIWEFA], (?=\[)|# (?=[^\d#])|\d{1,7}:(?=\{)|DLL (?=\d{4}-))`),
  skipMatch(String.raw`\[[\w.-]{1,40}\] (?=\d{4}-\d\d-\d\d)`),
);

/** `wandb: `, `>> `, `stdout F `. */
export const toolMark: PrefixPart = makePart({
  name: "the mark of a terminal or of a tool",
  place: "anywhere",
  lines: [
    ["wandb: loss 0.3", "loss 0.3"],
    ["    ## 8/8 - 2s", "8/8 - 2s"],
    ["2024-01-01T10:00:00.123Z stdout F step=11", "step=11"],
    ["51:{'loss': 0.09}", "{'loss': 0.09}"],
  ],
  own: inOrder(MARKS, skipMatch(String.raw`\s*`)),
});

const NODE = skipMatch(String.raw`\[[A-Za-z][\w.-]{0,60}:(?=\d{1,5}\/\d{1,5}\])`);
/** The name of the node, behind its bracket and before its colon. */
const nodeIn = (text: string, at: number, end: number) => text.slice(at + 1, end - 1);

/** A node, its rank and the number of ranks. A counter's word and a split's are no node. */
export const nodeRank: PrefixPart = makeRankPart({
  name: "a node, its rank and the number of ranks",
  clues: makeClues("["),
  place: "anywhere",
  lines: [["[node1:0/2] 2025-07-19 08:49:04,080 (trainer:464) INFO: 1epoch:train", "1epoch:train"]],
  mark(text, at) {
    const end = NODE(text, at);
    return end > 0 && (endsCounter(text, end - 1) || namesSplit(nodeIn(text, at, end))) ? -1 : end; // `[epoch:1/9]`
  },
  tail: skipMatch(String.raw`\d{1,5}\/\d{1,5}\]\s*`),
});

const RANK_WORDS: ReadonlySet<string> = new Set(
  "rank Rank RANK gpu Gpu GPU worker Worker default proc process node".split(" "),
);
/** What may stand before the word: a bracket, the name of a service, what the rank is of. */
const RANK_LEAD = skipMatch(String.raw`[\[(<]?(?:(?:[A-Za-z][\w-]{0,20}[:.,]|(?:global|local)\s)(?=[A-Za-z]))?`);

/** A value behind the digits: `Rank-1: 82.5%` says how often the first of a ranking is right. */
const NO_VALUE = unless(skipMatch(String.raw`\d{1,5} {0,3}[:|=] {0,3}\d{1,3}(?:\.\d+%?|%)(?:\s|$)`));

/** `[rank1]: `, `rank 2 | `, `[default0]:`. */
export const namedRank: PrefixPart = makeRankPart({
  name: "a rank, by its word",
  clues: makeClues(..."rank gpu worker default proc node".split(" ")),
  place: "anywhere",
  lines: [["[default0]:step 3", "step 3"], ["rank 2 | step 3", "step 3"], [
    "2024-05-01 12:00:00 [GPU1] INFO step 3",
    "step 3",
  ], [
    "trainer-1  | [rank3]: loss 3.2",
    "loss 3.2",
  ], ["Rank-1: 82.5% Rank-5: 90.0%", "Rank-1: 82.5% Rank-5: 90.0%"]],
  mark: inOrder(
    RANK_LEAD,
    skipWord(RANK_WORDS),
    skipMatch(String.raw`[ :_=#-]{0,2}(?=\d{1,5}(?:[\])>:|,/]|\s*[|-]\s|\s(?=[\[A-Za-z])))`),
    NO_VALUE,
  ),
  tail: skipMatch(String.raw`\d{1,5}(?:\/\d{1,5})?[\])>]?[:|,]?\s*(?:[|-]\s+)?`),
});

/** `(worker pid=8801, rank=0) `, `[pid=42 rank=1]: `. */
export const rankAmongFields: PrefixPart = makeRankPart({
  name: "a rank among other fields in brackets",
  clues: makeClues("rank="),
  place: "anywhere",
  lines: [["(worker pid=8801, rank=0) step 3 loss 0.2", "step 3 loss 0.2"], ["[pid=42 rank=1]: step 3", "step 3"]],
  mark: skipMatch(String.raw`[\[(](?:[\w.:-]{1,40}[ ,=|]{1,2}){0,6}rank=(?=\d)`),
  tail: skipMatch(String.raw`\d{1,5}(?:[ ,|]{1,2}[\w.:-]{1,40}(?:=[\w.:-]{1,40})?){0,4}[\])]:?\s*`),
});

/** `[1,2]<stdout>:`. */
export const mpiRank: PrefixPart = makeRankPart({
  name: "mpirun's job and rank",
  clues: makeClues("]<std"),
  place: "anywhere",
  lines: [["[1,2]<stdout>:step 3 loss", "step 3 loss"]],
  mark: skipMatch(String.raw`\[\d+,(?=\d{1,5}\]<std(?:out|err)>:)`),
  tail: skipMatch(String.raw`\d{1,5}\]<std(?:out|err)>:\s?`),
});

const REPLICA = skipMatch(String.raw`[A-Za-z][\w.-]{0,60}[-_](?=\d{1,4}\s{1,20}\|)`);

/** A replica of a service, as docker compose prints it: `trainer-1  | `. */
export const replicaRank: PrefixPart = makeRankPart({
  name: "a service and its replica, as docker compose prints them",
  clues: makeClues("|"),
  place: "start of the line",
  lines: [["trainer-1  | step 3 loss 0.2", "step 3 loss 0.2"]],
  mark(text, at) {
    const end = REPLICA(text, at);
    return end > 0 && endsCounter(text, end - 1) ? -1 : end; // `step_10 | loss`
  },
  tail: skipMatch(String.raw`\d{1,4}\s{1,20}\| ?`),
  replicasFrom: 1,
});

const SRUN = skipMatch(String.raw` ?(?=\d{1,4}: (?=[^\s\d]))`);

/** `3: ` at the start of a line, as `srun -l` prints it. */
export const bareRank: PrefixPart = {
  name: "a bare rank, as srun -l prints it",
  place: "start of the line",
  lines: [["3: {'loss': 0.3}", "{'loss': 0.3}"], ["1: [3/40] loss 0.3", "[3/40] loss 0.3"]],
  rank: { digits: (text, at) => skipOrStay(SRUN, text, at), isBare: true, replicasFrom: -1 },
  skip(text, at) {
    const digits = SRUN(text, at);
    return digits < 0 ? at : text.indexOf(":", digits) + 2;
  },
};

/** `(RayTrainWorker pid=1234) `. */
export const rayWorker: PrefixPart = makePart({
  name: "a worker of Ray",
  clues: makeClues("pid=", "ip="),
  place: "start of the line",
  lines: [["(RayTrainWorker pid=1234) epoch 1 loss 0.3", "epoch 1 loss 0.3"]],
  own: skipMatch(String.raw`\((?:[A-Za-z_][\w.]{0,60} )?(?:pid|ip)=[^)]{1,80}\)\s*`),
});

/** A replica of a service, as kubectl prints its pod: `[pod/trainer-1/main] `. They count from 0. */
export const podRank: PrefixPart = makeRankPart({
  name: "a replica by its pod of Kubernetes",
  clues: makeClues("pod/"),
  place: "start of the line",
  lines: [["[pod/train-0/main] step 3 loss 0.2", "step 3 loss 0.2"], ["pod/train-1/main: step 3 loss", "step 3 loss"]],
  mark: skipMatch(String.raw`\[?pod/[a-z][a-z\d.-]{0,80}-(?=\d{1,4}[/:\]])`),
  tail: skipMatch(String.raw`\d{1,4}(?:/[\w.-]{1,80})?[\]:]:?\s+`),
  replicasFrom: 0,
});

/** `[pod/train-7d9f/main] `. */
export const pod: PrefixPart = makePart({
  name: "a pod of Kubernetes",
  clues: makeClues("[pod/"),
  place: "start of the line",
  lines: [["[pod/train-7d9f/main] step 3 loss 0.2", "step 3 loss 0.2"]],
  own: skipMatch(String.raw`\[pod/[^\]\s]{1,200}\]\s*`),
});
