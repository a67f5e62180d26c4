"""A small network learns a curve; gradients by hand, only Python's standard library.

    stdcurve run -- python3 examples/train.py [--steps 3000] [--seed 1]

One hidden layer of tanh learns sin(3x) + x/2 from noisy points, by gradient descent with momentum,
warm-up and cosine decay. It prints a line every ten steps and one an epoch.
"""

import argparse
import math
import random

HIDDEN = 24
BATCH = 16
EXAMPLES = 800
MOMENTUM = 0.9
RATE_HIGHEST = 0.02


def rate_at(step, steps):
    warm = max(1, steps // 20)
    if step <= warm:
        return RATE_HIGHEST * step / warm
    done = (step - warm) / max(1, steps - warm)
    return RATE_HIGHEST * (0.01 + 0.99 * (1 + math.cos(math.pi * done)) / 2)


def learn_batch(weights, batch):
    """Loss and gradients of y = sum(v * tanh(w * x + b)) + c, by the chain rule."""
    w, b, v, (c,) = weights
    dw, db, dv, dc, loss = [0.0] * HIDDEN, [0.0] * HIDDEN, [0.0] * HIDDEN, 0.0, 0.0
    for x, target in batch:
        h = [math.tanh(w[j] * x + b[j]) for j in range(HIDDEN)]
        error = sum(v[j] * h[j] for j in range(HIDDEN)) + c - target
        loss += error * error / len(batch)
        d = 2 * error / len(batch)
        dc += d
        for j in range(HIDDEN):
            dv[j] += d * h[j]
            back = d * v[j] * (1 - h[j] * h[j])
            dw[j] += back * x
            db[j] += back
    return loss, [dw, db, dv, [dc]]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rng = random.Random(args.seed)

    xs = [rng.uniform(-3, 3) for _ in range(EXAMPLES)]
    data = [(x, math.sin(3 * x) + x / 2 + rng.gauss(0, 0.05)) for x in xs]
    weights = [
        [rng.gauss(0, 2) for _ in range(HIDDEN)],
        [rng.gauss(0, 1) for _ in range(HIDDEN)],
        [rng.gauss(0, 0.2) for _ in range(HIDDEN)],
        [0.0],
    ]
    speed = [[0.0] * len(row) for row in weights]
    epoch_steps = EXAMPLES // BATCH
    total = count = 0
    for step in range(1, args.steps + 1):
        within = (step - 1) % epoch_steps
        if within == 0:
            rng.shuffle(data)
        loss, gradients = learn_batch(weights, data[within * BATCH : (within + 1) * BATCH])
        norm = math.sqrt(sum(g * g for row in gradients for g in row))
        rate = rate_at(step, args.steps)
        scale = min(1.0, 5.0 / (norm + 1e-9))
        for row, moved, slopes in zip(weights, speed, gradients):
            for i, slope in enumerate(slopes):
                moved[i] = MOMENTUM * moved[i] - rate * slope * scale
                row[i] += moved[i]
        total += loss
        count += 1
        if step == 1 or step % 10 == 0:
            print(f"Step {step}: loss={loss:.4f}, lr={rate:.2e}, grad_norm={norm:.3f}")
        if within == epoch_steps - 1:
            print(f"Epoch {step // epoch_steps} average loss: {total / count:.4f}")
            total = count = 0


if __name__ == "__main__":
    main()
