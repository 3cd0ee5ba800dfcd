"""Draws values of an invented page as one camera saw them, strip under strip. No design of a state is in it.

    python3 draw.py --seed 5 --show sheet.png
"""
import argparse

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from scene import MCU, MOST_WIDE, ROOM, Scene
from typefaces import faces_of_type, open_face

FINER = 2  # letters are drawn so much finer than they are seen
CAPITALS = "ABCDEFGHIJKLMNOPRSTUVWYZ"
SMALL = "abcdefghiklmnoprstuvwy"


def drawn_scene(look, rng):
    """A page with four to nine values. Some of its values may be printed otherwise than the rest: that is no forgery."""
    strips = [drawn_strip(look, rng) for _ in range(rng.integers(4, 10))]
    widest = max(ink.shape[1] for ink, _, _ in strips)
    ink = np.concatenate([np.pad(strip, ((0, 0), (0, widest - strip.shape[1]))) for strip, _, _ in strips])
    colours = np.concatenate([np.tile(colour, (strip.shape[0], 1)) for strip, _, colour in strips])
    tops = np.cumsum([0] + [strip.shape[0] for strip, _, _ in strips])
    values = [(text, quad + [0, top]) for (_, (text, quad), _), top in zip(strips, tops)]
    paper = drawn_paper(ink.shape, tops, look, rng)
    cover = ink[..., None] * look["density"]
    page = paper * (1 - cover) + colours[:, None] * cover
    return Scene(photographed(page, tops, rng), values, face=look["face"])


def page_look(rng, faces):
    """What pages of one type have in common."""
    dark = rng.uniform(10, 60)
    return {
        "face": faces[rng.integers(len(faces))],
        "faces": faces,
        "capital": float(np.exp(rng.uniform(np.log(11), np.log(34)))),
        "ink": dark + (rng.uniform(0, 60, 3) if rng.random() < 0.3 else rng.uniform(0, 6, 3)),
        "density": rng.uniform(0.75, 1),
        "turn": float(rng.normal(0, 3.5)),
        "odd": rng.uniform(0.1, 0.4) if rng.random() < 0.3 else 0,
        "paper": rng.uniform(205, 250) + rng.uniform(-14, 14, 3),
        "pattern": int(rng.integers(2**31)),
    }


