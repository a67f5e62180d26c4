/**
 * Names of several words, and the sentences around them.
 *
 * @module
 */
import { isCounterRole, type NameRole, understandName } from "../../words/name.ts";
import { spacedWords } from "../../scan/split_text.ts";
import { endsSentence, mayBeNoun, mayQualify, nameInClause, qualifies } from "../../words/prose.ts";
import { namesSplit, phaseOf, phaseOfWord } from "../../words/splits.ts";
import { counterOf, isLimit } from "../../words/counters.ts";
import { carriedName } from "../carried.ts";
import { dataEnd, phaseWithin } from "../on_data.ts";
import type { PhraseDraft, PhraseRule } from "./draft.ts";

/** Sets the end of a name aside: `readPhrase` puts it behind the name again. */
function setAside(draft: PhraseDraft, end: string | undefined): false {
  if (end && end.length < draft.key.length && draft.end === "") {
    Object.assign(draft, { key: draft.key.slice(0, -end.length), end });
  }
  return false;
}

/** `best so far 0.5`, beside the newest `best`; `best this run: 0.5`. */
export const bestSoFar: PhraseRule = {
  name: "the best value so far, without the name of what it is of",
  lines: [["gen 3 | best 0.5 | mean 0.75 | best so far 0.25", "best=0.5@3 mean=0.75@3 best_so_far=0.25@3"], [
    "epoch 3 | acc: 0.5 | best this run: 0.6",
    "acc=0.5@3 best_this_run=0.6@3",
  ]],
  read: (draft) => draft.isLong && setAside(draft, BEST_SO_FAR.exec(draft.key)?.[1]),
};

const BEST_SO_FAR = /^(?:best|worst|lowest|highest)( so far| this \p{L}+)$/iu;

const WINDOW = /(?:^| )(?:(?:of|over|in|for|from|across) )?(?:the |our )?(?:last|past) \d+(?: (?!is )\p{L}+){0,2}$/iu;

/** `Average reward over the last 100 episodes: 12.5`. */
export const ofNewestValues: PhraseRule = {
  name: "how many of the newest values a mean is of",
  lines: [[
    "Episode 3 finished with mean reward of last 100 episodes: 12.5",
    "mean_reward_of_last_100_episodes=12.5@3",
  ]],
  read: (draft) => draft.isLong && setAside(draft, WINDOW.exec(draft.key)?.[0]),
};

/** What a logger says of the metric that it names: `Logging metric loss=0.5`. */
const LOGGED = /^(?:logging|logged|recorded|reporting) (?:(?:metric|scalar|value)s? )?(?=\p{L})/iu;

/** Its words are no part of the name. */
export const loggedName: PhraseRule = {
  name: "what a logger says of the name behind it",
  lines: [["step 3: logged scalar widgets=0.5", "widgets=0.5@3"]],
  read(draft) {
    if (draft.isLong) draft.key = draft.key.replace(LOGGED, "");
    return false;
  },
};

/** What a program says of the counter before a name, or of a part of training: `epoch=1 done val_loss=0.5`, `validation complete loss=0.5`. */
const DONE = /^(?:(\p{L}{3,20}) )?(?:done|finished|completed?|ended|over),? (?=\p{L})/iu;

/** True for a metric's own word: `Accuracy over all folds` is of the metric. */
const isMetric = (word: string) => understandName(word).known && !namesSplit(word);

/** What a program says that it prints of a split: `CV info cv_loss 0.5`. */
const TOLD = /^(\p{L}{2,20}) (?:(?:infos?|stats|statistics|summary|results?|metrics|report|status):?|log:) (?=\p{L})/iu;

/** The word for the split stays in the line, not in the name. */
export const toldOfSplit: PhraseRule = {
  name: "what a program says that it prints of a split",
  lines: [
    ["epoch 3 CV info cv_loss 0.5", "cv_loss=0.5@3"],
    ["epoch 3 valid stats acc: 0.5", "valid_acc=0.5@3"],
    ["epoch 3 val log loss: 0.5", "val_log_loss=0.5@3"],
  ],
  read(draft) {
    const told = draft.isLong ? TOLD.exec(draft.key) : null;
    if (!told || !namesSplit(told[1]!)) return false;
    draft.key = draft.key.slice(told[0].length);
    draft.isLong = /\s/.test(draft.key);
    markSplit(draft, phaseOfWord(told[1]!));
    return false;
  },
};

