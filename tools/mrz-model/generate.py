"""Synthetic crops of machine readable lines: print, page, camera. Every crop is 32 pixels high.

    python3 generate.py --seed 7 --show lines.png     draws forty of them to look at
"""
import argparse
import io
import math
import random

import needed_packages

needed_packages.require()

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

import mrz_text
from typefaces import CAP, Glyphs

HEIGHT = 32
MAX_WIDTH = 864


def set_type(rng, glyphs, face, rows, pitch, lead, margin, top):
    """Ink (0-1) of up to three lines; the middle one is the one to read."""
    width = int(margin[0] + margin[1] + pitch * len(rows[1]))
    height = int(top + CAP + top)
    ink = np.zeros((height + 2 * CAP, width + 2 * CAP), np.float32)
    wobble = rng.choice([0, 0.02, 0.05])
    for row, text in enumerate(rows):
        for index, char in enumerate(text):
            shape, drop = glyphs.of(rng, face, char)
            x = CAP + margin[0] + pitch * (index + 0.5 + rng.uniform(-wobble, wobble)) - shape.shape[1] / 2
            y = CAP + top + (row - 1) * lead + drop + rng.uniform(-wobble, wobble) * CAP / 2
            stamp(ink, shape, int(round(x)), int(round(y)))
    return ink[CAP : CAP + height, CAP : CAP + width]


def stamp(ink, shape, x, y):
    rows, columns = shape.shape
    if x < 0 or y < 0 or y + rows > ink.shape[0] or x + columns > ink.shape[1]:
        return
    part = ink[y : y + rows, x : x + columns]
    np.maximum(part, shape, out=part)


