"""A small network learns to write, one character after another; gradients by hand, only Python's standard library.

    stdcurve run -- python3 examples/train.py [--seconds 120 | --steps N] [--seed 1] [--text FILE]

The same as char_lm.ts, only smaller: embeddings of the last characters, one hidden layer, softmax, Adam, warm-up
and cosine decay. After Bengio et al., "A Neural Probabilistic Language Model" (2003).
"""

import argparse
import math
import os
import pathlib
import random
import sys
import time
from operator import mul

CONTEXT, EMBEDDING, HIDDEN, BATCH = 4, 8, 32, 16
RATE_HIGHEST, RATE_LOWEST, NORM_HIGHEST = 1e-2, 3e-4, 1.0
HELD_OUT, LOOKS, LOOKED_AT = 0.1, 30, 200
LINES_PRINTED, CALIBRATION_STEPS = 1200, 10
TEXT_LEAST_CHARS = 1000


def dot(a, b):
    return sum(map(mul, a, b))


class CharModel:
    """Weights as rows of numbers, each row with its gradient and Adam's two moments."""

    def __init__(self, size, rng):
        def rows(count, length, scale):
            return [[rng.uniform(-scale, scale) for _ in range(length)] for _ in range(count)]

        inputs = CONTEXT * EMBEDDING
        self.embedding = rows(size, EMBEDDING, 0.5)
        self.hidden = rows(HIDDEN, inputs + 1, math.sqrt(3 / inputs))  # the last of a row is its bias
        self.output = rows(size, HIDDEN + 1, 0.1 * math.sqrt(3 / HIDDEN))
        self.weights = self.embedding + self.hidden + self.output
        self.slopes, self.means, self.squares = ([[0.0] * len(row) for row in self.weights] for _ in range(3))
        self.updates = 0

    def predict(self, context):
        """Inputs, hidden values and probabilities of the next character."""
        x = [value for char in context for value in self.embedding[char]] + [1.0]
        h = [math.tanh(dot(row, x)) for row in self.hidden] + [1.0]
        logits = [dot(row, h) for row in self.output]
        highest = max(logits)
        powers = [math.exp(logit - highest) for logit in logits]
        total = sum(powers)
        return x, h, [power / total for power in powers]

    def learn(self, context, target, share):
        """Adds the gradients of one character, of weight `share`. Gives its loss in nats."""
        x, h, p = self.predict(context)
        size, slopes = len(self.embedding), self.slopes
        dh = [0.0] * (HIDDEN + 1)
        for k in range(size):
            d = (p[k] - (k == target)) * share
            row = slopes[size + HIDDEN + k]
            row[:] = [a + d * b for a, b in zip(row, h)]
            dh = [a + d * b for a, b in zip(dh, self.output[k])]
        dx = [0.0] * len(x)
        for j in range(HIDDEN):
            d = dh[j] * (1 - h[j] * h[j])
            row = slopes[size + j]
            row[:] = [a + d * b for a, b in zip(row, x)]
            dx = [a + d * b for a, b in zip(dx, self.hidden[j])]
        for place, char in enumerate(context):
            row, at = slopes[char], place * EMBEDDING
            row[:] = [a + b for a, b in zip(row, dx[at : at + EMBEDDING])]
        return -math.log(p[target] + 1e-12)

    def update(self, rate):
        """One step of Adam on gradients clipped to NORM_HIGHEST, which are then cleared. Gives their norm before that."""
        norm = math.sqrt(sum(dot(row, row) for row in self.slopes))
        scale = min(1.0, NORM_HIGHEST / (norm + 1e-6))
        self.updates += 1
        pace = rate * math.sqrt(1 - 0.999**self.updates) / (1 - 0.9**self.updates)
        for weights, slopes, means, squares in zip(self.weights, self.slopes, self.means, self.squares):
            for i, slope in enumerate(slopes):
                slope *= scale
                means[i] += 0.1 * (slope - means[i])
                squares[i] += 0.001 * (slope * slope - squares[i])
                weights[i] -= pace * means[i] / (math.sqrt(squares[i]) + 1e-8)
                slopes[i] = 0.0
        return norm


