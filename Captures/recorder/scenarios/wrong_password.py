"""The shared account's password was changed, and nobody told the clients: a look-alike."""

import asyncio
from pathlib import Path
from random import Random

from recorder.agents import ACCOUNT
from recorder.exchange import ExchangeServer
from recorder.limits import Gate, Limits
from recorder.scenarios.sign_ins import SIGN_INS, agents, offered, uccx
from recorder.settings import Settings
from recorder.studio import Studio

CHANGED_PASSWORD = "Winter-Laub-0815"


def record(settings: Settings) -> list[Path]:
    """Records every client being refused, always, from the first attempt at load 0 on."""
    with Studio(settings) as studio:
        host = studio.network.add("exch01", "10.4.4.95")
        gate = Gate(Limits(per_user=settings.limit), {ACCOUNT: CHANGED_PASSWORD})
        server = ExchangeServer(host, gate, Random(settings.seed), offered(settings))
        clients = [
            uccx(studio.network, host, settings.seed, seconds=1.0, retry=settings.retry),
            *agents(studio.network, host, settings),
        ]

        async def play() -> None:
            async with server.serving():
                await asyncio.gather(*(client.run() for client in clients))

        since = studio.film(play)
    facts = {"configuredLimit": settings.limit}
    SIGN_INS.write(settings, server.name, gate.sign_ins, since=since, facts=facts)
    return [settings.path()]
