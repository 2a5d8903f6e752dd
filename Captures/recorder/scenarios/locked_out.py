"""The shared account is locked while it is in use: a look-alike."""

import asyncio
from pathlib import Path
from random import Random

from recorder.agents import ACCOUNT, PASSWORD
from recorder.exchange import ExchangeServer
from recorder.limits import Gate, Limits
from recorder.scenarios.sign_ins import SIGN_INS, agents, offered, uccx
from recorder.settings import Settings
from recorder.studio import Studio

LOCKED_AFTER = 2.2
"""Seconds from the first sign-in to the lock."""


def record(settings: Settings) -> list[Path]:
    """Records sign-ins that succeed, then only refusals, at any load, while sessions live on.

    Every agent comes twice, so that clients are refused that were let in before.
    """
    with Studio(settings) as studio:
        host = studio.network.add("exch01", "10.4.4.95")
        gate = Gate(Limits(per_user=settings.limit), {ACCOUNT: PASSWORD})
        server = ExchangeServer(host, gate, Random(settings.seed), offered(settings))
        clients = [
            uccx(studio.network, host, settings.seed, LOCKED_AFTER + 2.0),
            *agents(studio.network, host, settings, rounds=2),
        ]

        async def lock() -> None:
            await asyncio.sleep(LOCKED_AFTER)
            gate.locked.add(ACCOUNT)

        async def play() -> None:
            async with server.serving():
                await asyncio.gather(lock(), *(client.run() for client in clients))

        since = studio.film(play)
    facts = {"configuredLimit": settings.limit}
    SIGN_INS.write(settings, server.name, gate.sign_ins, since=since, facts=facts)
    return [settings.path()]
