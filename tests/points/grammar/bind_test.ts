import assert from "node:assert/strict";
import { readShort } from "../read_log.ts";

/** What is read, its lines (in the frameworks' documented formats), and the points that a careful person would chart. */
const CASES: readonly [what: string, lines: string[], points: string][] = [
  ["a line with a step", ["Step 100: loss=1.2345, lr=1.00e-04"], "loss=1.2345@100 learning_rate=0.0001@100"],
  ["an epoch's average", ["Epoch 2 average loss: 1.1234"], "epoch_loss=1.1234@2"],
  ["a logged line", ["INFO - Step 50: loss=1.5678, lr=5.00e-05"], "loss=1.5678@50 learning_rate=0.00005@50"],
  ["a bare epoch line", ["Epoch: 003, Loss: 1.9"], "loss=1.9@3"],
  ["PyTorch's ImageNet example", [
    "Epoch: [1][  20/5005]\tTime  0.3 ( 0.5)\tLoss 6.81e+00 (7.02e+00)\tAcc@1   1.00 (  0.10)",
  ], "time=0.3@20~ loss=6.81@20 acc@1=1@20"],
  ["PyTorch's MNIST example", [
    "Train Epoch: 1 [640/60000 (1%)]\tLoss: 2.134",
    "Test set: Average loss: 0.0560, Accuracy: 9823/10000 (98%)",
  ], "loss=2.134@640 test_loss=0.056@640 test_accuracy=98@640"],
  ["PyTorch's word language model", [
    "| epoch   1 |   200/ 2983 batches | lr 20.00 | ms/batch  8.19 | loss  7.63 | ppl  2062.36",
  ], "learning_rate=20@200 ms/batch=8.19@200~ loss=7.63@200 ppl=2062.36@200"],
  ["PyTorch's tutorial", ["[1,  2000] loss: 2.173"], "loss=2.173@2000"],
  [
    "a GAN's brackets",
    ["[3/25][10/782] Loss_D: 1.7 Loss_G: 5.2 D(x): 0.5"],
    "loss_d=1.7@1574 loss_g=5.2@1574 d_x=0.5@1574",
  ],
  [
    "an epoch's counted steps",
    ["Epoch [1/5], Step [100/600], Loss: 0.12", "Epoch [2/5], Step [100/600], Loss: 0.11"],
    "loss=0.12@100 loss=0.11@700",
  ],
  ["steps that start again with each epoch", [
    "epoch 0 step 0 loss 0.9",
    "epoch 0 step 10 loss 0.8",
    "epoch 1 step 0 loss 0.7",
    "epoch 1 step 10 loss 0.6",
  ], "loss=0.9@0 loss=0.8@10 loss=0.7@11 loss=0.6@21"],
  ["steps that go on through the epochs", [
    "epoch 0 step 10 loss 0.9",
    "epoch 1 step 20 loss 0.8",
    "epoch 2 step 30 loss 0.7",
  ], "loss=0.9@10 loss=0.8@20 loss=0.7@30"],
  [
    "Trainer's dictionary",
    ["{'loss': 0.25, 'grad_norm': 1.5, 'learning_rate': 5e-05, 'epoch': 0.1}"],
    "loss=0.25@0.1 grad_norm=1.5@0.1 learning_rate=0.00005@0.1",
  ],
  ["values in quotes", ["{'loss': '0.25', 'grad_norm': '1.5', 'epoch': '0.1'}"], "loss=0.25@0.1 grad_norm=1.5@0.1"],
  [
    "nanoGPT",
    ["step 0: train loss 4.28, val loss 4.27", "iter 10: loss 3.9, time 24.98ms, mfu 12.5%"],
    "train_loss=4.28@0 val_loss=4.27@0 loss=3.9@10 time=24.98@10~ mfu=12.5@10~",
  ],
  ["llm.c", [
    "step    5/18865 | loss 10.9 (+nanz)| norm 15.2 (+nanz)| lr 3.00e-07 | 1234.5 ms | 42.1% bf16 MFU | 424,000 tok/s",
  ], "loss=10.9@5 norm=15.2@5 learning_rate=3e-7@5 time=1234.5@5~ tok/s=424000@5~"],
  ["Megatron-LM", [
    " iteration       10/    1000 | elapsed time per iteration (ms): 449.2 | learning rate: 1.5E-06 | lm loss: 1.25E+01 | grad norm: 7.885 |",
  ], "elapsed_time_per_iteration=449.2@10~ learning_rate=0.0000015@10 lm_loss=12.5@10 grad_norm=7.885@10"],
  ["DeepSpeed", [
    "[2023-04-18 01:46:59,142] [INFO] [logging.py:96:log_dist] [Rank 0] step=10, skipped=6, lr=[9.6e-06, 9.6e-06], mom=[(0.9, 0.95), (0.9, 0.95)]",
  ], "learning_rate=0.0000096@10"],
  ["torchtitan", [
    "[rank0]:2025-01-01 12:00:00,100 - root - INFO - step: 10  loss:  9.1  grad_norm: 1.2  memory: 12.3GiB(13.4%)  tps: 1,234  mfu: 12.34%",
  ], "loss=9.1@10 grad_norm=1.2@10 memory=12.3@10~ tps=1234@10~ mfu=12.34@10~"],
  [
    "MaxText",
    ["completed step: 10, seconds: 131.4, TFLOP/s/device: 314.5, Tokens/s/device: 124.6, loss: 4.453"],
    "seconds=131.4@10~ tflop/s/device=314.5@10~ tokens/s/device=124.6@10~ loss=4.453@10",
  ],
  ["fairseq's pipes", [" | epoch 001 | loss 5.2 | ppl 36.7 | num_updates 1000"], "loss=5.2@1000 ppl=36.7@1000"],
  ["fairseq's JSON", [
    '2021-03-08 12:31:36 | INFO | train_inner | {"epoch": 1, "update": 0.5, "loss": "16.4", "wps": "3210", "num_updates": "100", "lr": "2e-05", "gnorm": "20.7"}',
  ], "loss=16.4@100 wps=3210@100~ learning_rate=0.00002@100 grad_norm=20.7@100"],
  ["OpenNMT", [
    "[2024-01-01 00:00:00,000 INFO] Step 50/100000; acc:   5.12; ppl: 12345.67; xent: 9.42; lr: 0.00001; 123/456 tok/s;     12 sec",
  ], "acc=5.12@50 ppl=12345.67@50 xent=9.42@50 learning_rate=0.00001@50 tok/s=123@50~ tok/s_2=456@50~ time=12@50~"],
  ["Marian", [
    "[2022-12-02 09:48:30] Ep. 31 : Up. 14100 : Sen. 70,339 : Cost 0.63 : Time 49.71s : 10546.62 words/s : gNorm 1.3260",
  ], "cost=0.63@14100 time=49.71@14100~ words/s=10546.62@14100~ grad_norm=1.326@14100"],
  [
    "ESPnet",
    ["8epoch:train:1-100batch: iter_time=0.1, loss_ctc=12.3, acc=0.7, loss=23.4, train_time=1.2"],
    "iter_time=0.1@100~ loss_ctc=12.3@100 acc=0.7@100 loss=23.4@100 train_time=1.2@100~",
  ],
  [
    "detectron2",
    ["[09/12 12:00:00 d2.utils.events]:  eta: 0:10:00  iter: 19  total_loss: 4.5  loss_cls: 1.2  time: 0.2  data_time: 0.1  lr: 1e-05  max_mem: 2345M"],
    "total_loss=4.5@19 loss_cls=1.2@19 time=0.2@19~ data_time=0.1@19~ learning_rate=0.00001@19 max_mem=2345@19~",
  ],
  ["MMEngine", [
    "05/15 03:33:41 - mmengine - INFO - Epoch(train)  [1][15/20]  lr: 7.8e-05  eta: 0:00:31  time: 0.23  memory: 2917  loss: 0.69",
    "05/15 03:33:42 - mmengine - INFO - Epoch(val) [1][5/5]    acc/top1: 0.3000",
  ], "learning_rate=0.000078@15 time=0.23@15~ memory=2917@15~ loss=0.69@15 acc/top1=0.3@5"],
  ["timm", [
    "Train: 2 [   0/1251 (  0%)]  Loss: 6.94 (6.94)  Time: 2.1s,  61.2/s  (2.1s,  61.2/s)  LR: 1.0e-05",
    "Test: [   0/48]  Time: 1.2 (1.2)  Loss:  6.9 (6.9)",
  ], "loss=6.94@1251 time=2.1@1251~ learning_rate=0.00001@1251 time=1.2@48~ test_loss=6.9@48"],
  ["Caffe", [
    "I0828 22:18:14.313817 11510 solver.cpp:302] Iteration 100, Testing net (#0)",
    "I0828 22:18:14.313817 11510 solver.cpp:302]     Test net output #0: accuracy = 0.0308",
    "I0828 22:18:14.476822 11510 solver.cpp:195] Iteration 100, loss = 3.78",
  ], "test_accuracy=0.0308@100 loss=3.78@100"],
  ["XGBoost", ["[0]\ttrain-logloss:0.62\teval-logloss:0.63"], "train-logloss=0.62@0 eval-logloss=0.63@0"],
  ["LightGBM", ["[10]\ttraining's l2: 0.21\tvalid_1's auc: 0.86"], "training's_l2=0.21@10 valid_1's_auc=0.86@10"],
  [
    "CatBoost",
    ["0:\tlearn: 0.39\ttest: 0.40\tbest: 0.40 (0)\ttotal: 53.4ms\tremaining: 53.3s"],
    "learn=0.39@0 test=0.4@0 best=0.4@0 total=53.4@0~",
  ],
  [
    "scikit-learn's SGD",
    ["-- Epoch 2", "Norm: 1.59, NNZs: 2, Bias: 1.94, T: 2000, Avg. loss: 0.66"],
    "norm=1.59@2 bias=1.94@2 avg_loss=0.66@2",
  ],
  ["TF's estimator", [
    "INFO:tensorflow:loss = 37.7, step = 5000 (48.264 sec)",
    "INFO:tensorflow:global_step/sec: 51.88",
  ], "loss=37.7@5000 time=48.264@5000~ global_step/sec=51.88@5000~"],
  ["RL episodes", ["Episode 100\tAverage Score: 12.34"], "average_score=12.34@100"],
  ["CleanRL", ["global_step=1234, episodic_return=21.5"], "episodic_return=21.5@1234"],
  [
    "fastText",
    ["Progress: 100.0%  words/sec/thread: 75109  lr: 0.01  loss: 5.7  eta: 0h0m"],
    "words/sec/thread=75109@0~ learning_rate=0.01@0 loss=5.7@0",
  ],
  [
    "gensim",
    ["2023-08-23 12:40:32,698 : INFO : EPOCH 2 - PROGRESS: at 2.15% examples, 479267 words/s, in_qsize 3"],
    "words/s=479267@2~",
  ],
  ["Flair", [
    "2023-02-27 17:07:39,128 epoch 1 - iter 4/40 - loss 3.28 - time (sec): 1.10 - samples/sec: 2611.84 - lr: 0.1",
  ], "loss=3.28@4 time=1.1@4~ samples/sec=2611.84@4~ learning_rate=0.1@4"],
  ["icefall", [
    "2023-07-27 12:50:52,565 INFO [train.py:422] Epoch 0, batch 10, loss[loss=1.065, over 2436.00 frames. ], tot_loss[loss=1.2, over 2436.00 frames. ], batch size: 4",
  ], "loss=1.065@10 tot_loss=1.2@10"],
  [
    "MXNet",
    ["INFO:root:Epoch[0] Batch [20]\tSpeed: 84.39 samples/sec\tTrain-accuracy=0.159"],
    "speed=84.39@20~ train-accuracy=0.159@20",
  ],
  ["SageMaker", ["#quality_metric: host=algo-1, epoch=3, train loss <loss>=0.95"], "train_loss=0.95@3"],
  ["Julia's Knet", ["(:epoch, 20, :trn, 0.13239309f0, :tst, 0.13233948f0)"], "trn=0.13239309@20 tst=0.13233948@20"],
  ["logfmt", ["ts=2024-01-01T00:00:00Z level=info msg=train step=5 loss=0.5"], "loss=0.5@5"],
  ["JSON lines", ['{"step": 5, "loss": 0.5, "time": "2024-01-01T00:00:00"}'], "loss=0.5@5"],
  ["dataclass reprs", ["TrainState(step=10, loss=0.5, accuracy=0.7)"], "loss=0.5@10 accuracy=0.7@10"],
  ["absl", ["I0325 14:03:32.536956 130245 logging_writer.py:48] [1145] loss=0.5"], "loss=0.5@1145"],
  [
    "a name before its counter",
    ["Loss after epoch 3: 0.512", "Cost after iteration 4: 0.69"],
    "loss=0.512@3 cost=0.69@4",
  ],
  ["value and average", ["step 3 loss: 6.91 (7.02)"], "loss=6.91@3"],
  ["thousands, k and M", ["step 1,234: loss 0.5, tokens 1.2k, params 3M"], "loss=0.5@1234 tokens=1200@1234~"],
  ["fractions and quotients", ["step 8 HellaSwag accuracy: 2497/10042=0.2487"], "hellaswag_accuracy=0.2487@8"],
  [
    "equations",
    ["Epoch 1: train loss = 0.471 = (mf)0.470 + (embed)0.001"],
    "train_loss=0.471@1 mf=0.47@1 embed=0.001@1",
  ],
  [
    "phases that change within a line",
    ["Epoch 2 | Train: loss 0.5 acc 0.6 | Val: loss 0.4 acc 0.7"],
    "train_loss=0.5@2 train_acc=0.6@2 val_loss=0.4@2 val_acc=0.7@2",
  ],
  [
    "NaN and infinities",
    ["step 1 loss: nan", "step 2 loss: inf", "step 3 loss: -inf", "step 4 loss: none"],
    "loss=NaN@1 loss=Infinity@2 loss=-Infinity@3",
  ],
  ["Swin", [
    "[2023-12-21 22:44:51 swin_tiny] (main.py 311): INFO Train: [0/150][10/924]\teta 0:04:26 lr 0.000001\t wd 0.0500\ttime 0.28 (0.29)\tloss 1.5 (1.6)\tgrad_norm 0.5 (0.6)\tmem 111MB",
  ], "learning_rate=0.000001@10 wd=0.05@10 time=0.28@10~ loss=1.5@10 grad_norm=0.5@10 mem=111@10~"],
  ["LeRobot, whose steps become thousands", [
    "INFO ts/train.py:232 step:31K smpl:245K ep:2 epch:9.54 loss:0.037 grdn:0.722 lr:7.9e-05 updt_s:0.098",
  ], "loss=0.037@31000 grdn=0.722@31000 learning_rate=0.000079@31000 updt_s=0.098@31000~"],
  ["LeRobot's epoch behind a count of episodes", [
    "step:1 smpl:2 ep:7 epch:0.5 loss:0.5",
    "smpl:2 ep:7 epch:0.5 loss:0.25",
  ], "loss=0.5@1 loss=0.25@0.5"],
  ["ms-swift", [
    "{'loss': 0.25, 'completions/mean_length': 412.5, 'epoch': 0.64, 'global_step/max_steps': '56/176', 'percentage': '31.82%'}",
  ], "loss=0.25@56 completions/mean_length=412.5@56"],
  ["Sockeye's three speeds", [
    "[INFO:sockeye.training] Epoch[0] Batch [50]\tSpeed: 1233.65 samples/sec 36868.08 tokens/sec 6.31 updates/sec perplexity=1069.4\taccuracy=0.125",
  ], "speed=1233.65@50~ tokens/sec=36868.08@50~ updates/sec=6.31@50~ perplexity=1069.4@50 accuracy=0.125@50"],
  [
    "OpenNMT's first",
    ["Epoch 1 ; Iter 50/213 ; LR 1.0000 ; Target tokens/s 1265 ; PPL 8226.52 ;"],
    "learning_rate=1@50 target_tokens/s=1265@50~ ppl=8226.52@50",
  ],
  [
    "DreamerV2",
    [
      "[5847] return 6.12 / length 151 / total_episodes 3.9e4 / prior_ent 1.92",
      "[5848] return 6.15 / length 149 / total_episodes 4.0e4 / prior_ent 1.91",
    ],
    "return=6.12@5847 total_episodes=39000@5847 prior_ent=1.92@5847 return=6.15@5848 length=151@5847 length=149@5848 " +
    "total_episodes=40000@5848 prior_ent=1.91@5848",
  ],
  ["KMeans", ["Iteration 0, inertia 4.25.", "Iteration 1, inertia 3.5."], "inertia=4.25@0 inertia=3.5@1"],
  [
    "values before their names",
    ["10.5008 loss, 0.000016 LR, 8.83 GB used", "10.4828 loss, 0.000025 LR, 8.83 GB used"],
    "loss=10.5008@0 learning_rate=0.000016@0 loss=10.4828@1 learning_rate=0.000025@1",
  ],
  [
    "names without marks behind a clock",
    ["Time 08h 36m 42s, Avg Reward 0.064, Avg Accuracy 0.22", "Time 08h 45m 00s, Avg Reward -0.05, Avg Accuracy 0.12"],
    "avg_reward=0.064@0 avg_accuracy=0.22@0 avg_reward=-0.05@1 avg_accuracy=0.12@1",
  ],
  [
    "a rate with another name between pipes",
    ["step: 3/19073 | loss: 10.5 | matrix lr 5.02e-07"],
    "loss=10.5@3 matrix_lr=5.02e-7@3",
  ],
  ["dictionaries whose names repeat the one around them", [
    "Epoch 1: MAP: {'test_map@20': 0.52}, reward_data: {'total_reward': 144.0}, actor: {'loss': 0.5}",
  ], "test_map@20=0.52@1 total_reward=144@1 actor/loss=0.5@1"],
  ["branches of a tree", [
    "SUMMARY OF EPOCH 0",
    "├── Train",
    "│   ├── Ppyoloeloss/loss_cls = 1.9125",
    "│   └── Ppyoloeloss/loss = 3.0761",
  ], "ppyoloeloss/loss_cls=1.9125@0 ppyoloeloss/loss=3.0761@0"],
  ["a block below its step, from the first known name on", [
    "                       Learning iteration 66/30000",
    "",
    "                       Computation: 46045 steps/s (collection: 0.975s)",
    "                       Mean reward: -7.91",
    "               Mean episode length: 59.62",
    "        Metrics/slip_velocity_mean: 0.3317",
  ], "mean_reward=-7.91@66 mean_episode_length=59.62@66 metrics/slip_velocity_mean=0.3317@66"],
  [
    "tensors, arrays and other wrapped numbers",
    [
      "step 1 loss: tensor(0.5, device='cuda:0', grad_fn=<NllLossBackward0>) acc tensor([0.25])",
      "Step 2: loss = tf.Tensor(0.375, shape=(), dtype=float32)",
      "Step 3, loss: <tf.Tensor: shape=(), dtype=float32, numpy=0.25>",
      "Step 4 {'loss': np.float64(0.125), 'y': array([1.5, 2.5]), 'z': tensor([[0.5, 1.5],",
      "loss: tensor(0.0625)",
    ],
    "loss=0.5@1 acc=0.25@1 loss=0.375@2 loss=0.25@3 loss=0.125@4 loss=0.0625@4.5",
  ],
  [
    "numbers within names, which make different metrics",
    [
      "step 3 mAP@[0.5:0.95]: 0.2, mAP@0.5: 0.31 - train/lr(1e-3):0.0013",
      "step 3 mAP@[0.5:0.75]: 0.1, mAP@0.7: 0.21 - train/lr(1e-4):0.0015",
      "step 3 mAP(0.50, integral) = 0.4, mAP(0.75, integral) = 0.3",
    ],
    "map@0.5:0.95=0.2@3 map@0.5=0.31@3 train/lr_1e-3=0.0013@3 map@0.5:0.75=0.1@3 map@0.7=0.21@3 train/lr_1e-4=0.0015@3 map_0.50_integral=0.4@3 map_0.75_integral=0.3@3",
  ],
  ["quotients in parentheses, decibels, and an error of a best model", [
    "Epoch 1, minibatch 90/90, validation error 85.5 %",
    "     epoch 1, minibatch 90/90, test error of best model 87.5 %",
    "epoch 1, Test set: Accuracy: 8665/10000 (0.8665)",
    "<epoch: 10, Average PSNR : 18.5dB",
  ], "validation_error=85.5@90 test_error_of_best_model=87.5@90 test_accuracy=0.8665@1 average_psnr=18.5@10"],
  ["names as wide as a column", [
    "* Eval mIoU of Airplane       0.75",
    "* Eval mIoU of Bag            0.5",
  ], "eval_miou_of_airplane=0.75@0 eval_miou_of_bag=0.5@0"],
  ["the same value again at the same step, as a new start prints it", [
    "Episode 1 | Loss: 0.5 | Score: 7.5",
    "Episode 1 | Loss: 0.4 | Score: 7.5",
  ], "loss=0.5@1 score=7.5@1 loss=0.4@1 score=7.5@1"],
  ["an epoch's summary glued to a bar that is over", [
    "Epoch 1/20",
    "Training: 100%|██████████| 4/4 [00:00<00:00, 11.16it/s]2025-10-07 09:19:08,794 - INFO - Train Loss: 1.25",
    "Epoch 2/20",
    "Training: 100%|██████████| 4/4 [00:00<00:00, 11.16it/s]2025-10-07 09:19:09,794 - INFO - Train Loss: 1.0",
  ], "train_loss=1.25@1 train_loss=1@2"],
];

