"""What can be chosen for a recording."""

from dataclasses import dataclass
from pathlib import Path

MECHANISMS = (
    "ntlm",
    "plain",
    "login",
    "plain-initial",
    "login-literal",
    "auth-login",
    "xoauth2",
    "cram-md5",
)


@dataclass(frozen=True)
class Settings:
    """The parameters of one recording; a scenario reads those that mean something to it.

    Times are in seconds, `loss` in percent of the frames. Clients draw what they do from `seed`,
    so that two recordings with the same settings differ by scheduling only. `start_delay` is how
    long the clients are at work before the capture begins.
    """

    name: str
    folder: Path
    seed: int = 1
    limit: int = 16
    agents: int = 12
    mechanisms: tuple[str, ...] = ("ntlm", "plain", "login")
    hold: tuple[float, float] = (2.0, 3.5)
    retry: float = 3.0
    stagger: float = 0.18
    loss: float = 0.0
    start_delay: float = 0.0
    wrong_passwords: int = 0
    agent_view: int | None = None

    def path(self, suffix: str = "") -> Path:
        """Where the capture, or a further view of the same run, is written."""
        return self.folder / f"{self.name}{suffix}.pcap"
