"""Trains the edit network, one thread, offline, from a seed. Goes on from its last save when it was stopped.

    python3 train.py --scenes build/scenes --seed 30311 --shards 14 --steps 1250 --schedule 1400 --out build
"""
import argparse
import hashlib
import json
import math
import os
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from generate import HELD_OUT_SHARDS, draw_shards, read_shard
from network import EditNetwork

PAGES = 8
MOST_TILES = 16
MOST_CHANGED = 6
CHANGED = 0.1  # a tile of which less was changed is neither changed nor not
WEIGHT_OF_CHANGED = 2.0
SAVE_EACH = 250


def learning_rate(done):
    """Rises over the first two percent, then falls along a cosine."""
    return 2e-3 * min(1, done / 0.02 + 0.05) * (0.5 * (1 + math.cos(math.pi * done)) + 0.005)


def some_tiles(page, rng):
    """Not all tiles of a page: those that were changed first, since they are few."""
    tiles, shares, numbers = page
    if len(tiles) <= MOST_TILES:
        return page
    changed = np.flatnonzero(shares > CHANGED)
    kept = rng.permutation(changed)[:MOST_CHANGED]
    rest = rng.permutation(np.setdiff1d(np.arange(len(tiles)), kept))[: MOST_TILES - len(kept)]
    chosen = np.sort(np.concatenate([kept, rest]))
    return tiles[chosen], shares[chosen], numbers[chosen]


def seen_anew(tiles, rng):
    """Mirrored and in another light, the whole page alike."""
    if rng.random() < 0.5:
        tiles = tiles[:, :, ::-1]
    if rng.random() < 0.5:
        tiles = tiles[:, ::-1]
    values = tiles.astype(np.float32)
    if rng.random() < 0.5:
        values = np.clip(values * rng.uniform(0.85, 1.08) * rng.uniform(0.95, 1.04, 3).astype(np.float32), 0, 255)
    return to_tensor(values)


def to_tensor(tiles):
    return torch.from_numpy(np.ascontiguousarray(tiles.transpose(0, 3, 1, 2), np.float32))


def loss_of(network, pages, rng):
    chosen = [some_tiles(page, rng) for page in pages]
    features = network.tiles(torch.cat([seen_anew(tiles, rng) for tiles, _, _ in chosen]))
    losses = []
    for (tiles, shares, numbers), own in zip(chosen, features.split([len(tiles) for tiles, _, _ in chosen])):
        logits = network.compare(own, torch.from_numpy(numbers.astype(np.float32)))
        told = torch.from_numpy((shares == 0) | (shares > CHANGED))
        wanted = torch.from_numpy((shares > CHANGED).astype(np.float32))
        weight = torch.tensor(WEIGHT_OF_CHANGED)
        losses.append(F.binary_cross_entropy_with_logits(logits[told], wanted[told], pos_weight=weight))
    return torch.stack(losses).mean()


def held_out_figures(network, pages):
    """Pages told by their highest tile: changed ones above the highest and the 98th hundredth of the others."""
    network.eval()
    highest = {True: [], False: []}
    with torch.no_grad():
        for tiles, shares, numbers in pages:
            logits = network.compare(network.tiles(to_tensor(tiles)), torch.from_numpy(numbers.astype(np.float32)))
            highest[bool((shares > CHANGED).any())].append(float(logits.max()))
    network.train()
    changed, others = np.array(highest[True]), np.array(highest[False])
    cut = float(np.quantile(others, 0.98))
    return {
        "changedPages": len(changed),
        "otherPages": len(others),
        "aboveAllOthers": round(float((changed > others.max()).mean()), 4),
        "above98Hundredths": round(float((changed > cut).mean()), 4),
        "at98Hundredths": round(cut, 2),
        "highestOther": round(float(others.max()), 2),
    }


def train(seed, shards, steps, schedule, out):
    """`schedule`: the steps after which the learning rate would have fallen to its end."""
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    paths = [os.path.join(out, "pages", f"{shard:03d}.npz") for shard in range(shards)]
    held_out = [page for path in paths[:HELD_OUT_SHARDS] for page in read_shard(path)]
    pages = [page for path in paths[HELD_OUT_SHARDS:] for page in read_shard(path)]
    network = EditNetwork()
    optimiser = torch.optim.AdamW(network.parameters(), weight_decay=1e-3)
    begun = resume(network, optimiser, out)
    started = time.process_time()
    for step in range(begun, steps):
        rng = np.random.default_rng([seed, step])
        torch.manual_seed(seed + step)
        for group in optimiser.param_groups:
            group["lr"] = learning_rate((step + 1) / schedule)
        loss = loss_of(network, [pages[at] for at in rng.integers(len(pages), size=PAGES)], rng)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 3)
        optimiser.step()
        if step % 50 == 49:
            print(step + 1, f"{time.process_time() - started:.0f} s", f"loss {loss.item():.3f}", flush=True)
        if step % SAVE_EACH == SAVE_EACH - 1:
            save(network, optimiser, step + 1, out)
            print("held out", held_out_figures(network, held_out[:100]), flush=True)
    report = {
        "seed": seed,
        "steps": steps,
        "schedule": schedule,
        "pages": len(pages),
        "tiles": sum(len(tiles) for tiles, _, _ in pages),
        "pagesSha256": digest_of(paths),
        "heldOut": held_out_figures(network, held_out),
    }
    torch.save(network.state_dict(), os.path.join(out, "weights.pt"))
    with open(os.path.join(out, "report.json"), "w", encoding="utf-8") as file:
        json.dump(report, file, indent=2)
    print(json.dumps(report, indent=2))


def digest_of(paths):
    """Over what was trained on, file after file."""
    digest = hashlib.sha256()
    for path in paths:
        with open(path, "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def save(network, optimiser, step, out):
    state = {"network": network.state_dict(), "optimiser": optimiser.state_dict(), "step": step}
    torch.save(state, os.path.join(out, "state.pt.part"))
    os.replace(os.path.join(out, "state.pt.part"), os.path.join(out, "state.pt"))


def resume(network, optimiser, out):
    path = os.path.join(out, "state.pt")
    if not os.path.exists(path):
        return 0
    state = torch.load(path)
    network.load_state_dict(state["network"])
    optimiser.load_state_dict(state["optimiser"])
    return state["step"]


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("--scenes", default="build/scenes")
    options.add_argument("--seed", type=int, default=30_311)
    options.add_argument("--shards", type=int, default=14)
    options.add_argument("--steps", type=int, default=1250)
    options.add_argument("--schedule", type=int, default=1400)
    options.add_argument("--out", default="build")
    chosen = options.parse_args()
    draw_shards(chosen.scenes, os.path.join(chosen.out, "pages"), chosen.seed, chosen.shards)
    train(chosen.seed, chosen.shards, chosen.steps, chosen.schedule, chosen.out)