for (const [what, lines, points] of CASES) {
  Deno.test(`readGrammar() reads ${what}`, () =>
    assert.deepEqual(readShort(...lines), points.split(" ").filter(Boolean)));
}

for (
  const [what, line] of [
    ["a version", "torch version: 2.1.0"],
    ["a date", "Date: 2024-01-02 12:30:00"],
    ["a path", "Saving to ./out/step0048900.pt"],
    ["a traceback", '  File "/usr/lib/python3.11/train.py", line 22, in <module>'],
    ["an ETA", "step 5 eta: 12:30:01"],
    ["sizes", "Downloading model.bin:  10%|█  | 10/100 [00:10<01:30, 1.0MB/s]"],
    ["a dump of hyper-parameters", "Namespace(lr=0.1, batch_size=32, epochs=10, dropout=0.5, loss_weight=0.3)"],
    ["a module's repr", "  (fc): Linear(in_features=784, out_features=10, bias=True)"],
    ["a message about an improvement", "Epoch 00001: val_loss improved from inf to 0.52341, saving model to model.h5"],
    ["a sum", "DECODE: 96+964 = 1002 (INCORRECT) correct=1060"],
    ["a banner", "Total parameters: 124,439,808"],
    ["a test run", "tests/test_loss.py::test_train_loss PASSED [  6%]"],
    ["a variable of the environment", "step 4 env TORCHDYNAMO_CAPTURE_SCALAR_OUTPUTS=1"],
    ["nvidia-smi", "| N/A   35C    P0    69W / 400W |      0MiB / 81920MiB |      0%      Default |"],
  ] as const
) {
  Deno.test(`readGrammar() charts nothing of ${what}`, () => assert.deepEqual(readShort(line), []));
}
