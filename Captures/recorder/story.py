"""From a log of decisions to a truth file: which incident it tells, and in which words."""

from dataclasses import dataclass, field

from recorder.decisions import LIMIT, DecisionLog
from recorder.settings import Settings
from recorder.truth import Bounds, Truth

EDGE, EDGE_WITH_LOSS = 0.05, 2.0
"""Seconds after a decision in which its answer may still be sent, without and with lost frames."""


@dataclass(frozen=True)
class Story:
    """A kind of attempt.

    `causes` holds verdict and cause for each reason of a refusal, the weightiest first. `words` are
    regular expressions for the server's lines that tell an attempt's outcome; without them the
    attempts are counted as connections, and where they are None nothing on the wire tells them.
    """

    causes: dict[str, tuple[str, str]]
    words: dict[str, str] | None = field(default_factory=dict)

    def write(
        self,
        settings: Settings,
        server: str,
        log: DecisionLog,
        suffix: str = "",
        since: float = 0.0,
        client: str | None = None,
        facts: dict | None = None,
    ) -> None:
        """Writes the truth of a log as a view shows it that begins late or sees one client.

        Only a view of everything bounds a limit from above: elsewhere a refusal's load is what is
        seen of it. The truth's `clients` are those refused for the reason that decides the verdict.
        `facts` are further keys, or stand in the place of what would be written.
        """
        seen = log.seen(since, client) if since or client else log
        reason = next((reason for reason in self.causes if seen.refused_for(reason)), None)
        verdict, cause = self.causes[reason] if reason else ("healthy", None)
        Truth(
            capture=settings.path(suffix).name,
            verdict=verdict,
            cause=cause,
            limit=_bounds(seen, is_partial=bool(since or client)) if reason == LIMIT else None,
            account=_only({decision.account for decision in seen.decisions}),
            server=server,
            attempts=len(seen.decisions),
            successes=len(seen.granted),
            failures=len(seen.refused),
            clients=clients_refused(seen, reason) if reason else [],
            view="one client" if client else "late start" if since else "span",
            facts={
                **self._facts(seen, reason),
                "edge": _edge(settings, log, since),
                "seed": settings.seed,
                "loss": settings.loss,
                "startDelay": settings.start_delay,
                **(facts or {}),
            },
        ).write(settings.folder)

    def _facts(self, log: DecisionLog, main: str | None) -> dict:
        others = [reason for reason in self.causes if reason != main and log.refused_for(reason)]
        facts: dict = {
            "peakLoad": log.peak,
            "failuresBy": {reason: len(log.refused_for(reason)) for reason in self.causes},
            "also": [self._other(log, reason) for reason in others],
            "words": self.words,
        }
        if any(decision.mechanism for decision in log.decisions):
            facts["accountsAsSeen"] = sorted({str(each.account_as_seen) for each in log.decisions})
            facts["mechanisms"] = sorted({str(each.mechanism) for each in log.decisions})
        return facts

    def _other(self, log: DecisionLog, reason: str) -> dict:
        """A second incident in the same capture: the clients refused for another reason."""
        verdict, cause = self.causes[reason]
        clients = clients_refused(log, reason)
        decisions = [decision for decision in log.decisions if decision.client in clients]
        return {
            "verdict": verdict,
            "cause": cause,
            "clients": clients,
            "attempts": len(decisions),
            "successes": sum(decision.granted for decision in decisions),
            "failures": sum(not decision.granted for decision in decisions),
        }


def other_incident(
    story: Story, log: DecisionLog, reason: str, server: str, account: str | None
) -> dict:
    """An incident of another kind of attempt, or account, as an entry of the truth's `also`.

    Its counts are of the whole log, as the main incident's are.
    """
    bounds = log.bounds if reason == LIMIT else None
    return {
        **story._other(log, reason),
        "attempts": len(log.decisions),
        "successes": len(log.granted),
        "failures": len(log.refused),
        "server": server,
        "account": account,
        "limit": bounds.as_json() if bounds else None,
    }


def clients_refused(log: DecisionLog, reason: str) -> list[str]:
    """The addresses refused for a reason, in numerical order."""
    addresses = {decision.client for decision in log.refused_for(reason)}
    return sorted(addresses, key=lambda address: [int(part) for part in address.split(".")])


def _bounds(log: DecisionLog, is_partial: bool) -> Bounds | None:
    bounds = log.bounds
    if bounds and is_partial:
        return Bounds(bounds.at_least, None) if bounds.at_least else None
    return bounds


def _only(accounts: set[str | None]) -> str | None:
    return accounts.pop() if len(accounts) == 1 else None


def _edge(settings: Settings, log: DecisionLog, since: float) -> dict:
    """Decisions made just before a late start, whose answers may (sent again) be in the capture."""
    edge = log.before(since, EDGE_WITH_LOSS if settings.loss else EDGE)
    return {"successes": len(edge.granted), "failures": len(edge.refused)}
