"""Writes the trained network as ONNX beside its training report.

    python3 export.py --from build --to ../../packages/models-onnx/models
"""
import os
import sys

import torch

from network import EditNetwork
from tiles import TILE

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from model_file import export  # noqa: E402

if __name__ == "__main__":
    export(
        EditNetwork(),
        "edit-tiles",
        sample=torch.zeros(6, 4, TILE, TILE),
        graph={"input_names": ["tiles"], "output_names": ["logits"], "dynamic_axes": {"tiles": {0: "n"}, "logits": {0: "n"}}},
        facts={
            "origin": "Trained by this project on rendered and drawn pages only, see tools/forgery-model",
            "input": "tiles [n, 4, 64, 64] of one page: red, green, blue 0-255, number of the value",
            "output": "logits [n]: above 0 a tile rather was not in the photograph with the rest",
        },
    )
