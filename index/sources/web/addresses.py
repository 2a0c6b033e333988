"""Which network addresses may be asked for a document: those of the open internet alone."""

import ipaddress
import socket
from collections.abc import Callable, Sequence

from index.errors import SourceError

Resolver = Callable[[str, int], Sequence[str]]
"""IP addresses of a host name and port, the preferred first; raises OSError where there is none."""

_WAY_OUT = "save it yourself and give the file, or allow private addresses if you trust it"
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: how networks without IPv4 write IPv4 addresses


def system_resolver(host: str, port: int) -> list[str]:
    """The addresses that the system knows, each once; it reads 0177.0.0.1 and 2130706433 as addresses, too."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def checked_addresses(host: str, port: int, resolve: Resolver, allow_private: bool) -> Sequence[str]:
    """The addresses of `host`, which may be connected to.

    One look-up serves the check and the connection, so that a name cannot lead elsewhere between the two. A name with
    one private address among public ones is refused.

    Raises:
        SourceError: an address is private, and they are not allowed; or `host` cannot be a name.
        OSError: the name is not known.
    """
    try:
        addresses = resolve(host, port)
    except UnicodeError as error:  # an empty label, or one that is too long
        raise SourceError(host, "its host cannot be a name: check the address") from error
    for address in () if allow_private else addresses:
        kind = private_kind(address)
        if kind is not None:
            raise SourceError(host, f"its host {host} leads to {kind} address ({address}): {_WAY_OUT}")
    return addresses


def private_kind(text: str) -> str | None:
    """What an address is that the open internet does not reach (`a loopback`), None for one that it does."""
    try:
        address = _embedded(ipaddress.ip_address(text.partition("%")[0]))
    except ValueError:
        return "an unknown kind of"
    kinds = {
        "an unspecified": address.is_unspecified,
        "a loopback": address.is_loopback,
        "a link-local": address.is_link_local,
        "a multicast": address.is_multicast,
        "a private": address.is_private or (address.version == 6 and address.is_site_local),
        "a reserved": address.is_reserved or not address.is_global,
    }
    return next((kind for kind, is_it in kinds.items() if is_it), None)


def _embedded(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """The IPv4 address that an IPv6 address stands for, or the address itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address
