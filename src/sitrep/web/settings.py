"""What the server is told when it starts."""

import ipaddress
from dataclasses import dataclass, field
from pathlib import Path

from sitrep.errors import SettingsError
from sitrep.model.view import Level
from sitrep.settings import Settings


@dataclass(frozen=True, slots=True)
class WebSettings:
    """Settings of one server.

    Attributes:
        record: The record's settings.
        host: Address to listen on.
        port: Port to listen on.
        level: The most that anybody may see: PUBLIC masks private persons for everybody.
        accounts: File of accounts; None: nobody signs in, and only this machine may connect.
        names: Further host names under which the server is reached, such as "sitrep.example.org".
        read_only: Nobody can judge or add documents.
        max_body: Largest body of a request, in bytes.
        secure: The server is reached through HTTPS: cookies are marked so.
    """

    record: Settings = field(default_factory=Settings)
    host: str = "127.0.0.1"
    port: int = 8765
    level: Level = Level.PUBLIC
    accounts: Path | None = None
    names: tuple[str, ...] = ()
    read_only: bool = False
    max_body: int = 10_000_000
    secure: bool = False

    def check(self) -> None:
        """Refuse what would open the record to others without anybody signing in.

        Raises:
            SettingsError: If the host is not this machine alone and there are no accounts, or the port cannot be.
        """
        if not 0 < self.port < 65536:
            raise SettingsError(f"port {self.port} cannot be; use one from 1024 to 65535")
        if self.accounts is None and not is_loopback(self.host):
            raise SettingsError(
                f"host {self.host!r} can be reached from other machines, and nobody would have to sign in. "
                "Listen on 127.0.0.1, or make accounts first: sitrep accounts add NAME --role reviewer"
            )

    @property
    def hosts(self) -> frozenset[str]:
        """Host names, without port, that a request may name: others come from tricks with names (DNS rebinding)."""
        local = {"127.0.0.1", "localhost", "[::1]", "::1"} if is_loopback(self.host) else {self.host}
        return frozenset({*local, *self.names, self.host})


def is_loopback(host: str) -> bool:
    """Whether an address is this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
