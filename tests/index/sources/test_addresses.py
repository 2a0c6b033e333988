import socket

import pytest

from index.errors import SourceError
from index.sources.web.addresses import checked_addresses, private_kind, system_resolver

PRIVATE = (
    "127.0.0.1", "127.8.9.10", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1",
    "fd00:ec2::254", "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "2001:db8::1", "2002:7f00:1::",
    "2002:a00:1::", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "2001::1", "no address",
)  # fmt: skip
PUBLIC = ("93.184.216.34", "1.1.1.1", "2606:2800:220:1::1", "::ffff:1.1.1.1", "64:ff9b::101:101")


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_told(address: str) -> None:
    assert private_kind(address) is not None


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_told(address: str) -> None:
    assert private_kind(address) is None


def test_one_private_address_among_public_ones_refuses_the_name() -> None:
    with pytest.raises(SourceError, match="a private address"):
        checked_addresses("news.example", 80, lambda *_: ["1.1.1.1", "10.0.0.1"], allow_private=False)


def test_a_name_that_cannot_be_one_is_refused() -> None:
    with pytest.raises(SourceError, match="cannot be a name"):
        checked_addresses("a" * 70 + ".example", 80, system_resolver, allow_private=False)


@pytest.mark.parametrize("form", ["2130706433", "0177.0.0.1", "0x7f.1", "127.1", "0x7f000001"])
def test_the_system_reads_other_forms_of_addresses_and_they_are_refused(form: str) -> None:
    try:
        addresses = system_resolver(form, 80)
    except socket.gaierror:
        return  # this system does not
    assert addresses == ["127.0.0.1"]
    with pytest.raises(SourceError, match="a loopback address"):
        checked_addresses(form, 80, system_resolver, allow_private=False)
