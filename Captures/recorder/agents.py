"""Clients of the mail server: agents' desktops, and the UCCX server itself."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from random import Random

from recorder.imap_client import ImapClient
from recorder.namespaces import Desk, Host, Network
from recorder.sasl import Credentials

ACCOUNT, PASSWORD = "uccxmail", "Herbst-Laub-4711"
DOMAIN = "CONTOSO"
SECOND_CONNECTION_AFTER = 0.021
MOST_ATTEMPTS = 1_000
"""Attempts of one connection, whatever the time it has."""

Work = Callable[[ImapClient, Random], Awaitable[None]]


@dataclass(frozen=True)
class Behaviour:
    """How a client acts; times in seconds.

    It begins after `start`, opens `connections`, holds each for a time drawn from `hold`, and
    tries a refused one again, after a pause drawn from `pause`, until `retry` has passed. Then it
    comes back after `away`, until it has done all `rounds`. A share `rude` of the connections ends
    without LOGOUT.
    """

    start: float
    hold: tuple[float, float]
    retry: float
    connections: int = 2
    pause: tuple[float, float] = (0.002, 0.003)
    rude: float = 0.25
    rounds: int = 1
    away: float = 0.4


@dataclass
class Agent:
    """One client of the shared account, or of an account of its own."""

    host: Host | Desk
    server: tuple[str, int]
    credentials: Credentials
    mechanism: str
    behaviour: Behaviour
    random: Random
    work: Work | None = None

    async def run(self) -> None:
        """Signs in with all connections, works, and leaves."""
        await asyncio.sleep(self.behaviour.start)
        for number in range(self.behaviour.rounds):
            await asyncio.sleep(self.behaviour.away if number else 0)
            await asyncio.gather(
                *(
                    self._keep_trying(index * SECOND_CONNECTION_AFTER)
                    for index in range(self.behaviour.connections)
                )
            )

    async def _keep_trying(self, delay: float) -> None:
        await asyncio.sleep(delay)
        clock = asyncio.get_running_loop().time
        end = clock() + self.behaviour.retry
        for _ in range(MOST_ATTEMPTS):
            if await self._attempt() or clock() > end:
                return
            await asyncio.sleep(self.random.uniform(*self.behaviour.pause))

    async def _attempt(self) -> bool:
        """One connection from its opening to its end; returns whether it was let in."""
        try:
            client = await ImapClient.connect(self.host, self.server)
        except (OSError, TimeoutError):
            return False
        signed_in = False
        try:
            if (await client.read_line()).startswith(b"* BYE"):
                return False
            await client.command("CAPABILITY")
            signed_in = await client.sign_in(self.mechanism, self.credentials, self.random)
            if signed_in:
                signed_in = await self._hold(client)
        except (OSError, EOFError, TimeoutError):
            pass
        finally:
            await client.close()
        return signed_in

    async def _hold(self, client: ImapClient) -> bool:
        """Works, if the inbox can be opened; returns whether it could."""
        if not (await client.command('SELECT "INBOX"')).startswith("OK"):
            await client.command("LOGOUT")
            return False
        if self.work:
            await self.work(client, self.random)
        await client.idle(self.random.uniform(*self.behaviour.hold))
        if self.random.random() >= self.behaviour.rude:
            await client.command("LOGOUT")
        return True


def names_of(account: str, random: Random) -> str:
    """One of the forms in which people type an account."""
    return random.choice((account, f"{DOMAIN}\\{account}", f"{account}@contoso.com"))


def agent_hosts(network: Network, count: int, crowded: bool = False) -> list[Host | Desk]:
    """Adds agents' PCs, `AGENT-PC-01` at 10.4.5.101 and on; crowded, they are one host's."""
    names = [(f"AGENT-PC-{number:02}", f"10.4.5.{100 + number}") for number in range(1, count + 1)]
    if not crowded:
        return [network.add(*name) for name in names]
    floor = network.add("floor", "10.4.5.100")
    return [floor.desk(*name) for name in names]


def shared_credentials(host: Host | Desk, random: Random, password: str = PASSWORD) -> Credentials:
    """The shared account as a host knows it."""
    return Credentials(ACCOUNT, password, DOMAIN, host.label.upper(), names_of(ACCOUNT, random))
