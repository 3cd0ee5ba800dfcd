"""Debian's open faces of type in Latin letters: DejaVu and Noto, upright, of every weight."""
import glob
import os

from PIL import ImageFont

FOLDER = "/usr/share/fonts/truetype"
FAMILIES = ("dejavu/DejaVuSans*", "dejavu/DejaVuSerif*", "noto/NotoSans-*", "noto/NotoSerif-*", "noto/NotoSansMono-*")
CAPITAL_EM = 0.72  # height of capitals of these faces, to within a twentieth


def faces_of_type():
    paths = sorted(path for family in FAMILIES for path in glob.glob(os.path.join(FOLDER, family + ".ttf")))
    upright = [path for path in paths if "Italic" not in path and "Oblique" not in path and "MathTeX" not in path]
    if not upright:
        raise SystemExit(f"no face of type in {FOLDER}: install fonts-dejavu and fonts-noto-core")
    return upright


def open_face(path, capital_px):
    return ImageFont.truetype(path, max(4, round(capital_px / CAPITAL_EM)))
