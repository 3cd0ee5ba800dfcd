"""Ways of changing a value in the file of a photograph. Neither tool of packages/lab/src/forgery is among them, and each
number is drawn widely, so that no one editor is learned."""
import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from geometry import UNIT, bounds_of, homography, part_of, shares_on, sides_of
from lay import blended, grain, lay, rim
from typefaces import open_face

FINER = 3
LEAST_INK_PX = 15
SAME_FACE = 0.4  # who forges with care takes the page's own face of type
FAR = 8  # pixels; a piece that is laid where it was taken changes nothing


def edited(picture, scene, another, rng, faces):
    """A picture with one of its values changed, and where; nothing where the draw fits no place. `another()` gives the
    picture of another page and what stands on it."""
    way = rng.random()
    if way < 0.42:
        return retyped(picture, scene, rng, faces)
    if way < 0.56:
        return moved(picture, scene, rng)
    if way < 0.95:
        return pasted(picture, scene, *another(), rng)
    return wiped(picture, scene, rng)


def a_value(scene, rng):
    return scene.values[rng.integers(len(scene.values))]


def a_part(rng):
    """Start and end, in shares of a value: the whole, or some of its letters."""
    if rng.random() < 0.4:
        return 0.0, 1.0
    width = rng.uniform(0.3, 0.9)
    start = float(rng.choice([0, 1 - width, rng.uniform(0, 1 - width)]))
    return start, start + width


def with_room(quad, share, left=0.0, right=1.0):
    width, height = sides_of(quad)
    return part_of(quad, left - share * height / width, -share, right + share * height / width, 1 + share)


def moved(picture, scene, rng):
    """Letters of the page itself over others."""
    return laid_over(picture, scene, picture, scene, rng, keeps_light=0.7)


def pasted(picture, scene, theirs, other, rng):
    """Letters out of the photograph of another page over a value."""
    return laid_over(picture, scene, theirs, other, rng, keeps_light=0.15)


def laid_over(picture, scene, theirs, other, rng, keeps_light):
    _, quad = a_value(scene, rng)
    _, source = a_value(other, rng)
    (start, end), room = a_part(rng), rng.uniform(0.08, 0.45)
    (width, height), (their_width, their_height) = sides_of(quad), sides_of(source)
    stretch = rng.uniform(0.92, 1.08) if rng.random() < 0.4 else 1
    length = (end - start) * width * their_height / height * stretch / their_width
    if length > 1:
        end, length = start + (end - start) / length, 1
    first = rng.uniform(0, 1 - length)
    to, taken = with_room(quad, room, start, end), with_room(source, room, first, first + length)
    if theirs is picture and np.abs(to.mean(0) - taken.mean(0)).max() < FAR:
        return None
    return lay(picture, to, theirs, taken, rng, keeps_light)


def wiped(picture, scene, rng):
    """Letters taken away, paper in their place."""
    _, quad = a_value(scene, rng)
    start, end = a_part(rng)
    return cleaned(picture, with_room(part_of(quad, start, 0, end, 1), rng.uniform(0.1, 0.4)), rng)


def cleaned(picture, area, rng):
    """Print off a place: paper from beside it, run across it, of one colour, or what is light spread over what is dark."""
    bounds = bounds_of(area, picture)
    left, top, right, foot = bounds
    u, v, within = shares_on(area, bounds)
    if not within.any():
        return None
    here = picture[top:foot, left:right].astype(float)
    way = rng.choice([paper_beside, paper_across, one_colour, spread_light], p=[0.4, 0.25, 0.15, 0.2])
    paper = way(picture, area, here, u, v, within, rng)
    return blended(picture, paper, rim(u, v, area, rng) * within, bounds)


def paper_beside(picture, area, here, u, v, within, rng):
    strip = rng.uniform(0.12, 0.5)
    base = float(rng.choice([-strip, 1]))
    return sampled(picture, area, u, base + np.mod(np.clip(v, 0, 1), strip), nearest=rng.random() < 0.3)


def paper_across(picture, area, here, u, v, within, rng):
    if rng.random() < 0.5:
        share = np.clip(u, 0, 1)[..., None]
        ends = [sampled(picture, area, np.full_like(u, at), v) for at in (-0.02, 1.02)]
    else:
        share = np.clip(v, 0, 1)[..., None]
        ends = [sampled(picture, area, u, np.full_like(v, at)) for at in (-0.05, 1.05)]
    paper = ends[0] * (1 - share) + ends[1] * share
    return paper + grain(paper.shape, rng, 5) if rng.random() < 0.6 else paper


def one_colour(picture, area, here, u, v, within, rng):
    paper = np.zeros_like(here) + np.percentile(here[within], rng.uniform(60, 85), axis=0)
    return paper + grain(paper.shape, rng, 4) if rng.random() < 0.7 else paper


def spread_light(picture, area, here, u, v, within, rng):
    grey = here.mean(2)
    light = (grey > np.percentile(grey, 70) - rng.uniform(8, 30)).astype(float)
    reach = int(rng.integers(3, 10))
    weight = np.maximum(boxed(light, reach), 0.02)
    filled = np.stack([boxed(here[..., channel] * light, reach) / weight for channel in range(3)], -1)
    if rng.random() < 0.5:
        filled = filled + grain(filled.shape, rng, 4)
    return np.where(light[..., None] > 0, here, filled)


