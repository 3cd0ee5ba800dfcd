"""The faces of type that training lines are set in: Debian's OCR-B, a typewriter face, and this project's own strokes."""
import json
import os

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from needed_packages import FONTS

GLYPHS = os.path.join(os.path.dirname(__file__), "../../packages/lab/src/glyphs/mrz-glyphs.json")
CAP = 28  # height of a capital while drawing, in pixels; shrunk or enlarged afterwards


class FontFace:
    def __init__(self, name, path, stroke=0):
        self.name, self.stroke = name, stroke
        size = CAP
        for _ in range(4):  # the nominal size of a font says little about the height of its capitals
            box = Image.new("L", (4 * CAP, 4 * CAP))
            font = ImageFont.truetype(path, size)
            ImageDraw.Draw(box).text((0, 0), "H", font=font, fill=255)
            left, top, right, bottom = box.getbbox()
            size = max(8, round(size * CAP / (bottom - top)))
        self.font, self.top = font, top

    def glyph(self, rng, char):
        image = Image.new("L", (2 * CAP, 2 * CAP))
        ImageDraw.Draw(image).text((CAP // 2, CAP // 2 - self.top), char, font=self.font, fill=255, stroke_width=self.stroke)
        return np.asarray(image, np.float32) / 255


class StrokeFace:
    """Own glyphs, drawn three times as large and shrunk, so that the strokes have soft edges."""

    def __init__(self, name, width):
        self.name, self.width = name, width
        with open(GLYPHS, encoding="utf-8") as file:
            self.strokes = json.load(file)

    def glyph(self, rng, char):
        k = 3 * CAP
        image = Image.new("L", (6 * CAP, 6 * CAP))
        draw = ImageDraw.Draw(image)
        half = self.width * k / 2
        for stroke in self.strokes[char]:
            points = [(1.5 * CAP + x * k, 1.5 * CAP + y * k) for x, y in stroke]
            draw.line(points, fill=255, width=round(2 * half), joint="curve")
            for x, y in points:
                draw.ellipse([x - half, y - half, x + half, y + half], fill=255)
        return np.asarray(image.resize((2 * CAP, 2 * CAP), Image.BOX), np.float32) / 255


def load():
    """Faces with their shares. OCR-B and its like lead, since documents are set in them."""
    ocr_b, dejavu = FONTS + "/opentype/ocr-b/", FONTS + "/truetype/dejavu/"
    return [
        (FontFace("ocr-b", ocr_b + "OCRB.otf"), 5),
        (FontFace("ocr-b-heavy", ocr_b + "OCRB.otf", stroke=1), 2),
        (FontFace("ocr-b-sharp", ocr_b + "OCRBS.otf"), 2),
        (StrokeFace("own", 0.12), 2),
        (StrokeFace("own-light", 0.09), 1),
        (StrokeFace("own-heavy", 0.155), 1),
        (FontFace("dejavu-mono", dejavu + "DejaVuSansMono.ttf"), 1),
        (FontFace("dejavu-mono-bold", dejavu + "DejaVuSansMono-Bold.ttf"), 0.5),
    ]


class Glyphs:
    """Drawn glyphs by face and character, trimmed to their ink, with the offset from the top of a capital."""

    def __init__(self):
        self.faces = load()
        self.drawn = {}

    def pick(self, rng):
        return rng.choices([face for face, _ in self.faces], [share for _, share in self.faces])[0]

    def of(self, rng, face, char):
        key = (face.name, char)
        if key not in self.drawn:
            whole = face.glyph(rng, char)
            rows, columns = np.flatnonzero(whole.max(1) > 0.05), np.flatnonzero(whole.max(0) > 0.05)
            ink = whole[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
            self.drawn[key] = (ink, rows[0] - CAP // 2)
        return self.drawn[key]
