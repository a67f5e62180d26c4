"""A real training to watch, with nothing but the standard library: a small network learns the sine, with gradients by hand.

    stdcurve run -- python3 examples/train.py [STEPS]
"""
import math
import random
import sys
import time

STEPS = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
HIDDEN, BATCH, PEAK = 24, 32, 0.1
random.seed(1)

weights_in = [random.gauss(0, 1) for _ in range(HIDDEN)]
biases = [random.gauss(0, 1) for _ in range(HIDDEN)]
weights_out = [random.gauss(0, HIDDEN ** -0.5) for _ in range(HIDDEN)]
bias_out = 0.0


def learning_rate(step):
    warm_up = max(1, STEPS // 20)
    if step <= warm_up:
        return PEAK * step / warm_up
    return PEAK * (0.05 + 0.95 * (1 + math.cos(math.pi * (step - warm_up) / max(1, STEPS - warm_up))) / 2)


epoch_steps, epoch_sum = max(1, STEPS // 10), 0.0
for step in range(1, STEPS + 1):
    gradient_in, gradient_bias, gradient_out, gradient_last = [0.0] * HIDDEN, [0.0] * HIDDEN, [0.0] * HIDDEN, 0.0
    loss = 0.0
    for _ in range(BATCH):
        x = random.uniform(-math.pi, math.pi)
        hidden = [math.tanh(w * x + b) for w, b in zip(weights_in, biases)]
        error = sum(w * h for w, h in zip(weights_out, hidden)) + bias_out - math.sin(x)
        loss += error * error / BATCH
        gradient_last += 2 * error / BATCH
        for i, h in enumerate(hidden):
            gradient_out[i] += 2 * error * h / BATCH
            back = 2 * error * weights_out[i] * (1 - h * h) / BATCH
            gradient_in[i] += back * x
            gradient_bias[i] += back
    norm = math.sqrt(sum(g * g for g in gradient_in + gradient_bias + gradient_out) + gradient_last ** 2)
    rate, scale = learning_rate(step), min(1.0, 1.0 / norm)
    for i in range(HIDDEN):
        weights_in[i] -= rate * scale * gradient_in[i]
        biases[i] -= rate * scale * gradient_bias[i]
        weights_out[i] -= rate * scale * gradient_out[i]
    bias_out -= rate * scale * gradient_last
    epoch_sum += loss
    if step == 1 or step % 10 == 0:
        print(f"Step {step}: loss={loss:.5f}, lr={rate:.2e}, grad_norm={norm:.4f}")
    if step % epoch_steps == 0:
        print(f"Epoch {step // epoch_steps} average loss: {epoch_sum / epoch_steps:.5f}")
        epoch_sum = 0.0
    time.sleep(0.005)
