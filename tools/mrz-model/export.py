"""Writes the trained network as ONNX beside its training report.

    python3 export.py --from build --to ../../packages/models-onnx/models
"""
import os
import sys

import torch

from network import LineNetwork

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from model_file import export  # noqa: E402

if __name__ == "__main__":
    export(
        LineNetwork(),
        "mrz-lines",
        sample=torch.zeros(1, 1, 32, 800),
        graph={
            "input_names": ["crops"],
            "output_names": ["scores"],
            "dynamic_axes": {"crops": {0: "n", 3: "width"}, "scores": {0: "n", 1: "steps"}},
        },
        facts={
            "origin": "Trained by this project on synthetic lines only, see tools/mrz-model",
            "input": "crops [n, 1, 32, width], each of mean 0 and deviation 1",
            "output": "scores [n, width / 4, 38] before softmax: 0-9, A-Z, <, CTC blank",
        },
    )
