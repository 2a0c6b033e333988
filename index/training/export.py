"""Export as an 8-bit ONNX file: `python -m index.training.export CHECKPOINT FACTUALITY READER.onnx`."""

import argparse
import tempfile
import warnings
from collections.abc import Iterable
from pathlib import Path

import onnx
import torch
from onnx import helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from index.models.packaged_e5 import LAYERS, WIDTH
from index.training.network import FactualityBranch, ReaderNetwork

INPUTS = ["words", "segments"]
OUTPUTS = ["start", "end", "answers", "factual"]


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
    """The network that a training run saved, with the mean of its weights or the last of them."""
    state = torch.load(path, weights_only=True)["mean" if mean else "network"]
    network = ReaderNetwork(_layers(state))
    network.load_state_dict(state)
    return network.eval()


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
    """Write the network with its branch to `path`, its weights in 8 bits, one scale for each row of a matrix.

    Products are made in 32 bits: what the layers hand on, in 8 bits too, cost four points of F1
    (index/training/README.md).
    """
    with tempfile.TemporaryDirectory() as directory:
        full, prepared, in_8_bits = (Path(directory) / f"{name}.onnx" for name in ("full", "prepared", "in_8_bits"))
        export_full(network, branch, full)
        quant_pre_process(full, prepared, skip_symbolic_shape=True)
        # Seven of the eight bits: the eighth gains nothing (and overflows where products are made in 8 bits).
        quantize_dynamic(prepared, in_8_bits, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
        onnx.save(_weights_only(onnx.load(prepared), onnx.load(in_8_bits)), path)


def _weights_only(model: onnx.ModelProto, in_8_bits: onnx.ModelProto) -> onnx.ModelProto:
    """`model` with the weights of `in_8_bits`, each turned into 32 bits before it is used."""
    whole = {one.name: one for one in model.graph.initializer}
    parts = {one.name: one for one in in_8_bits.graph.initializer}
    nodes = []
    for node in model.graph.node:
        name = node.input[1] if node.op_type == "MatMul" else ""
        given = [f"{name}_{part}" for part in ("quantized", "scale", "zero_point")]
        if given[0] in parts:
            model.graph.initializer.remove(whole[name])
            model.graph.initializer.extend(parts[one] for one in given)
            nodes.append(helper.make_node("DequantizeLinear", given, [name], axis=1))
        nodes.append(node)
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    return model


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
    arguments = parser.parse_args()
    network = checkpoint_network(arguments.checkpoint, mean=not arguments.last)
    branch = checkpoint_branch(arguments.factuality)
    (export_full if arguments.full else export)(network, branch, arguments.file)
    print(f"{arguments.file}: {arguments.file.stat().st_size / 1e6:.1f} MB, {len(network.layers)} of {LAYERS} layers")


if __name__ == "__main__":
    main()