/** It is no part of the name. */
export const doneBefore: PhraseRule = {
  name: "what a program says of the counter before the name",
  lines: [["epoch=3 done widgets=0.5", "widgets=0.5@3"], [
    "step 3: validation complete loss=0.5",
    "val_loss=0.5@3",
  ]],
  read(draft) {
    const done = draft.isLong ? DONE.exec(draft.key) : null;
    if (!done || (done[1] !== undefined && (!draft.separated || isMetric(done[1])))) return false;
    const key = draft.key.slice(done[0].length);
    draft.key = endsSentence(key) ? "" : key; // `done in 3.2s`
    draft.isLong = /\s/.test(draft.key);
    if (done[1] !== undefined) markSplit(draft, phaseOf(` ${done[1]} `));
    return false;
  },
};

/** `und die Genauigkeit 0,9`, `la perte est de 0,5`. */
export const articlesBefore: PhraseRule = {
  name: "articles, and verbs of other languages, before a known name",
  lines: [
    ["Nach Epoche 3 beträgt der Verlust 0.5 und die Genauigkeit 0.9", "verlust=0.5@3 genauigkeit=0.9@3"],
    ["3번째 에폭 완료: 평균 손실은 0.5이고 정확도는 90%입니다.", "평균_손실=0.5@3 정확도=90@3"],
    ["Epoca 3: la perdita è 0.5 e l'accuratezza è 90%", "perdita=0.5@3 accuratezza=90@3"],
    ["étape 3, l'erreur moyenne vaut 0.5", "erreur_moyenne=0.5@3"],
  ],
  read(draft) {
    const name = nameInClause(spacedWords(draft.key));
    if (name !== draft.key && understandName(name).known) Object.assign(draft, { key: name, isLong: /\s/.test(name) });
    return false;
  },
};

/** Words that turn a counter into a setting: `Total optimization steps`. */
const AMOUNT = /\b(?:total|max(?:imum)?|num(?:ber)?|accumulation|warm-?up|every|per|no)\b/i;
/** In Portuguese it is the preposition before the counter: `perda no passo 3`. */
const IN = /(?:^| )no $/i;
const isAmount = (lead: string, counter: string): boolean =>
  AMOUNT.test(lead) && !(IN.test(lead) && counterOf(counter) !== null);

/** `Train Epoch`, `Loss after epoch`. An amount of steps stays a setting. */
export const counterLast: PhraseRule = {
  name: "a counter's word behind other words",
  lines: [["Current training step: 3 loss 0.5", "loss=0.5@3"], ["mean loss of epoch 3: 0.5", "mean_loss=0.5@3"], [
    "Time for epoch 3 is 9.5 sec\ngen_loss : 0.5",
    "gen_loss=0.5@3",
  ], ["Total reward in episode 3 is 0.5", "total_reward=0.5@3"]],
  read(draft) {
    if (!draft.isLong) return false;
    const words = spacedWords(draft.key), last = words.at(-1)!, { role } = understandName(last);
    if (!isCounterRole(role) || isAside(words)) return false;
    nameCounter(draft, last, role);
    return true;
  },
};

