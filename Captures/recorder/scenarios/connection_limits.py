"""Limits that act before the greeting: per client address, and over all clients."""

import asyncio
from pathlib import Path
from random import Random

from recorder.agents import PASSWORD, Agent, Behaviour, agent_hosts
from recorder.decisions import LIMIT
from recorder.exchange import PORT, ExchangeServer
from recorder.limits import Gate, Limits
from recorder.namespaces import Host
from recorder.sasl import Credentials
from recorder.settings import Settings
from recorder.story import Story
from recorder.studio import Studio

WORDS = {
    "successes": r"\* OK The Microsoft Exchange IMAP4 service is ready\.",
    "failures": r"\* BYE Connection is closed\. 10$",
}
PER_ADDRESS = Story({LIMIT: ("throttling", "connections-per-ip")}, WORDS)
TOTAL = Story({LIMIT: ("throttling", "connections-total")}, WORDS)

PAUSE = (0.15, 0.35)
"""Seconds between a refused connection and the next try."""

OTHER_ADDRESSES = 4


def record_per_address(settings: Settings) -> list[Path]:
    """Records many agents behind one address and a few with an address of their own."""
    with Studio(settings) as studio:
        server = _server(studio, settings, Limits(per_address=settings.limit))
        shared = studio.network.add("branch-office", "10.4.5.200")
        others = agent_hosts(studio.network, OTHER_ADDRESSES)
        hosts = [shared] * settings.agents + others
        since = _film(studio, server, settings, hosts)
    _write(PER_ADDRESS, settings, server, since)
    return [settings.path()]


def record_total(settings: Settings) -> list[Path]:
    """Records agents with addresses and accounts of their own, too many in all."""
    with Studio(settings) as studio:
        server = _server(studio, settings, Limits(total=settings.limit))
        hosts = agent_hosts(studio.network, settings.agents)
        since = _film(studio, server, settings, hosts)
    _write(TOTAL, settings, server, since)
    return [settings.path()]


def _server(studio: Studio, settings: Settings, limits: Limits) -> ExchangeServer:
    host = studio.network.add("exch01", "10.4.4.95")
    people = settings.agents + OTHER_ADDRESSES
    accounts = {_account(number): PASSWORD for number in range(people)}
    return ExchangeServer(host, Gate(limits, accounts), Random(settings.seed))


def _write(story: Story, settings: Settings, server: ExchangeServer, since: float) -> None:
    facts = {"configuredLimit": settings.limit}
    story.write(settings, server.name, server.gate.connections, since=since, facts=facts)


def _account(number: int) -> str:
    return f"agent{number + 1:02}"


def _film(studio: Studio, server: ExchangeServer, settings: Settings, hosts: list[Host]) -> float:
    """Films one agent a host entry, each with its own account; returns the time of the start."""
    clients = []
    for number, host in enumerate(hosts):
        random = Random(f"{settings.seed}/{number}")
        start = settings.stagger * (number % settings.agents + random.uniform(0, 0.5))
        clients.append(
            Agent(
                host,
                (server.host.address, PORT),
                Credentials(_account(number), PASSWORD, workstation=f"AGENT-PC-{number + 1:02}"),
                settings.mechanisms[number % len(settings.mechanisms)],
                Behaviour(start, settings.hold, settings.retry, pause=PAUSE),
                random,
            )
        )

    async def play() -> None:
        async with server.serving():
            await asyncio.gather(*(client.run() for client in clients))

    return studio.film(play)