def rate_at(step, steps):
    """Warm-up over the first twentieth, then half a cosine."""
    warm = max(1, round(steps / 20))
    if step <= warm:
        return RATE_HIGHEST * step / warm
    done = (step - warm) / max(1, steps - warm)
    return RATE_LOWEST + (RATE_HIGHEST - RATE_LOWEST) * (1 + math.cos(math.pi * done)) / 2


def train_batch(model, text, places):
    return sum(model.learn(text[at - CONTEXT : at], text[at], 1 / len(places)) for at in places) / len(places)


def count_steps(seconds, text, size):
    """Steps that fit into a time on this machine, by a model that is thrown away."""
    model, since = CharModel(size, random.Random(0)), time.perf_counter()
    for _ in range(CALIBRATION_STEPS):
        train_batch(model, text, [CONTEXT] * BATCH)
        model.update(1e-3)
    return max(50, round(seconds * CALIBRATION_STEPS / (time.perf_counter() - since)))


def measure_loss(model, text, places):
    return -sum(math.log(model.predict(text[at - CONTEXT : at])[2][text[at]] + 1e-12) for at in places) / len(places)


def train(source, args):
    vocabulary, rng = sorted(set(source)), random.Random(args.seed)
    text = [vocabulary.index(char) for char in source]
    model = CharModel(len(vocabulary), rng)
    steps = args.steps or count_steps(args.seconds, text, len(vocabulary))
    every, look = max(1, round(steps / LINES_PRINTED)), max(1, round(steps / LOOKS))
    held_out = int(len(text) * (1 - HELD_OUT))
    places, held_places = list(range(CONTEXT, held_out)), range(held_out, min(len(text), held_out + LOOKED_AT))
    epoch_steps = len(places) // BATCH
    print(f"model: char_mlp\nparameters: {sum(map(len, model.weights))}\nvocabulary: {len(vocabulary)}")
    print(f"characters: {len(text)}\nbatch_size: {BATCH}\ntotal_steps: {steps}\nseed: {args.seed}\n")
    losses = []
    for step in range(1, steps + 1):
        within = (step - 1) % epoch_steps
        if within == 0:
            rng.shuffle(places)
        rate = rate_at(step, steps)
        loss = train_batch(model, text, places[within * BATCH : (within + 1) * BATCH])
        norm = model.update(rate)
        losses.append(loss)
        if step % every == 0 or step in (1, steps):
            print(f"Step {step}: loss={loss:.4f}, lr={rate:.2e}, grad_norm={norm:.3f}")
        if step % look == 0 or step == steps:
            print(f"Step {step}: val_loss={measure_loss(model, text, held_places):.4f}")
        if within == epoch_steps - 1 or step == steps:
            print(f"Epoch {math.ceil(step / epoch_steps)} average loss: {sum(losses) / len(losses):.4f}")
            losses = []


def positive(text):
    number = float(text)
    if not 0 < number < math.inf:
        raise ValueError(text)
    return math.ceil(number)


def main():
    positive.__name__ = "number above 0"
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=positive, default=120, help="how long to train (120)")
    parser.add_argument("--steps", type=positive, help="how many batches to learn from, instead of seconds")
    parser.add_argument("--seed", type=int, default=1, help="the same seed prints the same (1)")
    parser.add_argument("--text", default=pathlib.Path(__file__).with_name("harbour.txt"), help="what to learn")
    args = parser.parse_args()
    try:
        source = pathlib.Path(args.text).read_text("utf-8")
    except (OSError, ValueError) as error:
        parser.error(f"cannot read {args.text}: {error}")
    if len(source) < TEXT_LEAST_CHARS:
        parser.error(f"{args.text} has {len(source)} characters; it takes {TEXT_LEAST_CHARS} to learn from")
    train(source, args)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
