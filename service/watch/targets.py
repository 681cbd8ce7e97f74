"""Where a webhook may go: never to this machine or a private network, however its name resolves."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from service.errors import Invalid

# Global by the books, yet each carries an IPv4 address inside that may be private (NAT64, 6to4, Teredo, IPv4-compatible) or is a site's own.
WRAPPING = tuple(ip_network(net) for net in ("64:ff9b::/96", "2002::/16", "2001::/32", "::/96", "fec0::/10"))


@dataclass(frozen=True, slots=True)
class Target:
    """One checked target: the address that was checked is the one to connect to."""

    scheme: str
    host: str
    port: int
    path: str
    address: str

    @property
    def url(self) -> str:
        """The URL with the address in the name's place."""
        host = f"[{self.address}]" if ":" in self.address else self.address
        return f"{self.scheme}://{host}:{self.port}{self.path}"

    @property
    def host_header(self) -> str:
        """What the target calls itself."""
        return self.host if self.port in (80, 443) else f"{self.host}:{self.port}"


def check(url: str, *, private: bool) -> None:
    """Refuse what can never be called; a name that does not resolve now is looked at again when it is called."""
    scheme, host, port, _ = _parts(url)
    addresses = _resolved(host, port)
    if not private and not all(public(address) for address in addresses):
        raise Invalid("A webhook must lead to a public address")
    if scheme == "http" and not private:
        raise Invalid("A webhook must be https")


def resolve(url: str, *, private: bool) -> Target:
    """The target with the address to connect to. Raises Invalid if any of its addresses is not public."""
    scheme, host, port, path = _parts(url)
    addresses = _resolved(host, port)
    if not addresses:
        raise Invalid("The webhook's host does not resolve")
    if not private and not all(public(address) for address in addresses):
        raise Invalid("A webhook must lead to a public address")
    return Target(scheme, host, port, path, addresses[0])


def public(address: str) -> bool:
    """Whether an address lies in the open internet."""
    ip: IPv4Address | IPv6Address = ip_address(address.split("%", maxsplit=1)[0])
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    return ip.is_global and not ip.is_multicast and not any(ip.version == net.version and ip in net for net in WRAPPING)


def _parts(url: str) -> tuple[str, str, int, str]:
    try:
        parts = urlsplit(url)
        port = parts.port or {"https": 443, "http": 80}[parts.scheme]
    except (ValueError, KeyError):
        raise Invalid("A webhook is an https URL") from None
    if not parts.hostname or parts.username or parts.password or any(ord(character) <= 32 for character in url):
        raise Invalid("A webhook is an https URL with a host and without a user name")
    path = parts.path or "/"
    return parts.scheme, parts.hostname, port, f"{path}?{parts.query}" if parts.query else path


def _resolved(host: str, port: int) -> list[str]:
    try:
        return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
    except (OSError, UnicodeError):
        return []
