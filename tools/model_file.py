"""Writes a trained network as ONNX beside its training report. Needs no onnx package."""
import argparse
import hashlib
import json
import os

import torch


def export(network, name, *, sample, graph, facts):
    """
    `sample`: an input of the network. `graph`: names of input and output and their changing sizes, as torch.onnx.export takes
    them. `facts`: what the report says of this network, before what its training says.
    """
    source, target = folders()
    torch.set_num_threads(1)
    network.load_state_dict(torch.load(os.path.join(source, "weights.pt")))
    network.eval()
    os.makedirs(target, exist_ok=True)
    path = os.path.join(target, name + ".onnx")
    torch.onnx.export(network, sample, path, opset_version=13, **graph)
    with open(path, "rb") as file:
        content = file.read()
    refuse_traces(content)
    with open(os.path.join(source, "report.json"), encoding="utf-8") as file:
        training = json.load(file)
    report = {
        "name": name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "licence": "Apache-2.0",
        "origin": facts["origin"],
        "weights": sum(parameter.numel() for parameter in network.parameters()),
        "input": facts["input"],
        "output": facts["output"],
        **training,
    }
    with open(os.path.join(target, name + ".json"), "w", encoding="utf-8") as file:
        json.dump(report, file, indent=2)
        file.write("\n")
    print(json.dumps(report, indent=2))


def folders():
    options = argparse.ArgumentParser()
    options.add_argument("--from", dest="source", default="build")
    options.add_argument("--to", dest="target", required=True)
    chosen = options.parse_args()
    return chosen.source, chosen.target


def refuse_traces(content):
    """The same weights give the same file anywhere: no path of a machine may be in it."""
    for trace in (b".py", b"/usr", b"/home", b"/tmp", b"/root"):
        if trace in content:
            raise SystemExit(f"the exported file holds {trace!r}")