def boxed(plane, reach):
    """Mean over a square; PIL blurs bytes alone."""
    sums = np.pad(np.pad(plane, reach, "edge").cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    side = 2 * reach + 1
    return (sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]) / side**2


def sampled(picture, area, u, v, nearest=False):
    """Levels at places given in shares of an area, between pixels where they lie there."""
    matrix = homography(UNIT, area)
    depth = matrix[2, 0] * u + matrix[2, 1] * v + matrix[2, 2]
    x = (matrix[0, 0] * u + matrix[0, 1] * v + matrix[0, 2]) / depth - 0.5
    y = (matrix[1, 0] * u + matrix[1, 1] * v + matrix[1, 2]) / depth - 0.5
    height, width = picture.shape[:2]
    x, y = np.clip(x, 0, width - 1.001), np.clip(y, 0, height - 1.001)
    if nearest:
        return picture[np.round(y).astype(int), np.round(x).astype(int)].astype(float)
    column, row = np.floor(x).astype(int), np.floor(y).astype(int)
    across, down = (x - column)[..., None], (y - row)[..., None]
    upper = picture[row, column] * (1 - across) + picture[row, np.minimum(column + 1, width - 1)] * across
    below = np.minimum(row + 1, height - 1)
    lower = picture[below, column] * (1 - across) + picture[below, np.minimum(column + 1, width - 1)] * across
    return upper * (1 - down) + lower * down


def retyped(picture, scene, rng, faces):
    """Print taken off a part of a value and other letters written there, in any face, ink and softness."""
    text, quad = a_value(scene, rng)
    start, end = a_part(rng)
    part = part_of(quad, start, 0, end, 1)
    area = with_room(part, rng.uniform(0.1, 0.4))
    clean = cleaned(picture, area, rng) if rng.random() < 0.95 else (picture, None)
    if clean is None:
        return None
    new = other_text(text[int(start * len(text)) : max(int(start * len(text)) + 1, round(end * len(text)))], rng)
    bounds = bounds_of(area, picture)
    left, top, right, foot = bounds
    is_same = scene.face is not None and rng.random() < SAME_FACE
    cover = covered(new, part, bounds, scene.face if is_same else faces[rng.integers(len(faces))], rng)
    if (cover > 0.3).sum() < LEAST_INK_PX:
        return None
    ink = ink_like(picture[top:foot, left:right].reshape(-1, 3), rng)
    ink = ink + (grain(cover.shape, rng, 6) if rng.random() < 0.6 else 0)
    depth = rng.uniform(0.7, 1) * cover[..., None]
    below = clean[0][top:foot, left:right].astype(float)
    written = below * (1 - depth) + ink * depth
    if rng.random() < 0.3:
        written = written + grain(written.shape, rng, 4)
    within = shares_on(area, bounds)[2].astype(float)
    changed, mask = blended(clean[0], written, within, bounds)
    return changed, mask


def covered(text, part, bounds, path, rng):
    """How far ink covers each pixel of the bounds, the text as high as the part and about as wide."""
    width, height = sides_of(part)
    face = open_face(path, height * FINER * rng.uniform(0.92, 1.06))
    across = max(1.0, face.getlength(text))
    room = 2 * FINER
    sheet = Image.new("L", (int(across) + 2 * room, int(2 * height * FINER) + room), 0)
    ImageDraw.Draw(sheet).text((room, 1.5 * height * FINER), text, font=face, fill=255, anchor="ls")
    soft = float(rng.choice([0, rng.uniform(0, 0.6), rng.uniform(0.3, 1.6)]))
    if soft > 0:
        sheet = sheet.filter(ImageFilter.GaussianBlur(FINER * soft))
    fits = rng.random() < 0.6 or across > width * FINER
    share = across if fits else width * FINER
    on_sheet = np.array([[0, 0], [share, 0], [share, height * FINER], [0, height * FINER]]) + [room, 0.5 * height * FINER]
    left, top, right, foot = bounds
    matrix = homography(part, on_sheet) @ np.array([[1, 0, left], [0, 1, top], [0, 0, 1]])
    # Halved before it is sampled, so that thin strokes do not break up.
    half = sheet.resize((max(1, sheet.width // 2), max(1, sheet.height // 2)), Image.BOX)
    matrix = np.diag([half.width / sheet.width, half.height / sheet.height, 1]) @ matrix
    matrix = (matrix / matrix[2, 2]).reshape(-1)[:8]
    placed = half.transform((right - left, foot - top), Image.PERSPECTIVE, matrix, Image.BILINEAR)
    return np.asarray(placed, float) / 255


def ink_like(levels, rng):
    """As dark as what stood there, black, or of some colour."""
    chance = rng.random()
    if chance < 0.6:
        return np.percentile(levels, rng.uniform(1, 6), axis=0) + rng.uniform(-12, 25)
    return np.full(3, rng.uniform(5, 70)) if chance < 0.85 else rng.uniform(5, 80, 3)


def other_text(text, rng):
    """Of the same kind: digits for digits, letters for letters."""

    def other(letter):
        if letter.isdigit():
            return str(rng.integers(10))
        if letter.isalpha() and letter.isascii() and rng.random() < 0.7:
            return chr((ord("A") if letter.isupper() else ord("a")) + int(rng.integers(26)))
        return letter if letter.isascii() else "X"

    return "".join(other(letter) for letter in text) or "7"
