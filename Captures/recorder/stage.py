"""What scenarios share: servers, clients that sign in, and a play around them."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from random import Random
from typing import Any

from recorder.exchange import PORT, ExchangeServer
from recorder.imap_client import ImapClient
from recorder.limits import Gate, Limits
from recorder.manner import Manner, SmtpManner
from recorder.namespaces import Desk, Host
from recorder.sasl import Credentials
from recorder.settings import Settings
from recorder.smtp_client import SmtpClient
from recorder.studio import Studio
from recorder.submission import SubmissionServer

Actions = Callable[[], list[Coroutine[Any, Any, Any]]]


def exchange(
    studio: Studio,
    settings: Settings,
    passwords: dict[str, str],
    manner: Manner | None = None,
    limits: Limits | None = None,
    **options: Any,
) -> ExchangeServer:
    """The IMAP server on a host of its own, 10.4.4.95."""
    host = studio.network.add("exch01", "10.4.4.95")
    gate = Gate(limits or Limits(), passwords)
    return ExchangeServer(host, gate, Random(settings.seed), manner=manner or Manner(), **options)


def submission(
    host: Host,
    settings: Settings,
    passwords: dict[str, str],
    manner: SmtpManner | None = None,
    **options: Any,
) -> SubmissionServer:
    """The submission server on a host that is there already."""
    gate = Gate(Limits(), passwords)
    return SubmissionServer(
        host, gate, Random(settings.seed), manner=manner or SmtpManner(), **options
    )


def perform(
    studio: Studio,
    servers: list[ExchangeServer | SubmissionServer],
    actions: Actions,
    **views: Any,
) -> float:
    """Films what clients do while servers listen; returns the time of the start, as `film` does."""

    async def play() -> None:
        async with AsyncExitStack() as stack:
            for server in servers:
                await stack.enter_async_context(server.serving())
            await asyncio.gather(*actions())

    return studio.film(play, **views)


async def after(seconds: float, action: Coroutine[Any, Any, Any]) -> Any:
    """Waits, then acts."""
    await asyncio.sleep(seconds)
    return await action


async def signed_in(
    host: Host | Desk,
    server: Host,
    credentials: Credentials,
    mechanism: str,
    random: Random,
    port: int = PORT,
) -> ImapClient | None:
    """Connects, asks for the capabilities and signs in; None if the server did not want that."""
    client = await ImapClient.connect(host, (server.address, port))
    try:
        if await client.greet() and await client.sign_in(mechanism, credentials, random):
            return client
    except (OSError, EOFError):
        pass
    await client.close()
    return None


async def leave(client: ImapClient) -> None:
    """Says goodbye and ends the connection."""
    try:
        await client.command("LOGOUT")
    except (OSError, EOFError):
        pass
    await client.close()


async def at_submission(
    host: Host | Desk,
    server: SubmissionServer,
    credentials: Credentials | None = None,
    random: Random | None = None,
) -> SmtpClient:
    """Connects to a submission server, and signs in if there are credentials for that."""
    client = await SmtpClient.connect(host, (server.host.address, server.port))
    if credentials:
        await client.sign_in("LOGIN", credentials, random or Random(1))
    return client
