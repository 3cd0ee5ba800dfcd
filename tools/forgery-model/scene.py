"""A photographed page before any file was written: pixels, and where its values and its portrait stand."""
import json
import os
from dataclasses import dataclass

import numpy as np

ROOM = 44  # pixels around a value: a tile and a jump of the reader's box
MOST_WIDE = 528  # longer values are cut; an address says no more than a name
MCU = 16  # of JPEG with halved colours: what is cut along it is compressed as it would be in the whole picture


@dataclass
class Scene:
    pixels: np.ndarray
    values: list  # of (text, quadrilateral)
    portrait: object = None
    face: object = None  # of type, where it is known


def read_scenes(folder):
    """Photographs that scenes.mjs wrote, by name."""
    names = sorted(name[:-5] for name in os.listdir(folder) if name.endswith(".json"))
    return [read_scene(os.path.join(folder, name)) for name in names]


def read_scene(path):
    with open(path + ".json", encoding="utf-8") as file:
        told = json.load(file)
    pixels = np.fromfile(path + ".rgb", np.uint8).reshape(told["height"], told["width"], 3)
    values = [(value["text"], np.array(value["quad"])) for value in told["values"]]
    return Scene(pixels, values, np.array(told["portrait"]))


def strips_of(scene):
    """The surroundings of the values alone, one under the other: a tenth of the pixels, and the same in each of them."""
    windows = [window_around(quad, scene.pixels) for _, quad in scene.values]
    widest = max(right - left for left, _, right, _ in windows)
    rows, values, top = [], [], 0
    for (text, quad), (left, upper, right, foot) in zip(scene.values, windows):
        strip = scene.pixels[upper:foot, left:right]
        rows.append(np.pad(strip, ((0, 0), (0, widest - (right - left)), (0, 0)), "edge"))
        values.append(cut_at(text, quad - [left, upper - top], right - left))
        top += foot - upper
    return Scene(np.concatenate(rows), values)


def window_around(quad, pixels):
    height, width = pixels.shape[:2]
    left, top = (np.maximum(0, quad.min(0) - ROOM) // MCU * MCU).astype(int)
    right, foot = (np.minimum([width, height], quad.max(0) + ROOM) // MCU * MCU).astype(int)
    return left, top, min(right, left + MOST_WIDE), foot


def cut_at(text, quad, width):
    """A value of which only the start stands within a width."""
    beyond = quad[1:3, 0].max() - (width - ROOM)
    across = quad[1:3, 0].max() - quad[[0, 3], 0].min()
    if beyond <= 0:
        return text, quad
    share = 1 - beyond / across
    cut = quad.copy()
    cut[1] = quad[0] + share * (quad[1] - quad[0])
    cut[2] = quad[3] + share * (quad[2] - quad[3])
    return text[: max(1, round(share * len(text)))], cut
