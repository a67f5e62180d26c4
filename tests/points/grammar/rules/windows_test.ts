import assert from "node:assert/strict";
import { showPoints } from "../../../support/read_rule.ts";

for (
  const [what, log, points] of [
    ["words that are glued to the amount", "回合 3 | 近50回合平均: 0.5", "近50回合平均=0.5@3"],
    ["them in brackets", "回合 3 | 平均奖励(最近50回合): 0.5", "平均奖励=0.5@3"],
    ["words apart from it", "에피소드 3, 최근 50회 평균: 0.5", "최근_50회_평균=0.5@3"],
    [
      "words in front that name nothing",
      "Эпизод 3 | Среднее за последние 50 эпизодов: 0.5",
      "среднее_за_последние_50_эпизодов=0.5@3",
    ],
    ["more than a name keeps of it", "Episodio 3, media de 500000 episodios: 0.5", "media_de_episodios=0.5@3"],
    ["no counter before a name", "Época 3 paso 40 pérdida: 0.5", "pérdida=0.5@40"],
    ["no part", "Runde 3\nKlient 2 Verlust: 0.5", "klient_2_verlust=0.5@3"],
    ["no value in front of the next name", "step 3 reward 12 gap: 0.5", "reward=12@3 gap=0.5@3"],
    [
      "a split and what it was measured over",
      "step 3 reward: 2.5\nEvaluation over 5 trips: 1.5\nstep 4 reward: 2.75\nEvaluation over 5 trips: 1.75",
      "reward=2.5@3 reward=2.75@4 evaluation_over_trips=1.5@3 evaluation_over_trips=1.75@4",
    ],
  ] as const
) {
  Deno.test(`windows read ${what}`, () => assert.equal(showPoints(log), points));
}
