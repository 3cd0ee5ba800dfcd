"""Tiles of values, as packages/engine/src/forgery/value-tiles.ts cuts them: beginning where blocks of JPEG do."""
import numpy as np

from geometry import part_of, sides_of

TILE = 64
BLOCK = 8
STEP = 44
MOST_OF_VALUE = 10
MIDDLE = slice(12, 52)  # of a tile: a change at its rim alone is not asked for


def tiles_of(picture, mask, values, scale, rng, jump):
    """Tiles [n, 64, 64, 3], the share of each one's middle that was changed, and the number of its value. The reader's
    boxes lie some pixels off: `jump`."""
    tiles, shares, numbers = [], [], []
    for number, (_, quad) in enumerate(values):
        for x, y in places_on(quad * scale):
            left, top = starts(np.array([x, y]) + rng.uniform(-jump, jump, 2), picture)
            tiles.append(picture[top : top + TILE, left : left + TILE])
            shares.append((mask[top : top + TILE, left : left + TILE][MIDDLE, MIDDLE] > 127).mean())
            numbers.append(number)
    return np.stack(tiles), np.array(shares, np.float32), np.array(numbers, np.int16)


def places_on(quad):
    width, _ = sides_of(quad)
    count = min(MOST_OF_VALUE, max(1, round(width / STEP)))
    shares = (np.arange(count) + 0.5) / count
    return [part_of(quad, share - 0.01, 0.5, share + 0.01, 0.51)[0] for share in shares]


def starts(middle, picture):
    height, width = picture.shape[:2]
    last = np.array([width - TILE, height - TILE]) // BLOCK
    return np.clip(np.round((middle - TILE / 2) / BLOCK).astype(int), 0, last) * BLOCK