def paper(rng, width, height):
    """Brightness of the page: a base, slow shade, guilloche waves, lines and now and then the edge of the page."""
    base = rng.uniform(120, 250)
    x, y = np.arange(width)[None], np.arange(height)[:, None]
    page = np.full((height, width), base, np.float32)
    page += np.linspace(-1, 1, width)[None] * rng.uniform(-40, 40) + np.linspace(-1, 1, height)[:, None] * rng.uniform(-15, 15)
    for _ in range(rng.choice([0, 1, 2, 3, 4])):
        sway = rng.uniform(1, 20) * np.sin(x * rng.uniform(0.005, 0.05) + rng.uniform(0, 6.28))
        page += rng.uniform(2, 17) * np.sin((y + sway) * rng.uniform(0.05, 0.55) + x * rng.uniform(0.01, 0.25))
    if rng.random() < 0.4:
        page = scratches(rng, page, base)
    if rng.random() < 0.1:
        edge = rng.randint(1, max(1, height // 6))
        page[:edge] = rng.uniform(0, 250)
    if rng.random() < 0.1:
        edge = rng.randint(1, max(1, height // 6))
        page[-edge:] = rng.uniform(0, 250)
    return page


def scratches(rng, page, base):
    height, width = page.shape
    image = Image.fromarray(np.clip(page, 0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(image)
    for _ in range(rng.randint(1, 14)):
        ends = [rng.uniform(0, width), rng.uniform(-height, 2 * height), rng.uniform(0, width), rng.uniform(-height, 2 * height)]
        draw.line(ends, fill=int(min(255, max(0, base + rng.uniform(-60, 25)))), width=rng.randint(1, 2))
    return np.asarray(image).astype(np.float32)


def hologram(rng, width, height):
    """Light that a foil throws over the print: rings and broad bands, brighter than paper and ink alike."""
    x, y = np.arange(width)[None], np.arange(height)[:, None]
    cx, cy = rng.uniform(0, width), rng.uniform(-2 * height, 3 * height)
    distance = np.sqrt((x - cx) ** 2 + (y - cy) ** 2)
    rings = np.clip(np.sin(distance * rng.uniform(0.02, 0.25) + rng.uniform(0, 6.28)), 0, 1)
    return rings * np.exp(-((distance / rng.uniform(3 * height, 12 * height)) ** 2)) * rng.uniform(10, 75)


def tilt(rng, image, fill):
    """A small turn, a slant and a taper: what is left after a crop was straightened by a line fit."""
    width, height = image.size
    turn, slant = math.tan(math.radians(rng.gauss(0, 0.35))), rng.gauss(0, 0.06)
    taper = rng.gauss(0, 0.025)
    left, right = height * taper / 2, -height * taper / 2
    rise = turn * width / 2
    corners = []
    for x, y, grow in ((0, 0, -left), (0, height, left), (width, height, right), (width, 0, -right)):
        corners += [x + slant * (y - height / 2), y + grow + (rise if x else -rise)]
    return image.transform((width, height), Image.QUAD, corners, Image.BILINEAR, fillcolor=fill)


def photograph(rng, noise, image):
    """Lens, sensor and file: blur, sampling at 5 to 30 pixels a capital, motion, noise, glare, JPEG."""
    cap = rng.choice([rng.uniform(4.5, 9), rng.uniform(8, 14), rng.uniform(10, 30)])
    scale = cap / CAP
    size = (max(8, int(image.width * scale)), max(8, int(image.height * scale)))
    if rng.random() < 0.7:
        image = image.filter(ImageFilter.GaussianBlur(min(CAP / 8, rng.uniform(0, 0.8) / scale * rng.random())))
    image = image.resize(size, rng.choice([Image.BILINEAR, Image.BICUBIC, Image.LANCZOS, Image.BOX]))
    pixels = np.asarray(image).astype(np.float32)
    if rng.random() < 0.15 and cap > 8:
        pixels = sum(np.roll(pixels, step, 1) for step in range(2)) / 2
    pixels = pixels + noise.normal(size=pixels.shape) * rng.choice([0, 2, 5, 9]) * rng.random()
    if rng.random() < 0.12:
        spread = rng.uniform(1, 5) * size[1]
        pixels += np.exp(-(((np.arange(size[0]) - rng.uniform(0, size[0])) / spread) ** 2))[None] * rng.uniform(20, 90)
    image = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    if rng.random() < 0.6:
        file = io.BytesIO()
        image.save(file, "JPEG", quality=rng.randint(30, 92))
        image = Image.open(file)
    return image


def crop(rng, noise, glyphs):
    """One crop as bytes [32, width], and what it says."""
    text, face = mrz_text.line(rng), glyphs.pick(rng)
    neighbour = lambda: mrz_text.line(rng)[: len(text)].ljust(len(text), "<") if rng.random() < 0.65 else ""
    pitch = CAP * rng.uniform(0.92, 1.2)
    margin = [CAP * rng.choice([rng.uniform(0.1, 0.8), rng.uniform(0.3, 2.2)]) for _ in range(2)]
    room = [rng.choice([rng.uniform(0.1, 0.4), rng.uniform(0.15, 0.7)]) * CAP for _ in range(2)]
    ink = set_type(rng, glyphs, face, (neighbour(), text, neighbour()), pitch, CAP * rng.uniform(1.9, 3), margin, CAP)
    if rng.random() < 0.3:
        ink = ink * (1 - rng.uniform(0, 0.5) * noise.random(ink.shape, np.float32))
    page = paper(rng, ink.shape[1], ink.shape[0])
    black = rng.uniform(5, 90) if rng.random() < 0.88 else rng.uniform(80, 120)
    picture = page * (1 - ink) + np.minimum(black, page - 40) * ink
    if rng.random() < 0.25:
        picture = picture + hologram(rng, ink.shape[1], ink.shape[0])
    image = Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8))
    if rng.random() < 0.6:
        image = tilt(rng, image, int(np.median(picture)))
    image = image.crop((0, int(CAP - room[0]), image.width, int(2 * CAP + room[1])))
    image = photograph(rng, noise, image)
    width = int(image.width * HEIGHT / image.height * rng.uniform(0.85, 1.15))
    image = image.resize((min(MAX_WIDTH, max(len(text) * 12, width)), HEIGHT), Image.BILINEAR)
    return np.asarray(image), text, face.name


def crops(seed):
    """An endless stream of crops; the same seed gives the same stream."""
    rng, noise, glyphs = random.Random(seed), np.random.default_rng(seed), Glyphs()
    while True:
        yield crop(rng, noise, glyphs)


def show(seed, path):
    sheet = Image.new("L", (MAX_WIDTH, 40 * 36), 128)
    for row, (pixels, text, face) in zip(range(40), crops(seed)):
        sheet.paste(Image.fromarray(pixels), (0, row * 36))
        print(row, face, text)
    sheet.save(path)


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--show", required=True)
    chosen = options.parse_args()
    show(chosen.seed, chosen.show)
