"""Trains the line network on synthetic crops, one thread, offline, from a seed.

    python3 train.py --steps 3000 --out build
    python3 export.py --from build --to ../../packages/models-onnx/models

Lines are drawn while training: `--fresh` new ones for every hundred steps, the older ones are shown again.
"""
import argparse
import itertools
import json
import math
import os
import random
import time

import needed_packages

needed_packages.require()

import numpy as np
import torch
from torch import nn

from generate import HEIGHT, crops
from mrz_text import ALPHABET
from network import BLANK, STEP, LineNetwork, normalise, spell

BATCH = 24
HELD_OUT = 1000
HELD_OUT_SEED_OFFSET = 1_000_003  # another stream of lines: none of them is ever trained on


def batch_of(lines, rng):
    """Crops padded to the longest with 0, which is their mean; brightness curve and height shift drawn anew each time."""
    inputs = []
    for pixels, _, _ in lines:
        values = pixels.astype(np.float32) / 255
        if rng.random() < 0.3:
            values = values ** rng.uniform(0.6, 1.6)
        inputs.append(normalise(np.roll(values, rng.randint(-2, 2), 0)))
    width = max(values.shape[1] for values in inputs)
    stacked = torch.zeros(len(lines), 1, HEIGHT, width)
    for row, values in enumerate(inputs):
        stacked[row, 0, :, : values.shape[1]] = values
    if rng.random() < 0.3:
        stacked = stacked + torch.randn_like(stacked) * rng.uniform(0, 0.2)
    targets = torch.tensor([ALPHABET.index(char) for _, text, _ in lines for char in text])
    steps = torch.tensor([-(-values.shape[1] // STEP) for values in inputs])
    return stacked, targets, steps, torch.tensor([len(text) for _, text, _ in lines])


def learning_rate(done):
    """Rises over the first two percent, then falls along a cosine."""
    return 2.5e-3 * min(1, done / 0.02) * (0.5 * (1 + math.cos(math.pi * done)) + 0.01)


def pools(lines, rng):
    """Batches of crops of like width, so that little is padding; endless."""
    while True:
        order = sorted(rng.sample(lines, min(len(lines), BATCH * 8)), key=lambda line: line[0].shape[1])
        batches = [order[start : start + BATCH] for start in range(0, len(order) - BATCH + 1, BATCH)]
        rng.shuffle(batches)
        yield from batches


def held_out_accuracy(network, seed, count):
    """Loss for a character, share of lines read exactly and of characters in place, in all and by face of type."""
    network.eval()
    right, seen, characters, losses = {}, {}, [], []
    with torch.no_grad():
        for pixels, text, face in itertools.islice(crops(seed + HELD_OUT_SEED_OFFSET), count):
            scores = network(normalise(pixels / 255)[None, None])[0]
            losses.append(loss_for_character(scores, text))
            read = spell(scores)
            seen[face] = seen.get(face, 0) + 1
            right[face] = right.get(face, 0) + (read == text)
            characters.append(sum(a == b for a, b in zip(read, text)) / len(text) if len(read) == len(text) else 0)
    network.train()
    return {
        "lines": count,
        "loss": round(float(np.mean(losses)), 3),
        "linesExact": round(sum(right.values()) / count, 4),
        "charactersInPlace": round(float(np.mean(characters)), 4),
        "linesExactByFace": {face: round(right[face] / seen[face], 4) for face in sorted(seen)},
    }


def loss_for_character(scores, text):
    """The same as the loss of a training step, for one line."""
    target = torch.tensor([[ALPHABET.index(char) for char in text]])
    lengths = torch.tensor([len(scores)]), torch.tensor([len(text)])
    return nn.functional.ctc_loss(scores.log_softmax(-1)[:, None], target, *lengths, blank=BLANK, zero_infinity=True).item()


def train(seed, steps, fresh, held_out_lines, out):
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    rng, stream, lines = random.Random(seed), crops(seed), []
    network, started = LineNetwork(), time.process_time()
    untrained = held_out_accuracy(network, seed, 100)
    print("untrained, held out", untrained, flush=True)
    optimiser = torch.optim.AdamW(network.parameters(), weight_decay=1e-3)
    loss_of = nn.CTCLoss(blank=BLANK, zero_infinity=True)
    batches = pools(lines, rng)
    for step in range(steps):
        if step % 100 == 0 and step < steps * 0.9:
            lines.extend(itertools.islice(stream, fresh))
        for group in optimiser.param_groups:
            group["lr"] = learning_rate((step + 1) / steps)
        inputs, targets, input_steps, target_lengths = batch_of(next(batches), rng)
        scores = network(inputs).log_softmax(-1).permute(1, 0, 2)
        loss = loss_of(scores, targets, input_steps.clamp(max=scores.shape[0]), target_lengths)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 5)
        optimiser.step()
        if step % 50 == 49:
            print(step + 1, f"{time.process_time() - started:.0f} s", f"loss {loss.item():.3f}", f"lines {len(lines)}", flush=True)
        if step % 250 == 249:
            save(network, {"seed": seed, "steps": step + 1, "linesDrawn": len(lines)}, out)
            print("held out", held_out_accuracy(network, seed, 100), flush=True)
    report = {"seed": seed, "steps": steps, "linesPerStep": BATCH, "linesDrawn": len(lines)}
    held_out = held_out_accuracy(network, seed, held_out_lines)
    print("trained, held out", held_out, flush=True)
    save(network, {**report, "untrained": untrained, "heldOut": held_out}, out)


def save(network, report, out):
    os.makedirs(out, exist_ok=True)
    torch.save(network.state_dict(), os.path.join(out, "weights.pt"))
    with open(os.path.join(out, "report.json"), "w", encoding="utf-8") as file:
        json.dump(report, file, indent=2)


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("--seed", type=int, default=20_221)
    options.add_argument("--steps", type=int, default=3000)
    options.add_argument("--fresh", type=int, default=800)
    options.add_argument("--held-out", type=int, default=HELD_OUT)
    options.add_argument("--out", default="build")
    chosen = options.parse_args()
    train(chosen.seed, chosen.steps, chosen.fresh, chosen.held_out, chosen.out)
