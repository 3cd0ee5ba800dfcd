"""How well the weakest character of a line tells lines read right from lines misread: the source of the name floor.

    python3 measure_confidence.py --from build --seed 777 --lines 1500
"""
import argparse
import itertools
import os

import torch

from generate import crops
from mrz_text import ALPHABET
from network import BLANK, LineNetwork, normalise

FLOORS = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)


def weakest(beliefs):
    """Text of a line by greedy CTC, and the confidence of its weakest character."""
    text, confidences, before = "", [], BLANK
    for step in beliefs.tolist():
        best = max(range(len(step)), key=step.__getitem__)
        if best == BLANK:
            pass
        elif best != before:
            text += ALPHABET[best]
            confidences.append(step[best])
        else:
            confidences[-1] = max(confidences[-1], step[best])
        before = best
    return text, min(confidences, default=0)


def measure(source, seed, lines):
    torch.set_num_threads(1)
    network = LineNetwork()
    network.load_state_dict(torch.load(os.path.join(source, "weights.pt")))
    network.eval()
    right, wrong = [], []
    with torch.no_grad():
        for pixels, text, face in itertools.islice(crops(seed), lines):
            if face.startswith("dejavu"):  # documents are not set in it
                continue
            read, confidence = weakest(network(normalise(pixels / 255)[None, None])[0].softmax(-1))
            (right if read == text else wrong).append(confidence)
    print(len(right), "read right,", len(wrong), "misread")
    for floor in FLOORS:
        caught = sum(value < floor for value in wrong) / len(wrong)
        doubted = sum(value < floor for value in right) / len(right)
        print(f"floor {floor}: {caught:.3f} of the misread below, {doubted:.3f} of the right below")


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("--from", dest="source", default="build")
    options.add_argument("--seed", type=int, default=777)
    options.add_argument("--lines", type=int, default=1500)
    chosen = options.parse_args()
    measure(chosen.source, chosen.seed, chosen.lines)
