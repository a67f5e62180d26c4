import assert from "node:assert/strict";
import { plainMarks } from "../../../lib/points/scan/plain.ts";

for (
  const [text, plain] of [
    ["loss: 0.5", "loss: 0.5"],
    ["损失：0.5，准确率", "损失:0.5,准确率"],
    ["（验证）【1】", "(验证)[1]"],
    ["完成。损失", "完成;损失"],
    ["Epoch 1 — loss – x", "Epoch 1 - loss - x"],
    ["🚀 Epoch ✅ acc", ";; Epoch ; acc"],
    ["• a · b", "; a ; b"],
    ["col·lecció", "col·lecció"],
    ["⟫ it 3 ⋅ drag 0.5 ‖ lift 0.4 § sag", "; it 3 ; drag 0.5 ; lift 0.4 ; sag"],
    ["drag ≈ 0.5 ± 0.1 − 0.4 |∇f| 0.5", "drag ≈ 0.5 ± 0.1 − 0.4 |∇f| 0.5"],
    ["drag ───╸ 0.5 █ 3 ░", "drag ───╸ 0.5 █ 3 ░"],
    ["époque n° 4, Nº 5, № 6", "époque #  4, #  5, # 6"],
    ["loss → 0.5", "loss → 0.5"],
    ["loss ---> 0.5 ===> x", "loss   -> 0.5   => x"],
    ['{:a=>1, "b"=>"c", :f1=>-0.5}', '{:a= 1, "b"= "c", :f1= -0.5}'],
    ["loss->0.5 drag→0.4 int->float 1->2 de→en [=>..]", "loss= 0.5 drag=0.4 int->float 1->2 de→en [=>..]"],
    ["loss=\u2800 0.5\u200b", "loss=  0.5 "],
    ["it 3 :: loss 0.5 // acc 90% && lr 0.1", "it 3 ;; loss 0.5 ;; acc 90% ;; lr 0.1"],
    ["it 3 ~ loss 0.5 ** acc 0.9 ... lr 0.1", "it 3 ; loss 0.5 ;; acc 0.9 ;;; lr 0.1"],
    ["std::loss ~ 0.5 -- 0.4", "std::loss ~ 0.5 -- 0.4"],
    ["batch 3\\10 [3 \\ 10]", "batch 3/10 [3 / 10]"],
    ["D:\\runs\\20\\10 a\\3\\10", "D:\\runs\\20\\10 a\\3\\10"],
    ["10:11:12,131 >> loss 2 * 3", "10:11:12,131 >> loss 2 * 3"],
    ["loss tensor(0.5, device='cuda:0') acc", "loss tensor(0.5)                  acc"],
    ["tf.Tensor([0.5 0.25], shape=(), dtype=float32)", "tf.Tensor([0.5 0.25])" + " ".repeat(25)],
    ["tensor(nan, grad_fn=<MeanBackward0>)", "tensor(nan)" + " ".repeat(25)],
    [
      "('it', {u'loss': 0.5, u'acc': 0.9}), b'lr': 0.1, du'x'",
      "('it', { 'loss': 0.5,  'acc': 0.9}),  'lr': 0.1, du'x'",
    ],
    ["f(x, dtype=int, 0.5, seed=3)", "f(x, dtype=int, 0.5, seed=3)"],
    ["it 3 :: loss 0.5 // acc 90% && lr 0.1", "it 3 ;; loss 0.5 ;; acc 90% ;; lr 0.1"],
    ["it 3 ~ loss 0.5 ** acc 0.9 ... lr 0.1", "it 3 ; loss 0.5 ;; acc 0.9 ;;; lr 0.1"],
    ["std::loss ~ 0.5 -- 0.4", "std::loss ~ 0.5 -- 0.4"],
    ["10:11:12,131 >> loss 2 * 3", "10:11:12,131 >> loss 2 * 3"],
  ] as const
) {
  Deno.test(`plainMarks() writes ${text} with plain marks of the same length`, () => {
    assert.equal(plainMarks(text), plain);
    assert.equal(plainMarks(text).length, text.length);
  });
}
