"""What can be chosen for a recording."""

from dataclasses import dataclass
from pathlib import Path

MOST_AGENTS = 99
"""Agents have the addresses 10.4.5.101 to 10.4.5.199."""

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
    long the clients are at work before the capture begins. `limit` None is no limit; `pause` is how
    long a refused agent waits; agents that are `crowded` share one host with an address for each.
    """

    name: str
    folder: Path
    seed: int = 1
    limit: int | None = 16
    agents: int = 12
    mechanisms: tuple[str, ...] = ("ntlm", "plain", "login")
    hold: tuple[float, float] = (2.0, 3.5)
    retry: float = 3.0
    pause: tuple[float, float] = (0.002, 0.003)
    stagger: float = 0.18
    loss: float = 0.0
    start_delay: float = 0.0
    wrong_passwords: int = 0
    agent_view: int | None = None
    crowded: bool = False

    def __post_init__(self) -> None:
        """Refuses what no scenario can do."""
        if not 1 <= self.agents <= MOST_AGENTS:
            raise ValueError(f"agents: 1 to {MOST_AGENTS}")
        if self.limit is not None and self.limit < 1:
            raise ValueError("limit: from 1")
        if not 0 <= self.loss <= 50 or self.start_delay < 0:
            raise ValueError("loss: 0 to 50; start delay: from 0")

    def path(self, suffix: str = "") -> Path:
        """Where the capture, or a further view of the same run, is written."""
        return self.folder / f"{self.name}{suffix}.pcap"
