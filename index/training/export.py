"""Export as an 8-bit ONNX file: `python -m index.training.export CHECKPOINT [CHECKPOINT ...] READER.onnx`."""

import argparse
import tempfile
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from index.training.model import ReaderNetwork, checkpoint_weights

INPUTS = ["tokens", "attention", "segments"]
OUTPUTS = ["start", "end", "answers"]


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
    example = torch.ones(2, 16, dtype=torch.long)
    axes = {name: {0: "batch", 1: "length"} for name in [*INPUTS, "start", "end"]} | {"answers": {0: "batch"}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer's own; the test compares the file with the network
        torch.onnx.export(
            network.eval(), (example, example, example), path, input_names=INPUTS, output_names=OUTPUTS,
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip


def main() -> None:
    """Read the arguments and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path, nargs="+", help="the mean of several is exported")
    parser.add_argument("file", type=Path)
    arguments = parser.parse_args()
    export(checkpoint_weights(*arguments.checkpoint), arguments.file)


if __name__ == "__main__":
    main()
