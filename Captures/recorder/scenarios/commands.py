"""A command that is too long for the server, and one that it cannot read."""

import asyncio
import time
from pathlib import Path
from random import Random

from recorder.agents import ACCOUNT, PASSWORD, agent_hosts, shared_credentials
from recorder.decisions import LIMIT, Decision, DecisionLog
from recorder.exchange import Session
from recorder.manner import Manner
from recorder.namespaces import Desk, Host
from recorder.settings import Settings
from recorder.stage import exchange, leave, perform, signed_in
from recorder.story import Story
from recorder.studio import Studio

LONGEST_COMMAND = 10_240
"""MaxCommandSize as Exchange ships, in bytes."""

TOO_LONG = Story(
    {LIMIT: ("throttling", "command-size")},
    {
        "successes": r"A\d+ OK FETCH completed\.",
        "failures": r"A\d+ BAD Command Error\. 10$",
    },
)
UNREADABLE = Story(
    {}, {"successes": r"A1 OK (AUTHENTICATE|LOGIN) completed\.", "failures": "A1 NO "}
)
LENGTHS = (200, 4_000, 9_600, 10_500, 14_000)
"""About as many bytes has each of a client's FETCH commands."""


class ShortOfPatience(Manner):
    """Refuses long commands and such as are not ASCII.

    The log's load is a command's length less one, so that its bounds are those of the length.
    """

    def __init__(self):
        self.log = DecisionLog()

    async def intervene(
        self, session: Session, tag: str, verb: str, arguments: str
    ) -> list[str] | None:
        """Looks at a command before the server does."""
        length = len(f"{tag} {verb} {arguments}".encode()) + 2
        if not arguments.isascii():
            return [f"{tag} BAD Command Error. 11"]
        if verb != "FETCH" and verb != "UID":
            return None
        reason = LIMIT if length > LONGEST_COMMAND else None
        at, client, port = time.time(), session.client, session.port
        self.log.add(Decision(at, client, port, length - 1, reason, session.account))
        if reason:
            return [f"{tag} BAD Command Error. 10"]
        return [f"{tag} OK FETCH completed."]


def record_too_long(settings: Settings) -> list[Path]:
    """Records FETCH with ever longer lists of messages."""
    manner = ShortOfPatience()
    with Studio(settings) as studio:
        server = exchange(studio, settings, {ACCOUNT: PASSWORD}, manner)
        hosts = agent_hosts(studio.network, settings.agents)
        since = perform(studio, [server], lambda: [_fetch(host, server.host) for host in hosts])
    facts = {"configuredLimit": LONGEST_COMMAND, "limitUnit": "bytes", "peakLoad": None}
    TOO_LONG.write(settings, server.name, manner.log, since=since, facts=facts)
    return [settings.path()]


def record_unreadable(settings: Settings) -> list[Path]:
    """Records commands with a folder's name as nobody encoded it."""
    with Studio(settings) as studio:
        server = exchange(studio, settings, {ACCOUNT: PASSWORD}, ShortOfPatience())
        hosts = agent_hosts(studio.network, settings.agents)
        since = perform(studio, [server], lambda: [_misspell(host, server.host) for host in hosts])
    UNREADABLE.write(settings, server.name, server.gate.sign_ins, since=since)
    return [settings.path()]


async def _fetch(host: Host | Desk, server: Host) -> None:
    """A list of numbers with gaps, for each of the lengths."""
    random = Random(host.address)
    client = await signed_in(host, server, shared_credentials(host, random), "plain", random)
    assert client
    await client.command('SELECT "INBOX"')
    for length in LENGTHS:
        numbers = ",".join(str(10_001 + 2 * index) for index in range(length // 6))
        await client.command(f"UID FETCH {numbers} (FLAGS)")
        await asyncio.sleep(random.uniform(0.1, 0.3))
    await leave(client)


async def _misspell(host: Host | Desk, server: Host) -> None:
    """A folder's name in UTF-8 in place of its modified UTF-7."""
    random = Random(host.address)
    client = await signed_in(host, server, shared_credentials(host, random), "plain", random)
    assert client
    for name in ("Büro", "INBOX", "Aufträge"):
        await client.command(f'SELECT "{name}"')
        await asyncio.sleep(random.uniform(0.1, 0.3))
    await leave(client)
