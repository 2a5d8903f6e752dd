"""The mailbox store's own session limit, which acts after the sign-in, and an outage like it."""

import asyncio
import time
from pathlib import Path

from recorder.agents import ACCOUNT, PASSWORD
from recorder.decisions import LIMIT, Decision, DecisionLog, Departure
from recorder.exchange import Session
from recorder.limits import Limits
from recorder.manner import Manner
from recorder.scenarios.sign_ins import agents, offered, uccx
from recorder.settings import Settings
from recorder.stage import exchange, perform
from recorder.story import Story
from recorder.studio import Studio

CONNECTIONS_PER_USER = 16
OUTAGE = "outage"
OUTAGE_AFTER, OUTAGE_LASTS = 2.0, 1.6
WORDS = {
    "successes": r"A2 OK \[READ-WRITE\] SELECT completed\.",
    "failures": r"A[12] NO Server Unavailable\. 15$",
}
SESSIONS = Story({LIMIT: ("throttling", "store-sessions")}, WORDS)
OUTAGES = Story({OUTAGE: ("service", "unavailable")}, WORDS)


class StoreManner(Manner):
    """Opens a store session with LOGIN, or else with SELECT, if there may be one more."""

    def __init__(self, limit: int | None):
        self.limit = limit
        self.is_down = False
        self.log = DecisionLog()
        self._held: set[Session] = set()
        self._decided: set[Session] = set()

    async def intervene(
        self, session: Session, tag: str, verb: str, arguments: str
    ) -> list[str] | None:
        """Decides at SELECT where the sign-in was not LOGIN's."""
        if verb != "SELECT" or self._opens(session, "AUTHENTICATE"):
            return None
        return [f"{tag} NO Server Unavailable. 15"]

    def objection(self, session: Session, verb: str) -> str | None:
        """Decides at LOGIN."""
        if verb != "LOGIN" or self._opens(session, verb):
            return None
        return "NO Server Unavailable. 15"

    def departed(self, session: Session) -> None:
        """Closes the store session."""
        self._decided.discard(session)
        if session in self._held:
            self._held.discard(session)
            self.log.add(Departure(time.time(), session.client, session.port))

    def _opens(self, session: Session, verb: str) -> bool:
        if session in self._held:
            return True
        load = len(self._held)
        reason = LIMIT if self.limit is not None and load >= self.limit else None
        reason = OUTAGE if self.is_down else reason
        at = time.time()
        account = session.account
        self.log.add(Decision(at, session.client, session.port, load, reason, account))
        if reason is None:
            self._held.add(session)
        return reason is None


def record_limit(settings: Settings) -> list[Path]:
    """Records sign-ins that are let in and sessions that are not, above a number of them."""
    return _record(settings, StoreManner(settings.limit), SESSIONS, rounds=1)


def record_outage(settings: Settings) -> list[Path]:
    """Records the same words at any number of sessions, for a while; afterwards all is well."""
    return _record(settings, StoreManner(None), OUTAGES, rounds=2)


def _record(settings: Settings, manner: StoreManner, story: Story, rounds: int) -> list[Path]:
    limits = Limits(per_user=CONNECTIONS_PER_USER)
    with Studio(settings) as studio:
        server = exchange(
            studio, settings, {ACCOUNT: PASSWORD}, manner, limits, mechanisms=offered(settings)
        )
        people = agents(studio.network, server.host, settings, rounds=rounds)
        people.append(uccx(studio.network, server.host, settings.seed, 4.0, settings.retry))

        async def fail() -> None:
            if story is OUTAGES:
                await asyncio.sleep(OUTAGE_AFTER)
                manner.is_down = True
                await asyncio.sleep(OUTAGE_LASTS)
                manner.is_down = False

        since = perform(studio, [server], lambda: [fail(), *(each.run() for each in people)])
    facts = {
        "configuredLimit": settings.limit if story is SESSIONS else None,
        "peakSignIns": server.gate.sign_ins.peak,
        "signInsRefused": len(server.gate.sign_ins.refused),
    }
    story.write(settings, server.name, manner.log, since=since, facts=facts)
    return [settings.path()]
