"""Export as an 8-bit ONNX file: `python -m index.training.export CHECKPOINT FACTUALITY READER.onnx`."""

import argparse
import tempfile
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import helper, numpy_helper

from index.models.packaged_e5 import LAYERS, WIDTH
from index.models.span_model import MOST_READ
from index.training.network import FactualityBranch, ReaderNetwork

INPUTS = ["words", "segments"]
OUTPUTS = ["start", "end", "answers", "factual"]

Matrix: TypeAlias = npt.NDArray[np.float32]


class _Unpadded(torch.nn.Module):
    """The network and its branch, for passages that are read alone, without a mask."""

    def __init__(self, network: ReaderNetwork, branch: FactualityBranch) -> None:
        super().__init__()
        self.network = network
        self.branch = branch

    def forward(self, words: torch.Tensor, segments: torch.Tensor) -> tuple[torch.Tensor, ...]:
        states = self.network.states(words, segments, None)
        return *self.network.scores(states[-1]), self.branch(states[: FactualityBranch.AFTER][-1], None)


def checkpoint_network(path: Path, mean: bool = True) -> ReaderNetwork:
    """The network that a training run saved, with the mean of its weights or the last of them, or an adapted one."""
    saved = torch.load(path, weights_only=True)
    state = saved["mean" if mean else "network"] if "network" in saved else saved
    network = ReaderNetwork(_layers(state))
    if (down := state.get("layers.0.qkv.down.weight")) is not None:
        network.adapt(len(down))
    network.load_state_dict(state)
    return network.eval()


def adapted(network: ReaderNetwork, path: Path, share: float) -> ReaderNetwork:
    """The network with a `share` of what it learned in the adaptation that was saved (0: nothing, 1: all of it).

    Between both it keeps most of either (Wortsman et al., "Robust fine-tuning of zero-shot models", 2022).
    """
    before, found = network.state_dict(), checkpoint_network(path)
    state = found.state_dict()
    for name, learned in state.items():
        if name in before:
            state[name] = before[name] + share * (learned - before[name])
        elif name.endswith(".up.weight"):
            state[name] = share * learned
    found.load_state_dict(state)
    return found


def checkpoint_branch(path: Path) -> FactualityBranch:
    """The branch that `index.training.factuality` wrote."""
    state = torch.load(path, weights_only=True)
    branch = FactualityBranch(_layers(state))
    branch.load_state_dict(state)
    return branch.eval()


def _layers(state: Iterable[str]) -> int:
    """How many layers there are among the names of weights."""
    return 1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers."))


def export(network: ReaderNetwork, branch: FactualityBranch, path: Path) -> None:
    """Write the network with its branch to `path`, its matrices and positions in 8 bits, as many positions as are read.

    Products are made in 32 bits: what the layers hand on, in 8 bits too, cost four points of F1
    (index/training/README.md).
    """
    with tempfile.TemporaryDirectory() as directory:
        full = Path(directory) / "full.onnx"
        export_full(network, branch, full)
        model = onnx.load(full)
    whole = {one.name: one for one in model.graph.initializer}
    nodes = []
    for node in model.graph.node:
        name = node.input[0 if node.op_type == "Gather" else -1] if node.op_type in ("Gather", "MatMul") else ""
        if name in whole and len(whole[name].dims) == 2:
            in_8_bits, scales, axis = _in_8_bits(
                numpy_helper.to_array(whole[name]), of_vectors=node.op_type == "Gather"
            )
            given = [f"{name}.{part}" for part in ("8", "scale")]
            model.graph.initializer.remove(whole.pop(name))
            model.graph.initializer.extend(
                numpy_helper.from_array(one, of) for one, of in zip((in_8_bits, scales), given, strict=True)
            )
            nodes.append(helper.make_node("DequantizeLinear", given, [name], axis=axis))
        nodes.append(node)
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    onnx.save(model, path)


def _in_8_bits(whole: Matrix, of_vectors: bool) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32], int]:
    """A matrix in 8 bits, its scales, and the axis that they are of: each column, and each row or column of a low rank.

    A matrix that multiplies has seven of the bits: the eighth gains nothing there. Of vectors, one a row, the first
    `MOST_READ` stay.
    """
    if of_vectors:
        whole, axis, most = whole[:MOST_READ], 0, 127
    else:
        axis, most = int(np.argmin(whole.shape)) if min(whole.shape) < WIDTH else 1, 64
    scales = (np.abs(whole).max(axis=1 - axis, keepdims=True) / np.float32(most)).astype(np.float32)
    scales[scales == 0] = 1
    return np.clip(np.round(whole / scales), -most, most).astype(np.int8), scales.reshape(-1), axis


def export_full(network: ReaderNetwork, branch: FactualityBranch, path: Path) -> None:
    """Write the network with its branch to `path`, its weights as they are."""
    words, segments = torch.zeros(1, 16, WIDTH), torch.zeros(1, 16, dtype=torch.long)
    axes = {name: {1: "length"} for name in [*INPUTS, "start", "end", "factual"]}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer's own; the test compares the file with the network
        torch.onnx.export(
            _Unpadded(network, branch).eval(), (words, segments), path, input_names=INPUTS, output_names=OUTPUTS,
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip


def main() -> None:
    """Read the arguments and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("factuality", type=Path)
    parser.add_argument("file", type=Path)
    parser.add_argument("--full", action="store_true", help="with 32-bit weights, for comparing")
    parser.add_argument(
        "--last", action="store_true", help="the last weights, of a run that was finished, not their mean"
    )
    parser.add_argument("--adapted", type=Path, help="what index.training.adaptation made of it")
    parser.add_argument("--share", type=float, default=1.0, help="of what was learned then, from 0 to 1")
    arguments = parser.parse_args()
    network = checkpoint_network(arguments.checkpoint, mean=not arguments.last)
    if arguments.adapted is not None:
        network = adapted(network, arguments.adapted, arguments.share)
    branch = checkpoint_branch(arguments.factuality)
    (export_full if arguments.full else export)(network, branch, arguments.file)
    print(f"{arguments.file}: {arguments.file.stat().st_size / 1e6:.1f} MB, {len(network.layers)} of {LAYERS} layers")


if __name__ == "__main__":
    main()
