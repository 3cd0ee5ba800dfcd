"""Draws pages for the training: tiles of their values, and which were changed. Kept in shards, so that a run goes on
where it was stopped.

    python3 generate.py --scenes build/scenes --out build/pages --seed 30311 --shards 14
"""
import argparse
import os

import numpy as np

from camera import camera_file, sent
from draw import drawn_scene, page_look
from edits import edited
from scene import read_scenes, strips_of
from tiles import tiles_of
from typefaces import faces_of_type

PAIRS_OF_SHARD = 20
PAGES_OF_SCENE = 6
PHOTOGRAPHED = 0.4  # share of scenes that the lab's renderer photographed; the others are drawn here
FORGED = 0.75
FROM_TWIN = 0.6  # whoever pastes takes a page of the same type most often
JUMP = 6
LEAST_TILES = 4
HELD_OUT_SHARDS = 2  # never trained on, from photographs that no other shard shows
HELD_OUT_EACH = 8


def pages(rng, photographed, faces):
    """Pages of one shard: each scene several times, changed or not, saved anew each time."""
    scenes = [scene for _ in range(PAIRS_OF_SHARD) for scene in a_pair(rng, photographed, faces)]
    for at, scene in enumerate(scenes):
        for _ in range(PAGES_OF_SCENE):
            other = scenes[at ^ 1 if rng.random() < FROM_TWIN else rng.integers(len(scenes))]
            page = a_page(scene, other, rng, faces)
            if page is not None:
                yield page


def a_pair(rng, photographed, faces):
    """Two pages of one look, each under a camera of its own."""
    if photographed and rng.random() < PHOTOGRAPHED:
        return [strips_of(photographed[at]) for at in rng.choice(len(photographed), 2, replace=False)]
    look = page_look(rng, faces)
    return [drawn_scene({**look, "turn": float(rng.normal(0, 3.5))}, rng) for _ in range(2)]


def a_page(scene, other, rng, faces):
    picture = camera_file(scene.pixels, rng)
    mask = np.zeros(picture.shape[:2], np.uint8)
    if rng.random() < FORGED:
        another = lambda: (camera_file(other.pixels, rng), other)
        for _ in range(rng.integers(1, 3)):
            change = edited(picture, scene, another, rng, faces)
            if change is not None:
                picture, mask = change[0], np.maximum(mask, change[1])
    picture, scale = sent(picture, rng)
    if scale != 1:
        mask = stretched(mask, picture.shape)
    tiles, shares, numbers = tiles_of(picture, mask, scene.values, scale, rng, JUMP)
    return (tiles, shares, numbers) if len(tiles) >= LEAST_TILES else None


def stretched(mask, shape):
    rows = (np.arange(shape[0]) * mask.shape[0] / shape[0]).astype(int)
    columns = (np.arange(shape[1]) * mask.shape[1] / shape[1]).astype(int)
    return mask[rows][:, columns]


def draw_shard(path, seed, shard, photographed, faces):
    drawn = list(pages(np.random.default_rng([seed, shard]), photographed, faces))
    sizes = np.array([len(tiles) for tiles, _, _ in drawn])
    tiles, shares, numbers = (np.concatenate([page[part] for page in drawn]) for part in range(3))
    with open(path + ".part", "wb") as file:
        np.savez(file, sizes=sizes, tiles=tiles, shares=shares, numbers=numbers)
    os.rename(path + ".part", path)


def read_shard(path):
    with np.load(path) as shard:
        ends = np.cumsum(shard["sizes"])
        parts = [np.split(shard[name], ends[:-1]) for name in ("tiles", "shares", "numbers")]
    return list(zip(*parts))


def draw_shards(scenes, out, seed, shards):
    os.makedirs(out, exist_ok=True)
    photographed, faces = read_scenes(scenes), faces_of_type()
    shown = [scene for at, scene in enumerate(photographed) if at % HELD_OUT_EACH != 0]
    for shard in range(shards):
        path = os.path.join(out, f"{shard:03d}.npz")
        if not os.path.exists(path):
            draw_shard(path, seed, shard, photographed[::HELD_OUT_EACH] if shard < HELD_OUT_SHARDS else shown, faces)
            print(f"shard {shard + 1} of {shards}", flush=True)


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("--scenes", default="build/scenes")
    options.add_argument("--out", default="build/pages")
    options.add_argument("--seed", type=int, default=30_311)
    options.add_argument("--shards", type=int, default=14)
    chosen = options.parse_args()
    draw_shards(chosen.scenes, chosen.out, chosen.seed, chosen.shards)
