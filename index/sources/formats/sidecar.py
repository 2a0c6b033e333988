"""Sidecars: metadata in a file beside the article.

The rule: the sidecar of `report.txt` is `report.txt.meta.json`, `report.txt.meta.yaml` or `report.txt.meta.yml`, and
holds one mapping. Where both speak, it wins over what the article's own file says. A sidecar that cannot be read
refuses its article, which would otherwise lose its title, date or address unnoticed.
"""

import json
from collections.abc import Callable
from typing import BinaryIO

import yaml

from index.errors import SourceError
from index.sources.formats.encoding import decode
from index.sources.formats.metadata import NOTHING_SAID, Metadata, from_mapping, yaml_line, yaml_problem

ENDINGS = (".meta.json", ".meta.yaml", ".meta.yml")
_LARGEST = 2**20

Opener = Callable[[], BinaryIO]


def read_sidecar(name: str, path: str, sibling: Callable[[str], Opener | None]) -> Metadata | None:
    """What the sidecar of the file `name` says, empty when there is none; None when the file is itself a sidecar.

    `sibling` opens a file of the same folder by its name, None when there is no such file.

    Raises:
        SourceError: the sidecar cannot be understood, or is one without its article.
        OSError: it cannot be read.
    """
    ending = next((one for one in ENDINGS if name.endswith(one) and name != one), None) if ".meta." in name else None
    if ending is not None:
        if sibling(name.removesuffix(ending)) is None:
            raise SourceError(path, "a sidecar without its article: put the article beside it, or remove it")
        return None
    for ending in ENDINGS:
        opener = sibling(name + ending)
        if opener is not None:
            with opener() as stream:
                content = stream.read(_LARGEST)
            return _parse(decode(content, path + ending), path + ending)
    return NOTHING_SAID


def _parse(text: str, path: str) -> Metadata:
    try:
        values = json.loads(text) if path.endswith(".json") else yaml.safe_load(text)
    except json.JSONDecodeError as error:
        raise SourceError(path, f"not JSON ({error.msg}): mend the sidecar or remove it", error.lineno) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = f"not to be understood ({yaml_problem(error)}): mend the sidecar or remove it"
        raise SourceError(path, reason, yaml_line(error)) from error
    if not isinstance(values, dict):
        raise SourceError(path, "a sidecar holds one mapping (title: ..., url: ..., published: ...)")
    return from_mapping(values, path, strict=True)
