"""Connections that never become a mail conversation: look-alikes from network and service.

There is no server to ask what it decided, so the truth is the clients' own log. On port 587 of the
same host all is well, which shows that the host lives and that the capture sees both directions.
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from recorder.agents import ACCOUNT, PASSWORD, agent_hosts, shared_credentials
from recorder.decisions import Decision, DecisionLog
from recorder.exchange import PORT
from recorder.letters import answer
from recorder.limits import Gate, Limits
from recorder.namespaces import Host
from recorder.settings import Settings
from recorder.smtp_client import SmtpClient
from recorder.story import Story
from recorder.studio import Studio
from recorder.submission import PORT as SUBMISSION_PORT
from recorder.submission import SubmissionServer

DROP = f"""
table inet firewall {{
  chain input {{
    type filter hook input priority 0;
    tcp dport {PORT} drop
  }}
}}
"""


@dataclass(frozen=True)
class DeadEnd:
    """What becomes of a connection, and how clients act on it.

    A client waits `patience` seconds for a greeting, and tries `tries` times with `pause` seconds
    in between.
    """

    verdict: str
    cause: str
    patience: float
    tries: int
    pause: float
    serving: Callable[[Host], AbstractAsyncContextManager[None]]


@asynccontextmanager
async def _dropping(host: Host) -> AsyncIterator[None]:
    """A firewall in front of the port drops what comes."""
    host.filter(DROP)
    yield


@asynccontextmanager
async def _absent(_: Host) -> AsyncIterator[None]:
    """Nothing listens."""
    yield


@asynccontextmanager
async def _silent(host: Host) -> AsyncIterator[None]:
    """The port accepts, and nothing follows until the client leaves."""
    async with await asyncio.start_server(_wait_for_end, sock=host.listener(PORT)):
        yield


async def _wait_for_end(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()
    writer.close()


@asynccontextmanager
async def _closing(host: Host) -> AsyncIterator[None]:
    """The port accepts and closes at once."""

    def close(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    async with await asyncio.start_server(close, sock=host.listener(PORT)):
        yield


UNREACHABLE = DeadEnd("network", "unreachable", 3.5, 2, 0.5, _dropping)
REFUSED = DeadEnd("network", "refused", 1.0, 5, 0.4, _absent)
NO_GREETING = DeadEnd("service", "no-greeting", 2.5, 2, 0.3, _silent)
CLOSED = DeadEnd("service", "closed-before-greeting", 2.0, 5, 0.4, _closing)


def recorder_of(end: DeadEnd) -> Callable[[Settings], list[Path]]:
    """The scenario of one dead end."""

    def record(settings: Settings) -> list[Path]:
        log = DecisionLog()
        with Studio(settings) as studio:
            host = studio.network.add("exch01", "10.4.4.95")
            service = studio.network.add("uccx", "10.4.4.90")
            clients = agent_hosts(studio.network, settings.agents)
            gate = Gate(Limits(), {ACCOUNT: PASSWORD})
            submission = SubmissionServer(host, gate, Random(settings.seed))

            async def play() -> None:
                async with submission.serving(), end.serving(host):
                    await asyncio.gather(
                        _send(service, host, settings.seed),
                        *(
                            _knock(client, host, end, log, index * settings.stagger)
                            for index, client in enumerate(clients)
                        ),
                    )

            since = studio.film(play)
        story = Story(causes={end.cause: (end.verdict, end.cause)})
        facts = {"submission": {"server": submission.name, "letters": submission.letters}}
        story.write(settings, f"{host.address}:{PORT}", log, since=since, facts=facts)
        return [settings.path()]

    return record


async def _knock(host: Host, server: Host, end: DeadEnd, log: DecisionLog, delay: float) -> None:
    """Tries to be greeted, and logs how that ended."""
    await asyncio.sleep(delay)
    for _ in range(end.tries):
        socket = host.new_socket()
        at = time.time()
        greeted = False
        with contextlib.suppress(OSError, TimeoutError):
            async with asyncio.timeout(end.patience):
                loop = asyncio.get_running_loop()
                await loop.sock_connect(socket, (server.address, PORT))
                greeted = bool(await loop.sock_recv(socket, 512))
        port = socket.getsockname()[1]
        log.add(Decision(at, host.address, port, 0, None if greeted else end.cause))
        socket.close()
        await asyncio.sleep(end.pause)


async def _send(host: Host, server: Host, seed: int) -> None:
    """Sends a letter on the port that works."""
    random = Random(f"{seed}/uccx")
    client = await SmtpClient.connect(host, (server.address, SUBMISSION_PORT))
    await client.sign_in("LOGIN", shared_credentials(host, random), random)
    await client.send("customer1@example.net", answer(1))
    await client.quit()
