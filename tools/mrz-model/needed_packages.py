"""Names the Debian packages that are missing, before any work is done: a face of type that is not there fails late and unclearly."""
import importlib.util
import os
import sys

FONTS = "/usr/share/fonts"
DEBIAN_PYTHON = "/usr/bin/python3"
# What stands for each package: a module that is imported, or a file that is opened.
MODULES = {"python3-torch": "torch", "python3-numpy": "numpy", "python3-pil": "PIL"}
FILES = {
    "fonts-ocr-b": [FONTS + "/opentype/ocr-b/OCRB.otf", FONTS + "/opentype/ocr-b/OCRBS.otf"],
    "fonts-dejavu-core": [
        FONTS + "/truetype/dejavu/DejaVuSansMono.ttf",
        FONTS + "/truetype/dejavu/DejaVuSansMono-Bold.ttf",
    ],
}


def missing():
    modules = [package for package, module in MODULES.items() if importlib.util.find_spec(module) is None]
    return modules + [package for package, paths in FILES.items() if not all(map(os.path.isfile, paths))]


def require():
    absent = missing()
    if not absent:
        return
    packages = " ".join(absent)
    hint = "" if sys.executable == DEBIAN_PYTHON else f"\nDebian's modules are those of {DEBIAN_PYTHON}; this is {sys.executable}"
    sys.exit(f"missing: {packages}\napt-get install --no-install-recommends {packages}{hint}")
