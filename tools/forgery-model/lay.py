"""Lays a piece of one picture over a place of another, as picture editors do: resampled, brought to the light that is
there, softened, with or without a rim. For values as for portraits."""
import numpy as np
from PIL import Image, ImageFilter

from geometry import bounds_of, homography, shares_on, sides_of

WAYS_OF_LIGHT = ("paper", "gain", "mean", "contrast", "none")
LEAST_PX = 6


def lay(picture, quad, source, source_quad, rng, keeps_light=0.15):
    """The picture with the piece, and where it was changed; nothing where the place is too small."""
    bounds = bounds_of(quad, picture)
    left, top, right, foot = bounds
    if right - left < LEAST_PX or foot - top < LEAST_PX:
        return None
    u, v, within = shares_on(quad, bounds)
    if not within.any():
        return None
    piece = resampled(source, homography(quad, source_quad), bounds, rng)
    here = picture[top:foot, left:right].astype(float)
    if rng.random() >= keeps_light:
        piece = in_light_of(piece, here, within, rng)
    return blended(picture, softened(piece, rng), rim(u, v, quad, rng) * within, bounds)


def resampled(source, matrix, bounds, rng):
    """Pixels of the source for each pixel of the bounds, by one of the ways that editors offer."""
    left, top, right, foot = bounds
    moved = matrix @ np.array([[1, 0, left], [0, 1, top], [0, 0, 1]])
    moved = (moved / moved[2, 2]).reshape(-1)[:8]
    ways = (Image.BICUBIC, Image.BICUBIC, Image.BILINEAR, Image.NEAREST)
    image = Image.fromarray(source)
    way = ways[rng.integers(len(ways))]
    return np.asarray(image.transform((right - left, foot - top), Image.PERSPECTIVE, moved, way), float)


def in_light_of(piece, here, within, rng):
    ours, theirs = here[within], piece[within]
    way = rng.choice(WAYS_OF_LIGHT, p=[0.4, 0.25, 0.2, 0.1, 0.05])
    if way == "paper":
        return piece + np.percentile(ours, 75, 0) - np.percentile(theirs, 75, 0)
    if way == "gain":
        return piece * (np.percentile(ours, 75, 0) + 1) / (np.percentile(theirs, 75, 0) + 1)
    if way == "mean":
        return piece + ours.mean(0) - theirs.mean(0)
    if way == "contrast":
        return (piece - theirs.mean(0)) * (ours.std(0) + 1) / (theirs.std(0) + 1) + ours.mean(0)
    return piece


def softened(piece, rng):
    """Some blur what they lay in, some sharpen it, some add grain."""
    chance = rng.random()
    if chance < 0.3:
        piece = filtered(piece, ImageFilter.GaussianBlur(rng.uniform(0.3, 1.3)))
    elif chance < 0.4:
        piece = filtered(piece, ImageFilter.UnsharpMask(rng.uniform(0.5, 1.5), int(rng.uniform(30, 150)), 0))
    return piece + grain(piece.shape, rng, 5) if rng.random() < 0.3 else piece


def filtered(piece, kind):
    return np.asarray(Image.fromarray(np.clip(piece, 0, 255).astype(np.uint8)).filter(kind), float)


def grain(shape, rng, most):
    """Noise of one level, alike in all colours or not."""
    return rng.normal(0, rng.uniform(0.3, most), shape[:2] + (int(rng.choice([1, 3])),))


def rim(u, v, quad, rng):
    """Opacity from 0 to 1: hard, a few pixels soft, or soft over a part of the sides."""
    width, height = sides_of(quad)
    soft = rng.choice([0, rng.uniform(0, 3), rng.uniform(0, 0.06) * height, rng.uniform(0, 0.25) * height])
    away = np.minimum(np.minimum(u, 1 - u) * width, np.minimum(v, 1 - v) * height)
    return np.clip(away / soft, 0, 1) if soft > 0 else (away >= 0).astype(float)


def blended(picture, piece, opacity, bounds):
    left, top, right, foot = bounds
    changed = picture.copy()
    here = picture[top:foot, left:right].astype(float)
    mixed = piece * opacity[..., None] + here * (1 - opacity[..., None])
    changed[top:foot, left:right] = np.clip(mixed + 0.5, 0, 255)
    mask = np.zeros(picture.shape[:2], np.uint8)
    mask[top:foot, left:right] = 255 * (opacity > 0.5)
    return changed, mask
