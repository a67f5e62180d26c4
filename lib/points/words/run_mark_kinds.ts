/**
 * Lines that tell what happened to a run: a checkpoint was saved, training stopped early, memory ran out. A line that speaks of what will
 * happen, may happen or did not happen is none of them. Each record's lines are a test.
 *
 * @module
 */
import type { RunMarkKind } from "../../model.ts";
import { type Clues, type Look, lookAt, makeClues, mayStand } from "../scan/clues.ts";
import { MODEL_FILE_END } from "./checkpoints.ts";
import { RUN_WORDS } from "./tables/run_words.ts";
import { eitherWord, isGlued, isSpaced, spokenIn, type Words, wordsIn } from "./tables/table.ts";
import { containing, eitherOf, following, matchesOf, type Sign, standing, wordsOf } from "./word_list.ts";

/** What a line tells; `opens` for the first line of a traceback, whose last line says what failed. */
export type LineMark = Exclude<RunMarkKind, "nan" | "silence" | "note"> | "opens";

/** A kind of lines. */
export interface LineMarkKind {
  kind: LineMark;
  /** Lines of this kind. */
  lines: readonly string[];
  /** Lines that look like it and aren't. */
  others: readonly string[];
  clues: Clues;
  /** One of these is found in each of its lines. */
  signs: readonly Sign[];
  /** None of these is. */
  not: readonly Sign[];
}

/** Finds the words of some meanings that spaces part from others, and those that are glued to others. */
const spaced = (...meanings: readonly Words[]) => wordsOf(wordsIn(...meanings).filter(isSpaced).join(" "));
const glued = (...meanings: readonly Words[]) =>
  matchesOf(new RegExp(eitherWord(wordsIn(...meanings).filter(isGlued)), "gu"));

const { model, resumed, saved, stoppedEarly } = RUN_WORDS;
const SAVED = spaced(saved), SAVED_GLUED = glued(saved);
const FILE = matchesOf(new RegExp(String.raw`${MODEL_FILE_END}(?![\w.])`, "giu"));
const MODEL_WORD = spaced(model), MODEL_GLUED = glued(model), MODEL = eitherOf(MODEL_WORD, FILE);
/** Characters between what is saved and that it is, in scripts without spaces. */
const GLUED_GAP_CHARS = 13;
const HEDGE = standing(wordsOf(
  "not no never will would should could can may if when whenever every each before without unable failed skip skipping",
));
const HEDGE_AFTER = standing(
  wordsOf("after frequency interval directory dir folder path only none best_only disabled enabled shards"),
);

/** `Save model to best.pt`, at the start of a line. */
const SAVES: Sign = {
  test(text) {
    const start = SAVE.exec(text)?.[0].length;
    return start !== undefined &&
      MODEL_WORD(text).some(([from, to]) =>
        from > start && /^ (?:\S+ ){0,2}$/.test(text.slice(start, from)) &&
        /^ (?:to|in|as|at)/i.test(text.slice(to, to + 4))
      );
  },
};
const SAVE = /^(?:=> |\W{0,3})(?<![\p{L}\p{N}_.-])saves?(?![\p{L}\p{N}_])/iu;

