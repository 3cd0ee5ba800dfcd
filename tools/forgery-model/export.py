"""Writes the trained network as ONNX beside its training report. Needs no onnx package.

    python3 export.py --from build --to ../../packages/models-onnx/models
"""
import argparse
import hashlib
import json
import os

import torch

from network import EditNetwork
from tiles import TILE

NAME = "edit-tiles"


def export(source, target):
    torch.set_num_threads(1)
    network = EditNetwork()
    network.load_state_dict(torch.load(os.path.join(source, "weights.pt")))
    network.eval()
    path = os.path.join(target, NAME + ".onnx")
    torch.onnx.export(
        network,
        torch.zeros(6, 4, TILE, TILE),
        path,
        input_names=["tiles"],
        output_names=["logits"],
        dynamic_axes={"tiles": {0: "n"}, "logits": {0: "n"}},
        opset_version=13,
    )
    with open(path, "rb") as file:
        content = file.read()
    refuse_traces(content)
    with open(os.path.join(source, "report.json"), encoding="utf-8") as file:
        training = json.load(file)
    report = {
        "name": NAME,
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "licence": "Apache-2.0",
        "origin": "Trained by this project on rendered and drawn pages only, see tools/forgery-model",
        "weights": sum(parameter.numel() for parameter in network.parameters()),
        "input": "tiles [n, 4, 64, 64] of one page: red, green, blue 0-255, number of the value",
        "output": "logits [n]: above 0 a tile rather was not in the photograph with the rest",
        **training,
    }
    with open(os.path.join(target, NAME + ".json"), "w", encoding="utf-8") as file:
        json.dump(report, file, indent=2)
        file.write("\n")
    print(json.dumps(report, indent=2))


def refuse_traces(content):
    """The same weights give the same file anywhere: no path of a machine may be in it."""
    for trace in (b".py", b"/usr", b"/home", b"/tmp", b"/root"):
        if trace in content:
            raise SystemExit(f"the exported file holds {trace!r}")


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("--from", dest="source", default="build")
    options.add_argument("--to", dest="target", required=True)
    chosen = options.parse_args()
    export(chosen.source, chosen.target)
