"""Limits of a submission server with the words of Exchange: connections and messages."""

import asyncio
import contextlib
import time
from collections import Counter
from pathlib import Path
from random import Random

from recorder.agents import ACCOUNT, PASSWORD, agent_hosts, shared_credentials
from recorder.decisions import LIMIT, Decision, DecisionLog, Departure
from recorder.letters import answer
from recorder.manner import SmtpManner
from recorder.namespaces import Desk, Host
from recorder.sasl import Credentials
from recorder.settings import Settings
from recorder.smtp_client import Refused, SmtpClient
from recorder.stage import after, at_submission, perform, submission
from recorder.story import Story
from recorder.studio import Studio
from recorder.submission import Conversation, SubmissionServer

PER_SOURCE = (
    "421 4.3.2 The maximum number of concurrent connections has exceeded a limit,"
    " closing transmission channel"
)
TOTAL = PER_SOURCE.replace("concurrent connections", "concurrent server connections")
RATE = "421 4.4.2 Message submission rate for this client has exceeded the configured limit"
WINDOW = 60.0
"""Seconds in which messages count together."""

BANNER = r"220 EXCH01\.contoso\.com Microsoft ESMTP MAIL Service ready"
SOURCE_STORY = Story(
    {LIMIT: ("throttling", "smtp-connections-per-source")},
    {"successes": BANNER, "failures": r"421 4\.3\.2 The maximum number of concurrent connections"},
)
TOTAL_STORY = Story(
    {LIMIT: ("throttling", "smtp-connections-total")},
    {"successes": BANNER, "failures": r"421 4\.3\.2 .* concurrent server connections"},
)
RATE_STORY = Story(
    {LIMIT: ("throttling", "smtp-message-rate")},
    {"successes": r"250 2\.1\.0 Sender OK", "failures": r"421 4\.4\.2 Message submission rate"},
)


class ConnectionLimit(SmtpManner):
    """So many connections of one address, or of all of them."""

    def __init__(self, limit: int, is_total: bool):
        self.limit = limit
        self.is_total = is_total
        self.log = DecisionLog()
        self._open: Counter[str] = Counter()

    def admit(self, client: str, port: int) -> str | None:
        """Decides on a connection."""
        load = self._open.total() if self.is_total else self._open[client]
        reason = LIMIT if load >= self.limit else None
        self.log.add(Decision(time.time(), client, port, load, reason))
        self._open[client] += reason is None
        return (TOTAL if self.is_total else PER_SOURCE) if reason else None

    def departed(self, client: str, port: int) -> None:
        """Frees a place."""
        self._open[client] -= 1
        self.log.add(Departure(time.time(), client, port))


class MessageRate(SmtpManner):
    """So many messages of one user in a window, which begins with the first of them."""

    def __init__(self, limit: int):
        self.limit = limit
        self.log = DecisionLog()
        self._windows: dict[str, tuple[float, int]] = {}

    async def intervene(self, conversation: Conversation, verb: str, arguments: str) -> str | None:
        """Decides at MAIL FROM."""
        if verb != "MAIL":
            return None
        account, now = conversation.account or conversation.client, time.time()
        start, count = self._windows.get(account, (now, 0))
        if now - start >= WINDOW:
            start, count = now, 0
        reason = LIMIT if count >= self.limit else None
        self._windows[account] = start, count + (reason is None)
        port = conversation.port
        self.log.add(Decision(now, conversation.client, port, count, reason, conversation.account))
        return RATE if reason else None


def record_per_source(settings: Settings) -> list[Path]:
    """Records one address with two connections too many, and others with one each."""
    return _record_connections(settings, ConnectionLimit(settings.limit or 1, False), SOURCE_STORY)


def record_total(settings: Settings) -> list[Path]:
    """Records several addresses, none with many connections, but too many in all."""
    return _record_connections(settings, ConnectionLimit(settings.limit or 1, True), TOTAL_STORY)


def _record_connections(settings: Settings, manner: ConnectionLimit, story: Story) -> list[Path]:
    with Studio(settings) as studio:
        service = studio.network.add("uccx", "10.4.4.90")
        host = studio.network.add("exch01", "10.4.4.95")
        server = submission(host, settings, {ACCOUNT: PASSWORD}, manner)
        others = agent_hosts(studio.network, settings.agents)
        random = Random(settings.seed)
        busy = 2 if manner.is_total else (settings.limit or 1) + 2
        clients = [(service, 0.1 * index) for index in range(busy)]
        clients += [(each, 0.05 + 0.2 * index) for index, each in enumerate(others)]
        since = perform(
            studio,
            [server],
            lambda: [
                after(start, _hold_connection(each, server, settings, random))
                for each, start in clients
            ],
        )
    facts = {"configuredLimit": settings.limit}
    story.write(settings, server.name, manner.log, since=since, facts=facts)
    return [settings.path()]


def record_message_rate(settings: Settings) -> list[Path]:
    """Records a burst of one user's letters, refusals, and letters a minute later."""
    manner = MessageRate(settings.limit or 1)
    with Studio(settings) as studio:
        service = studio.network.add("uccx", "10.4.4.90")
        host = studio.network.add("exch01", "10.4.4.95")
        server = submission(host, settings, {ACCOUNT: PASSWORD, "sales": PASSWORD}, manner)
        other = agent_hosts(studio.network, 1)[0]
        who = shared_credentials(service, Random(settings.seed))
        since = perform(
            studio,
            [server],
            lambda: [
                send_letters(service, server, who, (settings.limit or 1) + 3),
                after(WINDOW + 1.5, send_letters(service, server, who, 2)),
                send_letters(other, server, Credentials("sales", PASSWORD), 3),
            ],
        )
    facts = {"account": ACCOUNT, "configuredLimit": settings.limit, "windowSeconds": WINDOW}
    RATE_STORY.write(settings, server.name, manner.log, since=since, facts=facts)
    return [settings.path()]


async def send_letters(
    host: Host | Desk, server: SubmissionServer, who: Credentials | None, letters: int
) -> None:
    """Sends letters, with a new connection after each that the server closed."""
    client: SmtpClient | None = None
    for number in range(letters):
        client = client or await at_submission(host, server, who)
        with contextlib.suppress(EOFError, OSError):
            reply = await client.send(f"customer{number}@example.net", answer(number + 1))
            if reply.startswith("421"):
                await client.close()
                client = None
        await asyncio.sleep(0.15)
    if client:
        await client.quit()


async def _hold_connection(
    host: Host | Desk, server: SubmissionServer, settings: Settings, random: Random
) -> None:
    """Tries until let in, sends a letter and stays for a while."""
    end = time.monotonic() + settings.retry
    while time.monotonic() < end:
        try:
            client = await at_submission(host, server, shared_credentials(host, random))
        except Refused:
            await asyncio.sleep(random.uniform(0.2, 0.4))
            continue
        await client.send("customer1@example.net", answer(1))
        await asyncio.sleep(random.uniform(*settings.hold))
        await client.quit()
        return
