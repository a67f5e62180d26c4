/**
 * Names that marks enclose.
 *
 * @module
 */
import { enclosedKey, normKey } from "../enclosed.ts";
import type { PhraseDraft, PhraseRule } from "./draft.ts";

/** Keeps a name that needs no further look. True for any. */
function keepName(key: string, draft: PhraseDraft): boolean {
  if (key !== "") draft.key = key;
  return key !== "";
}

/** `(mf)0.470`, `:tst, 0.13`, `('loss', 0.5)`. */
export const enclosedName: PhraseRule = {
  name: "a name in brackets, a symbol or a text of a tuple",
  lines: [["Epoch 3 (val)0.91 (mf)0.47", "val=0.91@3 mf=0.47@3"], ["step 3 [('loss', 0.5)]", "loss=0.5@3"]],
  read(draft) {
    const isFound = keepName(enclosedKey(draft.head, draft.head.length === draft.text.length), draft);
    draft.separated ||= isFound;
    return isFound;
  },
};

/** A key in quotes that holds marks: `'mean IoU [%]':`, `'a=b':`. */
const QUOTED = /["']([^"']*[|=:[\](){},;+&>#][^"']*)["']\s*:$/;

/** Its marks end no name. */
export const quotedName: PhraseRule = {
  name: "a name in quotes that holds marks",
  lines: [["{'step': 3, 'loss, mean': 0.5, 'acc': 0.9}", "loss_mean=0.5@3 acc=0.9@3"]],
  read(draft) {
    const isFound = keepName(QUOTED.exec(draft.head)?.[1] ?? "", draft);
    draft.separated ||= isFound;
    return isFound;
  },
};

/** `|g| = 0.5`, `|w|  0.5`. */
export const normName: PhraseRule = {
  name: "a norm between bars",
  lines: [["step 3 loss=0.5 |g|=0.25", "loss=0.5@3 g=0.25@3"]],
  read: (draft) => keepName(normKey(draft.head) || (draft.opened !== "" ? normKey(draft.printed) : ""), draft),
};