/** Every kind, in the order in which they are asked. */
export const LINE_MARK_KINDS: readonly LineMarkKind[] = [
  {
    kind: "opens",
    lines: ["Traceback (most recent call last):", "[rank1]: Traceback (most recent call last):"],
    others: ["see the Traceback below"],
    clues: makeClues("traceback (most"),
    signs: [/Traceback \(most recent call last\):\s*$/],
    not: [],
  },
  {
    kind: "out_of_memory",
    lines: [
      "torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB (GPU 0; 15.90 GiB total)",
      "RuntimeError: MPS backend out of memory (MPS allocated: 17.8 GB)",
      "jaxlib.xla_extension.XlaRuntimeError: RESOURCE_EXHAUSTED: Out of memory while trying to allocate 8589934592 bytes.",
      "slurmstepd: error: Detected 1 oom-kill event(s) in StepId=4711.batch",
      "numpy.core._exceptions._ArrayMemoryError: Unable to allocate 7.45 GiB for an array",
      "terminate called after throwing an instance of 'std::bad_alloc'",
      "MemoryError",
    ],
    others: [
      "Try a smaller batch if you run out of memory",
      "out of memory: 0",
      "skipping batch: no out of memory so far",
      "gpu_oom_retries=3",
    ],
    clues: makeClues(
      ..."memoryerror bad_alloc resource_exhausted oom-kill".split(" "),
      "out of memory",
      "oom kill",
    ),
    signs: [
      /\bout of memory\b/i,
      /OutOfMemoryError|^(?:[\w.]*\.)?_?\w*MemoryError(?::|$)|std::bad_alloc|RESOURCE_EXHAUSTED/,
      /\boom[- ]kill/i,
    ],
    not: [
      /\b(?:if|when|in case|may|might|could|avoid|prevent|no|without|to)\b.{0,40}\bout of memory/i,
      /out of memory[ :=]+\d/i,
    ],
  },
  {
    kind: "traceback",
    lines: [
      "thread 'main' panicked at src/main.rs:12:5:",
      "terminate called after throwing an instance of 'c10::Error'",
      'Exception in thread "main" java.lang.IllegalStateException: no data',
      "ERROR: LoadError: DimensionMismatch: matrix A has dimensions (3,2)",
      "Uncaught TypeError: x is not a function",
    ],
    others: ["ERROR: could not open the tracker, going on", "Exception handling is on", "error: 0.25"],
    clues: makeClues("panicked at ", "terminate called ", "exception in thread ", "loaderror", "uncaught "),
    signs: [
      /^thread '[^']*'(?: \(\d+\))? panicked at /,
      /^terminate called after throwing an instance of /,
      /^Exception in thread "[^"]*" \w/,
      /^ERROR: LoadError: |^Uncaught \w*Error: /,
    ],
    not: [],
  },
  {
    kind: "early_stopping",
    lines: [
      "Epoch 00012: early stopping",
      "Early stopping, best iteration is:",
      "Early stopping triggered at epoch 31",
      "Stopping early: no improvement for 10 epochs",
      "Training stopped early after 20 epochs",
      "Monitored metric val_loss did not improve in the last 3 records. Best score: 0.213. Signaling Trainer to stop.",
      "Stopping. Best iteration:",
      "Stopped by overfitting detector  (20 iterations wait)",
      "触发早停,停止训练",
      "Ранняя остановка на эпохе 12",
    ],
    others: [
      "EarlyStopping counter: 3 out of 7",
      "early_stopping_rounds: 50",
      "early stopping: True",
      "Early stopping patience: 5",
      "Training until validation scores don't improve for 20 rounds, with early stopping",
      "Using early stopping with patience 10",
      "early stopping enabled",
      "Did not meet early stopping. Best iteration is:",
    ],
    clues: makeClues(
      ...["early", "signaling trainer", "stopping. best", "stopped by "],
      ...spokenIn(stoppedEarly),
    ),
    signs: [
      /(?<![\p{L}\p{N}_.-])early[ -]stop(?:ping|ped)?\b(?! ?[:=]? ?(?:on|off|true|false|none|yes|no|\d)\b)/iu,
      /\bstopp(?:ing|ed) (?:\w+ )?early\b|\bsignaling trainer to stop\b/i,
      /^stopping\. best iteration|^stopped by overfitting detector/i,
      containing(spokenIn(stoppedEarly)),
    ],
    not: [
      /counter|patience|rounds?\b|callback|\b(?:using|use|with|monitor(?:ing)?|enabled?|disabled?|if|will|without|no early)\b/i,
      standing(wordsOf("until unless should would could may meet met")),
    ],
  },
  {
    kind: "restart",
    lines: [
      "Resuming training from checkpoint out/checkpoint-500",
      "Resume training from epoch 201 and global step 8241",
      "[Checkpoint] resumed from ./checkpoints/latest.pt at step 47700",
      "=> loaded checkpoint 'model_best.pth.tar' (epoch 12)",
      "Restoring the corpus state to epoch 31, batch 14000",
      "Master parameters and optimizers restored from training checkpoint model/model.npz",
      "Continuing training from step 1000",
      "从检查点恢复训练",
      "Restored all states from the checkpoint at logs/last.ckpt",
    ],
    others: [
      "resume: None",
      "resume = False",
      "No checkpoint found, training from scratch",
      "Would load a checkpoint here, but none found yet.",
      "Loading checkpoint shards: 100% 2/2",
      "loaded pretrained weights from resnet50.pth",
      "Use --resume to continue training from the last checkpoint",
      "will resume from the last checkpoint if it exists",
      "[Resume] loaded config from checkpoint",
      "INFO:tensorflow:Restoring parameters from /tmp/model.ckpt-200",
      "Restoring model weights from the end of the best epoch: 12.",
    ],
    clues: makeClues(..."resum continu restor".split(" "), "loaded ", "loading ", ...wordsIn(resumed)),
    signs: [
      following(wordsOf("resuming resumed resume continuing continued"), matchesOf(/ (?:from|at)\b/gi), {
        between: /^(?: \S+){0,3}$/,
      }),
      following(
        wordsOf("restoring restored"),
        eitherOf(FILE, wordsOf("checkpoint ckpt state training")),
        { charsMax: 60 },
      ),
      following(wordsOf("loaded loading"), matchesOf(/\((?:epoch|step|iter(?:ation)?)[ :=]*\d+\)/gi), {
        between: /^ .{0,80}$/,
      }),
      containing(wordsIn(resumed)),
    ],
    not: [
      standing(wordsOf("not no none if when will would should can use scratch")),
      /--resume|restoring parameters|best epoch|下次|如果/iu,
    ],
  },
  {
    kind: "checkpoint",
    lines: [
      "Saving model checkpoint to out/checkpoint-500",
      "checkpoint has been saved to logs/ckpt/best.ckpt!",
      "Epoch 00003: val_loss improved from inf to 0.52131, saving model to best.h5",
      "=> saving checkpoint 'runs/Ant/nn/Ant.pth'",
      "Model saved!",
      "INFO output/alexnet/ckpt_best.pth saved !!!",
      "Save model to ./best.pt",
      "保存最佳模型 (val_loss=3.2508)",
      "モデルを保存しました: best.pt",
      "Modell gespeichert: bestes.pt",
      "Модель сохранена в best.pt",
      "Checkpoint written to step_100.msgpack",
    ],
    others: [
      "Saving model every 500 steps",
      "the model will be saved to out/",
      "Calling checkpoint listeners before saving checkpoint 0...",
      "save_ckpt = 1",
      "Writing model shards: 100%|██████████| 1/1 [00:00<00:00, 66.14it/s]",
      "save-checkpoint: 12.34",
      "Saving prediction results to saves/predictions.json",
      "Run data is saved locally in wandb/run-1",
      "model not saved: val_loss did not improve",
      "Done saving data into cached files.",
      "wrote shards/train-000000.tar .. train-000117.tar (18.9 GB)",
      "Loaded model from best.pt, saved last week by somebody",
      "Activation checkpointing is on",
      "Checkpoint every 150 steps",
    ],
    clues: makeClues(
      "sav",
      ...wordsIn(saved),
    ),
    signs: [
      following(SAVED, MODEL),
      following(MODEL, SAVED),
      SAVES,
      following(SAVED_GLUED, eitherOf(MODEL_GLUED, wordsOf("checkpoint")), { charsMax: GLUED_GAP_CHARS }),
      following(MODEL_GLUED, SAVED_GLUED, { charsMax: GLUED_GAP_CHARS }),
    ],
    not: [HEDGE, HEDGE_AFTER, /^load(?:ed|ing)\b|不保存|未保存/iu],
  },
];

/** Longest text that is looked at, characters. */
const TEXT_MAX_CHARS = 400;

/**
 * What a line tells; null when it tells nothing of these.
 *
 * @example
 * ```ts
 * import { lineMarkOf } from "./run_mark_kinds.ts";
 * lineMarkOf("Epoch 00012: early stopping"); // "early_stopping"
 * lineMarkOf("EarlyStopping counter: 3 out of 7"); // null
 * ```
 */
export function lineMarkOf(text: string, look: Look = lookAt(text)): LineMark | null {
  if (text.length > TEXT_MAX_CHARS) text = text.slice(0, TEXT_MAX_CHARS);
  for (const { kind, clues, signs, not } of LINE_MARK_KINDS) {
    if (!mayStand(clues, look)) continue;
    if (signs.some((sign) => sign.test(text)) && !not.some((sign) => sign.test(text))) return kind;
  }
  return null;
}
