"""A server's own log of what it decided, and what follows from it."""

from dataclasses import dataclass, field, replace

from recorder.truth import Bounds

LIMIT, CREDENTIALS, LOCKED, MECHANISM = "limit", "credentials", "locked", "mechanism"
"""Reasons of a refusal."""


@dataclass(frozen=True)
class Decision:
    """One attempt and what became of it.

    `load` is what the limit counts, just before the decision. `reason` is None for a success.
    """

    at: float
    client: str
    port: int
    load: int
    reason: str | None
    account: str | None = None
    account_as_seen: str | None = None
    mechanism: str | None = None

    @property
    def granted(self) -> bool:
        """Whether the attempt succeeded."""
        return self.reason is None


@dataclass(frozen=True)
class Departure:
    """The end of something that a decision had granted."""

    at: float
    client: str
    port: int


@dataclass
class DecisionLog:
    """Decisions and departures of one kind of attempt, in the order in which they happened."""

    entries: list[Decision | Departure] = field(default_factory=list)

    def add(self, entry: Decision | Departure) -> None:
        """Adds what happened last."""
        self.entries.append(entry)

    @property
    def decisions(self) -> list[Decision]:
        """The decisions alone."""
        return [entry for entry in self.entries if isinstance(entry, Decision)]

    @property
    def granted(self) -> list[Decision]:
        """The attempts that succeeded."""
        return [decision for decision in self.decisions if decision.granted]

    @property
    def refused(self) -> list[Decision]:
        """The attempts that failed, whatever the reason."""
        return [decision for decision in self.decisions if not decision.granted]

    def refused_for(self, reason: str) -> list[Decision]:
        """The attempts that failed for one reason."""
        return [decision for decision in self.decisions if decision.reason == reason]

    @property
    def peak(self) -> int:
        """The highest load right after a success."""
        return max((decision.load + 1 for decision in self.granted), default=0)

    @property
    def bounds(self) -> Bounds | None:
        """What successes and refusals at a limit say about its value."""
        refusals = [decision.load for decision in self.refused_for(LIMIT)]
        if not refusals:
            return None
        return Bounds(at_least=self.peak or None, at_most=min(refusals))

    def seen(self, since: float = 0.0, client: str | None = None) -> "DecisionLog":
        """The log as a capture shows it that begins at a time, or sees one client only.

        Loads are counted anew from the successes in view, so they are lower bounds.
        """
        view = DecisionLog()
        held: set[tuple[str, int]] = set()
        for entry in self.entries:
            if entry.at < since or client not in (None, entry.client):
                continue
            key = (entry.client, entry.port)
            if isinstance(entry, Departure):
                held.discard(key)
                view.add(entry)
                continue
            view.add(replace(entry, load=len(held)))
            if entry.granted:
                held.add(key)
        return view

    def before(self, since: float, seconds: float) -> "DecisionLog":
        """The decisions of the last seconds before a time."""
        return DecisionLog(
            [entry for entry in self.decisions if since - seconds <= entry.at < since]
        )
