/**
 * What stands between the parts of a line: counters, the words of splits, fields.
 *
 * @module
 */

/** What stands between the counters and the fields. */
export const HEAD_TIES: Record<string, string> = {
  "colon": ": ",
  "bar": " | ",
  "dash": " - ",
  "comma": ", ",
  "blank": " ",
  "tab": "\t",
  "arrow": " -> ",
  "double arrow": " => ",
  "greater": " >> ",
  "semicolon": "; ",
  "long dash": " — ",
  "two blanks": "  ",
  "spaced colon": " : ",
  "colon tab": ":\t",
  "colons": ":: ",
  "dots": " ... ",
  "three dashes": " --- ",
  "drawn bar": " │ ",
  "full stop": ". ",
  "colon bar": ": | ",
  "colon without a blank": ":",
};

const some = (...keys: string[]) => Object.fromEntries(keys.map((key) => [key, HEAD_TIES[key]!]));

/** The same behind a number that no word says what it counts. */
export const BARE_TIES: Record<string, string> = some("colon", "bar", "dash", "comma", "blank", "tab", "two blanks");

/** The same where an epoch is over. */
export const END_TIES: Record<string, string> = {
  ...HEAD_TIES,
  "done": " done. ",
  "finished": " finished, ",
  "completed": " completed - ",
};

/** Where a line's split stands: `S` its word, `C` the counters. */
export const HEADS: Record<string, string> = {
  "Train Epoch 3": "S C",
  "Train: Epoch 3": "S: C",
  "[Train] Epoch 3": "[S] C",
  "(train) Epoch 3": "(S) C",
  "Train - Epoch 3": "S - C",
  "Train | Epoch 3": "S | C",
  "Epoch 3 Train": "C S",
  "Epoch 3 [Train]": "C [S]",
  "Epoch 3 (train)": "C (S)",
  "Epoch 3 | Train": "C | S",
  "Epoch 3 - Train": "C - S",
  "Epoch 3: Train": "C: S",
  "Epoch 3, train": "C, S",
  "<Train> Epoch 3": "<S> C",
  "*** Train *** Epoch 3": "*** S *** C",
  "=> Train Epoch 3": "=> S C",
};

/** Where two splits stand in one line: `S` the word, `F` its fields. */
export const GROUPS: Record<string, string> = {
  "Train: loss 0.5": "S: F",
  "Train loss 0.5": "S F",
  "[Train] loss 0.5": "[S] F",
  "Train - loss 0.5": "S - F",
  "Train(loss 0.5)": "S(F)",
  "Train [loss 0.5]": "S [F]",
  "(train) loss 0.5": "(S) F",
  "Train -> loss 0.5": "S -> F",
};

/** What stands between groups. */
export const GROUP_PARTS: Record<string, string> = {
  bar: " | ",
  semicolon: "; ",
  "double bar": " || ",
  slash: " / ",
  tab: "\t",
  dashes: " -- ",
};
