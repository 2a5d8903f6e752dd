"""One account shared by all agents, and a limit on its sessions."""

import asyncio
from pathlib import Path
from random import Random

from recorder.agents import ACCOUNT, PASSWORD
from recorder.exchange import ExchangeServer
from recorder.limits import Gate, Limits
from recorder.scenarios.sign_ins import SIGN_INS, agents, offered, uccx
from recorder.settings import Settings
from recorder.studio import Studio


def record(settings: Settings) -> list[Path]:
    """Records the run, and one agent's own view of it if the settings ask for that.

    Wrong passwords begin with the second agent, so that some are refused at a low load.
    """
    with Studio(settings) as studio:
        host = studio.network.add("exch01", "10.4.4.95")
        gate = Gate(Limits(per_user=settings.limit), {ACCOUNT: PASSWORD})
        server = ExchangeServer(host, gate, Random(settings.seed), offered(settings))
        seconds = settings.agents * settings.stagger + settings.retry + settings.hold[1] / 2
        clients = [
            uccx(studio.network, host, settings.seed, seconds),
            *agents(studio.network, host, settings, range(1, 1 + settings.wrong_passwords)),
        ]

        async def play() -> None:
            async with server.serving():
                await asyncio.gather(*(client.run() for client in clients))

        watched = clients[settings.agent_view].host if settings.agent_view else None
        since = studio.film(play, watched)
    facts = {"configuredLimit": settings.limit}
    SIGN_INS.write(settings, server.name, gate.sign_ins, since=since, facts=facts)
    if not watched:
        return [settings.path()]
    SIGN_INS.write(
        settings, server.name, gate.sign_ins, "-one-agent", since, watched.address, facts
    )
    return [settings.path(), settings.path("-one-agent")]
