"""A small network learns to write, character by character. Needs only Python's standard library.

    stdcurve run -- python3 examples/train.py [--seconds 120 | --steps N] [--seed 1] [--text FILE]

A smaller version of char_lm.ts: embeddings of the last characters, one hidden layer, softmax, gradients written by
hand, Adam, warm-up and cosine decay. After Bengio et al., "A Neural Probabilistic Language Model" (2003).
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
HELD_OUT, VALIDATIONS, VALIDATION_CHARS = 0.1, 30, 200
LINES_PRINTED, CALIBRATION_STEPS = 1200, 10
TEXT_MIN_CHARS = 1000


def dot(a, b):
    return sum(map(mul, a, b))


class CharModel:
    """The weights as rows of numbers. Each row has its gradient and Adam's two moments."""

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
        """Returns the inputs, the hidden values and the probabilities of the next character."""
        x = [value for char in context for value in self.embedding[char]] + [1.0]
        h = [math.tanh(dot(row, x)) for row in self.hidden] + [1.0]
        logits = [dot(row, h) for row in self.output]
        highest = max(logits)
        powers = [math.exp(logit - highest) for logit in logits]
        total = sum(powers)
        return x, h, [power / total for power in powers]

    def learn(self, context, target, share):
        """Adds the gradients of one character, multiplied by `share`. Returns its loss in nats."""
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
        for index, char in enumerate(context):
            row, at = slopes[char], index * EMBEDDING
            row[:] = [a + b for a, b in zip(row, dx[at : at + EMBEDDING])]
        return -math.log(p[target] + 1e-12)

    def update(self, rate):
        """One step of Adam with clipped gradients. Clears them and returns their norm before the clipping."""
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
    """Learning rate of a step: linear warm-up over the first twentieth, then half a cosine."""
    warm = max(1, round(steps / 20))
    if step <= warm:
        return RATE_HIGHEST * step / warm
    done = (step - warm) / max(1, steps - warm)
    return RATE_LOWEST + (RATE_HIGHEST - RATE_LOWEST) * (1 + math.cos(math.pi * done)) / 2


def train_batch(model, text, positions):
    return sum(model.learn(text[at - CONTEXT : at], text[at], 1 / len(positions)) for at in positions) / len(positions)


def count_steps(seconds, text, size):
    """Number of steps that fit into a time on this machine. Measures them with a model of its own."""
    model, since = CharModel(size, random.Random(0)), time.perf_counter()
    for _ in range(CALIBRATION_STEPS):
        train_batch(model, text, [CONTEXT] * BATCH)
        model.update(1e-3)
    return max(50, round(seconds * CALIBRATION_STEPS / (time.perf_counter() - since)))


def measure_loss(model, text, positions):
    chances = (model.predict(text[at - CONTEXT : at])[2][text[at]] for at in positions)
    return -sum(math.log(chance + 1e-12) for chance in chances) / len(positions)


def train(source, args):
    vocabulary, rng = sorted(set(source)), random.Random(args.seed)
    text = [vocabulary.index(char) for char in source]
    model = CharModel(len(vocabulary), rng)
    steps = args.steps or count_steps(args.seconds, text, len(vocabulary))
    every, look = max(1, round(steps / LINES_PRINTED)), max(1, round(steps / VALIDATIONS))
    held_out = int(len(text) * (1 - HELD_OUT))
    positions = list(range(CONTEXT, held_out))
    held_positions = range(held_out, min(len(text), held_out + VALIDATION_CHARS))
    epoch_steps = len(positions) // BATCH
    print(f"model: char_mlp\nparameters: {sum(map(len, model.weights))}\nvocabulary: {len(vocabulary)}")
    print(f"characters: {len(text)}\nbatch_size: {BATCH}\ntotal_steps: {steps}\nseed: {args.seed}\n")
    losses = []
    for step in range(1, steps + 1):
        within = (step - 1) % epoch_steps
        if within == 0:
            rng.shuffle(positions)
        rate = rate_at(step, steps)
        loss = train_batch(model, text, positions[within * BATCH : (within + 1) * BATCH])
        norm = model.update(rate)
        losses.append(loss)
        if step % every == 0 or step in (1, steps):
            print(f"Step {step}: loss={loss:.4f}, lr={rate:.2e}, grad_norm={norm:.3f}")
        if step % look == 0 or step == steps:
            print(f"Step {step}: val_loss={measure_loss(model, text, held_positions):.4f}")
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
    parser.add_argument("--seconds", type=positive, default=120, help="how long to train, in seconds (default: 120)")
    parser.add_argument("--steps", type=positive, help="number of training steps; replaces --seconds")
    parser.add_argument("--seed", type=int, default=1, help="the same seed prints the same output (default: 1)")
    harbour = pathlib.Path(__file__).with_name("harbour.txt")
    parser.add_argument("--text", default=harbour, help="text to learn (default: harbour.txt)")
    args = parser.parse_args()
    try:
        source = pathlib.Path(args.text).read_text("utf-8")
    except (OSError, ValueError) as error:
        parser.error(f"cannot read {args.text}: {error}")
    if len(source) < TEXT_MIN_CHARS:
        parser.error(f"{args.text} has {len(source)} characters; the training needs at least {TEXT_MIN_CHARS}")
    train(source, args)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
