"""What is true in a capture, as the server (or the builder) knows it; no packet is read here."""

import json
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Bounds:
    """A limit as the decisions show it.

    `at_least` is the highest load at a success plus one, `at_most` the lowest load at a refusal;
    `value` is the limit where the two meet, else None.
    """

    at_least: int | None
    at_most: int | None

    @property
    def value(self) -> int | None:
        """The limit, where it is certain."""
        return self.at_least if self.at_least == self.at_most else None

    def as_json(self) -> dict:
        """The bounds with the keys of the report format."""
        return {"value": self.value, "atLeast": self.at_least, "atMost": self.at_most}


@dataclass
class Truth:
    """The truth file of one capture: its main incident, and what else is known.

    `facts` holds further keys, such as the limit that was configured, the seed, or other
    incidents in the same capture.
    """

    capture: str
    verdict: str
    cause: str | None
    limit: Bounds | None
    account: str | None
    server: str
    attempts: int
    successes: int
    failures: int
    clients: list[str]
    view: str
    facts: dict = field(default_factory=dict)

    def as_json(self) -> dict:
        """The object that is written, keys in a fixed order."""
        return {
            "capture": self.capture,
            "verdict": self.verdict,
            "cause": self.cause,
            "limit": self.limit.as_json() if self.limit else None,
            "account": self.account,
            "server": self.server,
            "attempts": self.attempts,
            "successes": self.successes,
            "failures": self.failures,
            "clients": self.clients,
            "view": self.view,
            **self.facts,
        }

    def write(self, folder: Path) -> None:
        """Writes `<capture without .pcap>.truth.json` into a folder."""
        path = folder / f"{self.capture.removesuffix('.pcap')}.truth.json"
        path.write_text(json.dumps(self.as_json(), indent=2) + "\n")
