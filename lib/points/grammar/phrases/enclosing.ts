/**
 * Names that marks enclose.
 *
 * @module
 */
import { namesSplit, phaseOfWord } from "../../words/splits.ts";
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
  lines: [["Epoch 3 (val)0.91 (mf)0.47", "val=0.91@3 mf=0.47@3"], ["step 3 [('loss', 0.5)]", "loss=0.5@3"], [
    "[Epoch] 3/9 [Phase] train [Loss G] 0.5 [Loss D] 0.6",
    "loss_g=0.5@3 loss_d=0.6@3",
  ], ["step 3 [Drag]: 0.5 [Lift]: 0.6", "drag=0.5@3 lift=0.6@3"]],
  read(draft) {
    const isFound = keepName(enclosedKey(draft.head, draft.head.length === draft.text.length), draft);
    draft.separated ||= isFound;
    return isFound;
  },
};

/** The start of an element: `<loss>`, `<loss unit="%">`. The `<aux>` of `loss<aux>` belongs to its name. */
const ELEMENT = /(?<![\p{L}\p{M}\d_])<([\p{L}_][\p{L}\d_.:-]{0,60})(?: [^<>]{1,80})?>\s?$/u;

/** `<loss>0.5</loss>`. */
export const elementName: PhraseRule = {
  name: "an element of XML around its value",
  lines: [
    ['<epoch>3</epoch><loss>0.5</loss><acc unit="%">90</acc>', "loss=0.5@3 acc=90@3"],
    ["<epoch>3</epoch><train><loss>0.5</loss></train><val><loss>0.6</loss></val>", "train_loss=0.5@3 val_loss=0.6@3"],
  ],
  read(draft) {
    const element = ELEMENT.exec(draft.text), isFound = keepName(element?.[1] ?? "", draft);
    if (!isFound) return false;
    draft.separated = true;
    const around = /<(\p{L}{2,12})>\s*$/u.exec(draft.text.slice(0, element!.index))?.[1];
    if (around !== undefined && namesSplit(around)) Object.assign(draft, { phase: phaseOfWord(around), holds: true });
    return true;
  },
};

/** A key in quotes that holds marks: `'mean IoU [%]':`, `'a=b':`. */
const QUOTED = /["']([^"']*[|=:[\](){},;+&<>#][^"']*)["']\s*[:=]$/;

/** Its marks end no name. */
export const quotedName: PhraseRule = {
  name: "a name in quotes that holds marks",
  lines: [
    ["{'step': 3, 'loss, mean': 0.5, 'acc': 0.9}", "loss_mean=0.5@3 acc=0.9@3"],
    ["step=3 \"drag, top\"=0.5 'lift (a, b)'=0.9 'sag; all'=0.25", "drag_top=0.5@3 lift_a_b=0.9@3 sag_all=0.25@3"],
    ["step=3 'area < 0.5'=0.25 'area < 0.75'=0.5", "area_0.5=0.25@3 area_0.75=0.5@3"],
  ],
  read(draft) {
    const isFound = keepName(QUOTED.exec(draft.head)?.[1] ?? "", draft);
    draft.separated ||= isFound;
    return isFound;
  },
};

/** `|g| = 0.5`, `|w|  0.5`. */
export const normName: PhraseRule = {
  name: "a norm between bars",
  lines: [["step 3 loss=0.5 |g|=0.25", "loss=0.5@3 g=0.25@3"], [
    "step 3, |w| => 0.5, val ||g|| -> 0.25, ||g|| (test): 0.75",
    "w=0.5@3 val_g=0.25@3 g_test=0.75@3",
  ], ["step 3  ||V-WH|| -> 0.5  |f(x)| = 0.25, |Ax - b|^2: 0.75", "v-wh=0.5@3 f_x=0.25@3 ax_-_b_2=0.75@3"]],
  read(draft) {
    const isFound = keepName(normKey(draft.head) || (draft.opened !== "" ? normKey(draft.printed) : ""), draft);
    draft.separated ||= isFound && !draft.head.endsWith("|");
    return isFound;
  },
};
