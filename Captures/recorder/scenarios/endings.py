"""A service that shuts down, one that ends idle sessions, and one that has nobody to ask."""

import asyncio
import contextlib
import time
from pathlib import Path
from random import Random

from recorder.agents import ACCOUNT, PASSWORD, agent_hosts, shared_credentials
from recorder.decisions import Decision, DecisionLog
from recorder.exchange import PORT, ExchangeServer
from recorder.imap_client import ImapClient
from recorder.limits import Limits
from recorder.manner import Manner
from recorder.namespaces import Desk, Host
from recorder.settings import Settings
from recorder.stage import exchange, leave, perform, signed_in
from recorder.story import Story
from recorder.studio import Studio

SHUTDOWN, TROUBLE = "shutdown", "trouble"
SHUTDOWN_AFTER = 2.5
GONE_FOR = 2.0
IDLE_LIMIT = 1.6
"""Seconds of silence after which a session is ended, for the capture's sake a short time."""

SHUTTING_DOWN = Story({SHUTDOWN: ("service", "shutting-down")})
SIGN_INS = Story({}, {"successes": r"A1 OK (AUTHENTICATE|LOGIN) completed\.", "failures": "A1 NO "})
TROUBLES = Story(
    {TROUBLE: ("service", "unavailable")},
    {
        "successes": r"\* OK \[CAPABILITY ",
        "failures": r"\* BYE Temporary problem, please try again later",
    },
)


class Courier(Manner):
    """The words of Courier, which says nothing above a limit."""

    greeting = (
        "* OK [CAPABILITY IMAP4rev1 UIDPLUS CHILDREN NAMESPACE IDLE] Courier-IMAP ready."
        " Copyright 1998-2018 Double Precision, Inc.  See COPYING for distribution information."
    )
    turned_away: str | None = None


class CourierInTrouble(Courier):
    """Cannot reach its authentication daemon."""

    turned_away = "* BYE Temporary problem, please try again later"


def record_shutdown(settings: Settings) -> list[Path]:
    """Records open sessions that are told 12, and connections that are refused from then on."""
    log = DecisionLog()
    with Studio(settings) as studio:
        server = exchange(studio, settings, {ACCOUNT: PASSWORD})
        hosts = agent_hosts(studio.network, settings.agents)

        async def play() -> None:
            async with server.serving():
                people = [
                    asyncio.create_task(_stay(host, server.host, log, index * settings.stagger))
                    for index, host in enumerate(hosts)
                ]
                await asyncio.sleep(SHUTDOWN_AFTER)
                _say_goodbye(server)
            await asyncio.gather(*people)

        since = studio.film(play)
    facts = {"account": None, "sessionsEnded": server.gate.sign_ins.peak}
    SHUTTING_DOWN.write(settings, server.name, log, since=since, facts=facts)
    return [settings.path()]


def _say_goodbye(server: ExchangeServer) -> None:
    for writer in list(server.connections):
        writer.write(b"* BYE Connection is closed. 12\r\n")
        writer.close()


async def _stay(host: Host | Desk, server: Host, log: DecisionLog, delay: float) -> None:
    """Works until the end, and tries to come back for a while."""
    await asyncio.sleep(delay)
    random = Random(host.address)
    end = None
    while end is None or time.monotonic() < end:
        at = time.time()
        try:
            client = await ImapClient.connect(host, (server.address, PORT))
        except OSError:
            log.add(Decision(at, host.address, 0, 0, SHUTDOWN))
            await asyncio.sleep(random.uniform(0.25, 0.4))
            continue
        log.add(Decision(at, host.address, 0, 0, None))
        with contextlib.suppress(OSError, EOFError):
            await client.greet()
            await client.sign_in("plain", shared_credentials(host, random), random)
            await client.command('SELECT "INBOX"')
            await client.idle(30.0)
        await client.close()
        end = time.monotonic() + GONE_FOR


def record_idle(settings: Settings) -> list[Path]:
    """Records sessions that are ended with 13 after a silence; those people come back."""
    with Studio(settings) as studio:
        server = exchange(studio, settings, {ACCOUNT: PASSWORD}, idle_limit=IDLE_LIMIT)
        hosts = agent_hosts(studio.network, settings.agents)
        since = perform(
            studio,
            [server],
            lambda: [_doze(host, server.host, 0.3 * index) for index, host in enumerate(hosts)],
        )
    facts = {"idleLimit": IDLE_LIMIT}
    SIGN_INS.write(settings, server.name, server.gate.sign_ins, since=since, facts=facts)
    return [settings.path()]


async def _doze(host: Host | Desk, server: Host, delay: float) -> None:
    await asyncio.sleep(delay)
    random = Random(host.address)
    who = shared_credentials(host, random)
    for seconds in (IDLE_LIMIT + 0.8, 0.3, IDLE_LIMIT + 0.5):
        if client := await signed_in(host, server, who, "plain", random):
            await client.command('SELECT "INBOX"')
            await asyncio.sleep(seconds)
            await leave(client)


def record_trouble(settings: Settings) -> list[Path]:
    """Records BYE in place of every greeting for a while, at any number of connections."""
    limits = Limits(total=0)
    return _record_courier(settings, CourierInTrouble(), limits, TROUBLES, heal=True)


def record_silent_limit(settings: Settings) -> list[Path]:
    """Records connections of one address closed without a word above a number of them."""
    story = Story({"limit": ("throttling", "connections-per-ip")})
    limits = Limits(per_address=settings.limit)
    return _record_courier(settings, Courier(), limits, story, heal=False)


def _record_courier(
    settings: Settings, manner: Manner, limits: Limits, story: Story, heal: bool
) -> list[Path]:
    with Studio(settings) as studio:
        server = exchange(studio, settings, {ACCOUNT: PASSWORD}, manner, limits)
        shared = studio.network.add("branch-office", "10.4.5.200")
        hosts = agent_hosts(studio.network, 2)
        clients = [shared] * settings.agents + hosts

        async def recover() -> None:
            await asyncio.sleep(2.5)
            if heal:
                server.gate.limits = Limits()

        since = perform(
            studio,
            [server],
            lambda: [
                recover(),
                *(
                    _insist(host, server.host, settings, 0.2 * index, f"{settings.seed}/{index}")
                    for index, host in enumerate(clients)
                ),
            ],
        )
    log = server.gate.connections
    if heal:
        for index, entry in enumerate(log.entries):
            if isinstance(entry, Decision) and not entry.granted:
                log.entries[index] = Decision(entry.at, entry.client, entry.port, 0, TROUBLE)
    facts = {} if heal else {"configuredLimit": settings.limit}
    story.write(settings, server.name, log, since=since, facts=facts)
    return [settings.path()]


async def _insist(
    host: Host | Desk, server: Host, settings: Settings, delay: float, seed: str
) -> None:
    """Tries until let in, then stays for a while, and comes again once."""
    await asyncio.sleep(delay)
    random = Random(seed)
    who = shared_credentials(host, random)
    for _ in range(2):
        end = time.monotonic() + settings.retry
        while time.monotonic() < end:
            try:
                client = await signed_in(host, server, who, "login", random)
            except OSError:
                client = None
            if client:
                await client.command('SELECT "INBOX"')
                await client.idle(random.uniform(*settings.hold))
                await leave(client)
                break
            await asyncio.sleep(random.uniform(0.3, 0.5))
