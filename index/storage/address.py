"""Where an index is: a folder of this machine, or a cluster."""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit

from index.errors import StoreSettingsError

PARTS, REPLICAS = 3, 2
"""Parts that a new generation is kept in where nothing else is set, and copies of each."""

_MOST_PARTS = 1000
_KEY = re.compile(r"[!-~]+")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,40}")


@dataclass(frozen=True, slots=True)
class ClusterAddress:
    """An index in a Qdrant cluster.

    Attributes:
        url: of the cluster, without a name.
        name: what its collections' names begin with, so that one cluster can keep several indexes.
        directory: folder of this machine in which it builds: copies of what was fetched, vectors of builds broken off,
            and the part of the index that is built here.
        api_key: shown nowhere.
        parts: in how many parts a new generation is kept, each of which may fail by itself.
        replicas: in how many copies each of them is.
    """

    url: str
    directory: Path
    name: str = "verbatim"
    api_key: str | None = field(default=None, repr=False)
    parts: int = PARTS
    replicas: int = REPLICAS

    def __str__(self) -> str:
        return f"{self.url}#{self.name}"


IndexAddress: TypeAlias = Path | ClusterAddress


def address_of(directory: Path, environ: Mapping[str, str]) -> IndexAddress:
    """The index that the settings name: in `directory`, or in the cluster of INDEX_STORE, which builds there.

    Raises:
        StoreSettingsError: one of the settings cannot be used; says which, and never the key.
    """
    given = environ.get("INDEX_STORE", "").strip()
    if not given:
        return directory
    try:
        parts = urlsplit(given)
        host = parts.hostname if parts.port != 0 else None
    except ValueError:  # a port or an IPv6 address that is none
        host = None
    if not host or parts.scheme not in ("http", "https") or parts.query:
        raise StoreSettingsError("INDEX_STORE is no http or https address, such as http://qdrant:6333")
    if find_spec("qdrant_client") is None:
        raise StoreSettingsError("INDEX_STORE needs the client of Qdrant: pip install '.[cluster]'")
    if parts.username is not None or parts.password is not None:
        raise StoreSettingsError("INDEX_STORE holds a name or a password: put the key into INDEX_STORE_API_KEY")
    if parts.fragment and not _NAME.fullmatch(parts.fragment):
        raise StoreSettingsError("INDEX_STORE: what follows # names the index in a-z, 0-9 and -")
    key = environ.get("INDEX_STORE_API_KEY", "").strip() or None
    if key is not None and not _KEY.fullmatch(key):
        raise StoreSettingsError("INDEX_STORE_API_KEY has letters, digits and signs of ASCII alone, and no space")
    plain = _number(environ, "INDEX_STORE_ALLOW_PLAIN", 0, 0, 1)
    if key is not None and parts.scheme == "http" and not plain and not _is_here(host):
        raise StoreSettingsError(
            f"INDEX_STORE is http and {host} another machine: the key would cross the network for all to "
            "read, so no connection was made. Use https, or set INDEX_STORE_ALLOW_PLAIN=1 where the network is yours"
        )
    return ClusterAddress(
        given.partition("#")[0].rstrip("/"),
        directory,
        parts.fragment or "verbatim",
        key,
        _number(environ, "INDEX_STORE_PARTS", PARTS, 0, _MOST_PARTS),
        _number(environ, "INDEX_STORE_REPLICAS", REPLICAS, 1, _MOST_PARTS),
    )


def _number(environ: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    given = environ.get(name, "").strip()
    if not given:
        return default
    if not given.isdecimal() or not least <= int(given) <= most:
        raise StoreSettingsError(f"{name} is no whole number from {least} to {most}")
    return int(given)


def _is_here(host: str) -> bool:
    """Whether a host is this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