def drawn_strip(look, rng):
    """One value: how much ink lies where, what it says and where, and in which colour."""
    is_odd = rng.random() < look["odd"]
    capital = look["capital"] * (rng.uniform(0.7, 1.5) if is_odd else 1)
    path = look["faces"][rng.integers(len(look["faces"]))] if is_odd else look["face"]
    colour = rng.uniform(0, 150, 3) if is_odd and rng.random() < 0.5 else look["ink"]
    face, text = open_face(path, capital * FINER), invented_text(rng)
    while len(text) > 3 and face.getlength(text) / FINER > MOST_WIDE - 2 * ROOM:
        text = text[:-1]
    across, turn = face.getlength(text) / FINER, np.deg2rad(look["turn"])
    reach = abs(np.sin(turn)) * across
    width = int(-(-(across + 2 * ROOM + MCU) // MCU) * MCU)
    height = int(-(-(capital + reach + 2 * ROOM + MCU) // MCU) * MCU)
    sheet = Image.new("L", (width * FINER, height * FINER), 0)
    start = np.array([ROOM + rng.uniform(0, MCU), height / 2 - capital / 2 + rng.uniform(-4, 4)])
    baseline = (start + [0, capital]) * FINER
    ImageDraw.Draw(sheet).text(tuple(baseline), text, font=face, fill=255, anchor="ls")
    if abs(look["turn"]) > 0.3:
        sheet = sheet.rotate(-look["turn"], Image.BICUBIC)
    ink = np.asarray(sheet.resize((width, height), Image.BOX), np.float32) / 255
    corners = start + np.array([[0, 0], [across, 0], [across, capital], [0, capital]])
    middle, turned = np.array([width, height]) / 2, np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    return ink, (text, (corners - middle) @ turned + middle), colour


def invented_text(rng):
    pick = lambda letters, count: "".join(letters[at] for at in rng.integers(len(letters), size=count))
    kind = rng.random()
    if kind < 0.3:
        parts = [f"{rng.integers(1, 29):02d}", f"{rng.integers(1, 13):02d}", str(rng.integers(1930, 2040))]
        return str(rng.choice(["/", ".", " ", "-"])).join(parts if rng.random() < 0.6 else parts[::-1])
    if kind < 0.55:
        return pick(CAPITALS, rng.integers(0, 3)) + pick("0123456789", rng.integers(5, 13))
    words = [pick(CAPITALS, rng.integers(3, 10)) for _ in range(rng.integers(1, 4))]
    return " ".join(words if kind < 0.8 else [word[0] + pick(SMALL, len(word)) for word in words])


def drawn_paper(shape, tops, look, rng):
    """Tinted paper with lines of security print, or plain."""
    height, width = shape
    turn = np.deg2rad(look["turn"])
    jumps = np.repeat(rng.uniform(0, 4000, len(tops) - 1), np.diff(tops)).astype(np.float32)
    x = np.arange(width, dtype=np.float32)[None] * np.float32(np.cos(turn))
    y = (np.arange(height, dtype=np.float32) + jumps)[:, None] - np.arange(width, dtype=np.float32)[None] * np.float32(np.sin(turn))
    paper = np.full((height, width, 3), look["paper"], np.float32)
    pattern = np.random.default_rng(look["pattern"])
    for _ in range(pattern.choice([0, 1, 1, 2, 3])):
        lines = waves(x, y, pattern) if pattern.random() < 0.75 else dots(x, y, pattern)
        paper += (lines * pattern.uniform(0.1, 0.6))[..., None] * (pattern.uniform(90, 225, 3).astype(np.float32) - paper)
    return paper


def waves(x, y, rng):
    """Lines that wave, as dense as guilloches or as sparse as ruling, of a pixel's width and more."""
    if rng.random() < 0.5:
        x, y = y, x
    pitch, width = rng.uniform(4, 40), rng.uniform(0.5, 1.8)
    bend = rng.uniform(0, 30) * np.sin(x / rng.uniform(40, 400) + rng.uniform(0, 6)).astype(np.float32)
    along = (y + bend) / np.float32(pitch)
    away = np.abs(along - np.round(along)) * pitch
    return np.clip(width / 2 - away + 0.5, 0, 1)


def dots(x, y, rng):
    """A raster as offset print leaves it."""
    step = np.float32(2 * np.pi / rng.uniform(2.5, 7))
    return np.clip(0.5 + rng.uniform(0.5, 2) * (np.sin(x * step) * np.sin(y * step)), 0, 1)


def photographed(page, tops, rng):
    """Light, lens, sensor and what the phone makes of it."""
    lit = page * lighting(tops, rng)
    if rng.random() < 0.25:
        lit = lit + glare(page.shape, rng)
    seen = focused(np.clip(lit, 0, 255), tops, rng)
    if rng.random() < 0.2:
        seen = 255 * (np.clip(seen, 0, 255) / 255) ** rng.uniform(0.8, 1.2)
    noisy = seen + sensor_noise(seen.shape, rng)
    picture = Image.fromarray(np.clip(noisy + 0.5, 0, 255).astype(np.uint8))
    chance = rng.random()
    if chance < 0.15:
        picture = picture.filter(ImageFilter.UnsharpMask(rng.uniform(0.7, 2), int(rng.uniform(30, 150)), 0))
    elif chance < 0.25:
        picture = picture.filter(ImageFilter.MedianFilter(3))
    return np.asarray(picture)


def lighting(tops, rng):
    """Each strip stands elsewhere on the page."""
    shade, level = rng.uniform(0, 0.3), rng.uniform(0.6, 1.02)
    gains = level * (1 + rng.uniform(-shade, shade, len(tops) - 1) / 2)
    return np.repeat(gains, np.diff(tops)).astype(np.float32)[:, None, None] * rng.uniform(0.95, 1.03, 3).astype(np.float32)


def glare(shape, rng):
    height, width = shape[:2]
    reach, x, y = rng.uniform(60, 220), rng.uniform(0, width), rng.uniform(0, height)
    across = np.exp(-(((np.arange(width, dtype=np.float32) - x) / reach) ** 2))
    down = np.exp(-(((np.arange(height, dtype=np.float32) - y) / reach) ** 2))
    return (rng.uniform(15, 140) * np.outer(down, across))[..., None]


def focused(page, tops, rng):
    """The same blur everywhere, or, where the page leans away from the lens, a little more from strip to strip."""
    blur = 0 if rng.random() < 0.3 else rng.uniform(0.35, 1.5)
    drift = rng.uniform(0, 0.35) if rng.random() < 0.2 else 0
    image = Image.fromarray(page.astype(np.uint8))
    if drift == 0:
        return np.asarray(image.filter(ImageFilter.GaussianBlur(blur)) if blur > 0 else image, np.float32)
    strips = [image.crop((0, top, image.width, foot)) for top, foot in zip(tops, tops[1:])]
    blurs = np.clip(blur + drift * rng.uniform(-1, 1, len(strips)), 0.01, None)
    return np.concatenate([np.asarray(strip.filter(ImageFilter.GaussianBlur(each)), np.float32) for strip, each in zip(strips, blurs)])


def sensor_noise(shape, rng):
    """Of each colour for itself, of light alone, or smoothed by the phone."""
    strength, kind = float(np.exp(rng.uniform(np.log(0.7), np.log(8.5)))), rng.random()
    if kind < 0.2:
        return strength * rng.standard_normal(shape[:2] + (1,), np.float32)
    noise = strength * rng.standard_normal(shape, np.float32)
    if kind > 0.75:
        noise = (noise + np.roll(noise, 1, 0) + np.roll(noise, 1, 1) + np.roll(noise, (1, 1), (0, 1))) / 2
    return noise


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--show", default="sheet.png")
    chosen = options.parse_args()
    stream = np.random.default_rng(chosen.seed)
    Image.fromarray(drawn_scene(page_look(stream, faces_of_type()), stream).pixels).save(chosen.show)
