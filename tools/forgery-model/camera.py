"""Files of cameras, editors and apps: what compression and shrinking leave of a picture."""
import io

import numpy as np
from PIL import Image

KERNELS = (Image.BILINEAR, Image.BICUBIC, Image.LANCZOS, Image.HAMMING)


def camera_file(pixels, rng):
    """The picture out of the camera's own file; some apps hand it over as it was seen."""
    return pixels if rng.random() < 0.08 else jpeg(pixels, rng, rng.uniform(78, 98))


def sent(pixels, rng):
    """The picture as it arrives, and its scale: saved once more, some twice, some shrunk, some without loss."""
    scale = 1.0
    if rng.random() < 0.17:
        pixels, scale = shrunk(pixels, rng)
    if rng.random() < 0.09:
        return pixels, scale
    if rng.random() < 0.1:
        pixels = jpeg(pixels, rng, rng.uniform(70, 95))
    return jpeg(pixels, rng, rng.uniform(66, 97)), scale


def shrunk(pixels, rng):
    height, width = pixels.shape[:2]
    smaller = round(width * rng.uniform(0.62, 0.98))
    size = (smaller, round(height * smaller / width))
    return np.asarray(Image.fromarray(pixels).resize(size, KERNELS[rng.integers(len(KERNELS))])), smaller / width


def jpeg(pixels, rng, quality):
    """Written and read again, with common tables or a maker's own."""
    file = io.BytesIO()
    tables = {"qtables": makers_tables(rng)} if rng.random() < 0.3 else {"quality": int(quality)}
    Image.fromarray(pixels).save(file, "JPEG", subsampling=int(rng.choice([0, 2, 2, 1])), **tables)
    return np.asarray(Image.open(file).convert("RGB"))


def makers_tables(rng):
    """Steps that rise with the frequency after some law."""
    frequency = np.add.outer(np.arange(8), np.arange(8)) / 4
    rise = rng.uniform(1, 14) * rng.uniform(0.3, 1.2) * frequency ** rng.uniform(0.5, 2.2)
    light = (rng.uniform(1, 8) + rise) * rng.uniform(0.9, 1.1, (8, 8))
    colour = light * rng.uniform(1, 1.6) + 1
    return [np.clip(table.reshape(-1), 1, 255).astype(int).tolist() for table in (light, colour)]