/** True for a counter's word in brackets behind a metric's name: `loss (batch)`. */
function isAside(words: readonly string[]): boolean {
  return /^[([]/.test(words.at(-1)!) && understandName(words.at(-2) ?? "").known;
}

function nameCounter(draft: PhraseDraft, last: string, role: NameRole): void {
  const own = understandName(draft.key).role === role ? draft.key : last;
  const lead = draft.key.slice(0, draft.key.length - own.length);
  const carried = carriedName(own, draft.head + lead);
  if (
    ((isAmount(lead, own) || isLimit(draft.key.toLowerCase())) && !understandName(carried).known) ||
    (understandName(lead.trim()).kind === "throughput" && !/ for $/i.test(lead))
  ) return;
  markSplit(draft, phaseOf(` ${lead}`) ?? phaseOf(own));
  draft.carried = carried;
  draft.counts = true;
  draft.key = own;
}

function markSplit(draft: PhraseDraft, phase: string | null): void {
  if (phase !== null) Object.assign(draft, { phase, holds: true });
}

/** `Accuracy on the test set: 0.9`. */
export const dataInName: PhraseRule = {
  name: "a metric and the data that it was measured on",
  lines: [
    ["step 3, we have Accuracy on the held-out set: 0.9", "accuracy_on_the_held-out_set=0.9@3"],
    [
      "step 3\nAccuracy of the net on the held-out images: 0.9",
      "accuracy_of_the_net_on_the_held-out_images=0.9@3",
    ],
    ["step 3\nMean loss on val: 0.5", "mean_loss_on_val=0.5@3"],
    ["step 3 drag on test: 0.5, σ on test = 0.25", "drag_on_test=0.5@3 σ_on_test=0.25@3"],
    [
      "epoch 3 test error of best model 0.5",
      "test_error_of_best_model=0.5@3",
    ],
  ],
  read: (draft) => draft.isLong && setAside(draft, dataEnd(draft.key)),
};

/** Words before a number that bounds others: `shift within tolerance 1e-4`. */
const BOUND = /^(?:from|than|within|below|under|above|beyond)$/i;

/** `Epoch finished with validation loss 0.5`. */
export const wordsOfSentence: PhraseRule = {
  name: "the words of a sentence before a name",
  lines: [
    ["epoch 3: training finished with validation loss 0.5", "validation_loss=0.5@3"],
    ["step 3: loss 0.5, shift within tolerance 0.01", "loss=0.5@3"],
    ["step 3\nAverage loss of the critic is 0.5", "average_loss_of_the_critic=0.5@3"],
    ["step 3\nTop-1 accuracy on digits: 0.5", "top-1_accuracy_on_digits=0.5@3"],
    ["step 3: arm/Mean loss 0.5 leg/swing reward 0.4", "arm/mean_loss=0.5@3 leg/swing_reward=0.4@3"],
    ["step 3, mean of used widgets: 2.5%", "mean_of_used_widgets=2.5@3"],
    ["step 3\nAccuracy over all folds: 0.5", "accuracy_over_all_folds=0.5@3"],
    [
      "step 3: mean loss over ranks 0.5, mIoU across all classes 0.25",
      "mean_loss_over_ranks=0.5@3 miou_across_all_classes=0.25@3",
    ],
    ["round 3 10-shot acc 0.5\nround 3 5-shot acc 0.4", "10-shot_acc=0.5@3 5-shot_acc=0.4@3"],
    ["round 3 hull drag (last 10 games) 0.5", "hull_drag_last_10_games=0.5@3"],
    ["round 3 Server-side test loss 0.5 / acc 0.25", "server-side_test_loss=0.5@3 test_acc=0.25@3"],
    ["step 3 best dev loss: 0.5, acc: 0.25", "best_dev_loss=0.5@3 acc=0.25@3"],
    ["Last test score: 0.5. Step: 3. Loss: 0.25", "last_test_score=0.5@3 loss=0.25@3"],
    ["step 3, grad norm test 0.5, loss test 0.25", "grad_norm_test=0.5@3 loss_test=0.25@3"],
    ["step 3, grad norm [test] 0.5, hull drag (test) 0.25", "grad_norm_test=0.5@3 hull_drag_test=0.25@3"],
    ["round 3: site_1 loss 0.5 site_2 loss 0.4", "site_1_loss=0.5@3 site_2_loss=0.4@3"],
    ["round 3 site_a loss 0.5\nround 3 site_b loss 0.4", "site_a_loss=0.5@3 site_b_loss=0.4@3"],
    ["época 3\nacurácia no conjunto de teste: 75.5", "acurácia_no_conjunto_de_teste=75.5@3"],
    ["Epoch 3 | Train. Fit: 0.5 | Test. Acc.: 0.4 | Loss: 0.3", "train_fit=0.5@3 test_acc=0.4@3 test_loss=0.3@3"],
    ["Epoch 3 | Recon. loss 0.5 | Learn. rate 0.25", "recon_loss=0.5@3 learn_rate=0.25@3"],
    ["Bước 3: độ chính xác trung bình trên tập kiểm tra: 0.5", "độ_chính_xác_trung_bình_trên_tập_kiểm_tra=0.5@3"],
  ],
  read(draft) {
    if (!draft.isLong) return false;
    const { separated, head } = draft, words = spacedWords(draft.key), from = nameFrom(words, separated, head);
    const isNoName = !separated &&
      (from > 0 && BOUND.test(words[from - 1]!) || endsSentence(words.at(-1)!));
    draft.key = isNoName ? "" : words.slice(from).join(" ");
    if (isNoName) return true;
    const own = phaseWithin(words.slice(from, -1));
    if (own) markSplit(draft, own);
    else if (from > 0) markSplit(draft, phaseOf(` ${words.slice(0, from).join(" ")}`));
    return true;
  },
};

/** Words within a name that end a sentence elsewhere, first in it and later. */
const FIRST_WORDS = /^(?:last|first|next|most|least|total|no)$/i,
  INNER_WORDS = /^(?:of|per|to|and|in|for|over|at|no|@)$/i;
/** The same directly behind a metric's own word: `accuracy on digits`, `error between two runs`. */
const BEHIND_METRIC = /^(?:on|with|without|between|across|after|before|by|using|against)$/i;
/** Words before what a mean is of. */
const SPREAD = /^(?:over|across)$/i;
/** The same behind one of those: `loss of the critic`. */
const INNER_ARTICLE = /^(?:the|an?|our|this|these|all|every)$/i;

/** A letter of Vietnamese, which puts a space behind each syllable. */
const SYLLABLE = /[đơư\u1ea0-\u1ef9]/iu;

/** What begins a name by the group that it is of: `evaluation/Average Returns`. */
const GROUPED = /^\p{L}[\p{L}\d_-]*\/\p{L}/u;

/** Index of the first word of the name: behind the last word of a sentence, and at most six words or twelve syllables before the number. */
function nameFrom(words: readonly string[], separated: boolean, before: string): number {
  const cut = words.findLastIndex((word, at) =>
    at < words.length - 1 && endsSentence(word) &&
    !(separated ? isInName(word, words[at - 1], words[at - 2]) : isSpread(word, words[at - 1]))
  );
  const longest = !separated ? 4 + asideWords(words) : words.some((word) => SYLLABLE.test(word)) ? 12 : 6;
  let from = Math.max(0, words.length - longest, cut + 1);
  if (separated || (from === 0 && GROUPED.test(words[0]!))) return from;
  const known = words.findIndex((word, at) => at >= from && understandName(word).known && !isSplitBehind(words, at));
  const isCell = words.length - from <= 2 && /\|\s*$/.test(before); // `| matrix lr 5e-07 |`
  while (!isCell && from < known && !isQualifier(words[from]!, from === known - 1)) from++;
  return from;
}

/** How many words stand in a bracket that closes behind the last one: `mean return (last 10 games)`. */
function asideWords(words: readonly string[]): number {
  const open = words.at(-1)!.endsWith(")") ? words.findLastIndex((word) => word.startsWith("(")) : -1;
  return open < 0 ? 0 : words.length - open;
}

/** True for a split in brackets, and for the last word where it is a split behind a name: `grad norm test 0.5`. */
function isSplitBehind(words: readonly string[], at: number): boolean {
  const word = words[at]!;
  if (/^[[(]/.test(word)) return true;
  const before = words[at - 1] ?? "";
  return at === words.length - 1 && namesSplit(word) && /^\p{L}/u.test(before) && mayBeNoun(before);
}

/** True between a metric's own word and what its mean is of, without a mark before the number: `mean loss over ranks 0.5`. */
function isSpread(word: string, before: string | undefined): boolean {
  return before !== undefined && SPREAD.test(word) && understandName(before).known;
}

/** True for such a word within a name. `before` is the word before it, `first` the one before that. Behind `of` stands what it is of. */
function isInName(word: string, before: string | undefined, first: string | undefined): boolean {
  if (before === undefined) return FIRST_WORDS.test(word);
  if (/^of$/i.test(before) && first !== undefined) return true;
  return joins(word, before) || (INNER_ARTICLE.test(word) && joins(before, first));
}

/** True for a word that joins a name to what stands before it. */
function joins(word: string, before: string | undefined): boolean {
  if (INNER_WORDS.test(word)) return true;
  return before !== undefined && BEHIND_METRIC.test(word) && understandName(before).known;
}

/** True for a word that is part of the name behind it. `isNext` says that the metric's own word is the next one. */
function isQualifier(word: string, isNext: boolean): boolean {
  const bare = word.replace(/\.$/, "");
  return qualifies(bare.toLowerCase()) || (isNext && mayQualify(bare)) || namesSplit(word) ||
    understandName(word).known;
}
