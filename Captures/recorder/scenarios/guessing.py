"""Passwords tried by somebody who does not know them, and one that was mistyped."""

import asyncio
from pathlib import Path
from random import Random

from recorder.agents import ACCOUNT, PASSWORD
from recorder.namespaces import Host
from recorder.sasl import Credentials
from recorder.scenarios.sign_ins import SIGN_INS, WRONG_PASSWORD, offered, uccx
from recorder.settings import Settings
from recorder.stage import exchange, leave, perform, signed_in
from recorder.studio import Studio

GUESSES = 60
FIRST_PASSWORD = "Sommer-Regen-"
"""What all guesses begin with; a number follows."""


def record_guesses(settings: Settings) -> list[Path]:
    """Records one client that tries many passwords while another works with the right one."""

    async def guess(host: Host, server: Host) -> None:
        random = Random(settings.seed)
        for number in range(GUESSES):
            who = Credentials(ACCOUNT, f"{FIRST_PASSWORD}{1000 + number}")
            await signed_in(host, server, who, ("login", "plain")[number % 2], random)
            await asyncio.sleep(random.uniform(0.01, 0.03))

    return _record(settings, guess, {"differentPasswords": GUESSES})


def record_mistyped(settings: Settings) -> list[Path]:
    """Records a person who mistypes the password once and is let in at the second try."""

    async def mistype(host: Host, server: Host) -> None:
        random = Random(settings.seed)
        for password in (WRONG_PASSWORD, PASSWORD):
            who = Credentials(ACCOUNT, password)
            if client := await signed_in(host, server, who, "login", random):
                await client.command('SELECT "INBOX"')
                await client.idle(1.0)
                await leave(client)
            await asyncio.sleep(2.0)

    facts = {"verdict": "healthy", "cause": None, "clients": []}
    return _record(settings, mistype, facts)


def _record(settings: Settings, act, facts: dict) -> list[Path]:
    with Studio(settings) as studio:
        server = exchange(studio, settings, {ACCOUNT: PASSWORD}, mechanisms=offered(settings))
        service = uccx(studio.network, server.host, settings.seed, 3.0)
        stranger = studio.network.add("AGENT-PC-66", "10.4.5.166")
        since = perform(studio, [server], lambda: [service.run(), act(stranger, server.host)])
    SIGN_INS.write(settings, server.name, server.gate.sign_ins, since=since, facts=facts)
    return [settings.path()]
