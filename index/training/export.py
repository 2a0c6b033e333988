"""Export as an 8-bit ONNX file: `python -m index.training.export CHECKPOINT READER.onnx`."""

import argparse
import tempfile
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from index.models.packaged_e5 import LAYERS, WIDTH
from index.training.network import ReaderNetwork

INPUTS = ["words", "segments"]
OUTPUTS = ["start", "end", "answers"]


class _Unpadded(torch.nn.Module):
    """The network for passages that are read alone, without a mask."""

    def __init__(self, network: ReaderNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, words: torch.Tensor, segments: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        found: tuple[torch.Tensor, torch.Tensor, torch.Tensor] = self.network(words, segments, None)
        return found


def checkpoint_network(path: Path, mean: bool = True) -> ReaderNetwork:
    """The network that a training run saved, with the mean of its weights or the last of them."""
    state = torch.load(path, weights_only=True)["mean" if mean else "network"]
    network = ReaderNetwork(1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers.")))
    network.load_state_dict(state)
    return network.eval()


def export(network: ReaderNetwork, path: Path) -> None:
    """Write the network to `path`, its weights in 8 bits, one scale for each row of a matrix."""
    with tempfile.TemporaryDirectory() as directory:
        full, prepared = Path(directory) / "full.onnx", Path(directory) / "prepared.onnx"
        export_full(network, full)
        quant_pre_process(full, prepared, skip_symbolic_shape=True)
        # Seven bits where the processor adds pairs of products in 16 bits: eight would overflow there.
        quantize_dynamic(prepared, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


def export_full(network: ReaderNetwork, path: Path) -> None:
    """Write the network to `path` with its weights as they are."""
    words, segments = torch.zeros(1, 16, WIDTH), torch.zeros(1, 16, dtype=torch.long)
    axes = {name: {1: "length"} for name in [*INPUTS, "start", "end"]}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer's own; the test compares the file with the network
        torch.onnx.export(
            _Unpadded(network.eval()), (words, segments), path, input_names=INPUTS, output_names=OUTPUTS,
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip


def main() -> None:
    """Read the arguments and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("file", type=Path)
    parser.add_argument("--full", action="store_true", help="with 32-bit weights, for comparing")
    parser.add_argument(
        "--last", action="store_true", help="the last weights, of a run that was finished, not their mean"
    )
    arguments = parser.parse_args()
    network = checkpoint_network(arguments.checkpoint, mean=not arguments.last)
    (export_full if arguments.full else export)(network, arguments.file)
    print(f"{arguments.file}: {arguments.file.stat().st_size / 1e6:.1f} MB, {len(network.layers)} of {LAYERS} layers")


if __name__ == "__main__":
    main()
