"""Healthy days that have something of a limit's look."""

from pathlib import Path
from random import Random

from recorder.agents import ACCOUNT, PASSWORD, agent_hosts, shared_credentials
from recorder.limits import Limits
from recorder.manner import Manner
from recorder.namespaces import Desk, Host
from recorder.scenarios.sign_ins import SIGN_INS, agents, offered, uccx
from recorder.settings import Settings
from recorder.stage import after, exchange, leave, perform, signed_in
from recorder.studio import Studio

ROUNDS = 25
SLOW = (1.2, 1.9)
"""Seconds that a slow server takes for every sign-in."""


def record_polling(settings: Settings) -> list[Path]:
    """Records clients that log off and come back within milliseconds, again and again."""
    with Studio(settings) as studio:
        server = exchange(
            studio, settings, {ACCOUNT: PASSWORD}, limits=Limits(per_user=settings.limit)
        )
        hosts = agent_hosts(studio.network, settings.agents)
        since = perform(
            studio,
            [server],
            lambda: [
                after(0.1 * index, _poll(host, server.host)) for index, host in enumerate(hosts)
            ],
        )
    return _write(settings, server, since)


def record_slow(settings: Settings) -> list[Path]:
    """Records a server that takes long for every sign-in, always about as long."""
    return _record(settings, SLOW)


def record_peak(settings: Settings) -> list[Path]:
    """Records six agents and the UCCX server at once: 14 sessions, two less than the limit."""
    return _record(settings, (0.060, 0.085))


def _record(settings: Settings, thinking: tuple[float, float]) -> list[Path]:
    with Studio(settings) as studio:
        server = exchange(
            studio,
            settings,
            {ACCOUNT: PASSWORD},
            Manner(),
            Limits(per_user=settings.limit),
            mechanisms=offered(settings),
            thinking=thinking,
        )
        people = agents(studio.network, server.host, settings)
        people.append(uccx(studio.network, server.host, settings.seed, 4.0))
        since = perform(studio, [server], lambda: [each.run() for each in people])
    return _write(settings, server, since)


def _write(settings: Settings, server, since: float) -> list[Path]:
    facts = {"configuredLimit": settings.limit}
    SIGN_INS.write(settings, server.name, server.gate.sign_ins, since=since, facts=facts)
    return [settings.path()]


async def _poll(host: Host | Desk, server: Host) -> None:
    random = Random(host.address)
    who = shared_credentials(host, random)
    for _ in range(ROUNDS):
        if client := await signed_in(host, server, who, "plain", random):
            await client.command('STATUS "INBOX" (UNSEEN)')
            await leave(client)
