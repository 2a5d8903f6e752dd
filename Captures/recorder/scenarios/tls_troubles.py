"""TLS that fails, TLS that works, and a TLS port that is asked in clear text."""

import asyncio
import contextlib
import ssl
import time
from pathlib import Path
from random import Random

from recorder import daemon, tls
from recorder.agents import ACCOUNT, PASSWORD, agent_hosts, shared_credentials
from recorder.decisions import Decision, DecisionLog
from recorder.exchange import PORT, TLS_PORT, Session
from recorder.imap_client import ImapClient
from recorder.manner import Manner
from recorder.namespaces import Desk, Host
from recorder.settings import Settings
from recorder.stage import exchange, leave, perform
from recorder.story import Story
from recorder.studio import Studio

TLS, STATE = "tls", "state"
TRIES = 4
PAUSE = 0.4
PATIENCE = 2.5
"""Seconds that somebody waits for a greeting in clear text."""

UNDISTURBED = "LOGINDISABLED STARTTLS UIDPLUS CHILDREN IDLE NAMESPACE LITERAL+"
HANDSHAKES = Story(
    {TLS: ("configuration", "tls-failure")},
    {
        "successes": r"(?s).*A1 OK AUTHENTICATE completed",
        "failures": r"(?s).*A1 BAD Could not establish TLS connection\.",
    },
)
CERTIFICATES = Story({TLS: ("configuration", "tls-failure")})
STATES = Story(
    {STATE: ("configuration", "login-disabled")},
    {
        "successes": r"A1 OK (AUTHENTICATE|LOGIN) completed\.",
        "failures": r"A1 BAD Command received in Invalid state\.",
    },
)
HIDDEN = Story({}, None)


class TlsFirst(Manner):
    """Refuses to sign anybody in without TLS, and shakes hands with `context` in STARTTLS."""

    extensions = UNDISTURBED

    def __init__(self, context: ssl.SSLContext | None = None, must_fail: bool = False):
        self.context = context
        self.must_fail = must_fail
        self.log = DecisionLog()

    async def intervene(
        self, session: Session, tag: str, verb: str, arguments: str
    ) -> list[str] | None:
        """Looks at STARTTLS and at sign-ins."""
        if verb in ("LOGIN", "AUTHENTICATE") and not session.writer.get_extra_info("ssl_object"):
            self._add(session, STATE)
            return [f"{tag} BAD Command received in Invalid state."]
        if verb != "STARTTLS" or not self.must_fail or not self.context:
            return None
        session.say(f"{tag} OK Begin TLS negotiation now.")
        with contextlib.suppress(OSError, TimeoutError):
            assert not await tls.handshake(session.reader, session.writer, self.context, True)
        self._add(session, TLS)
        session.is_over = True
        return [f"{tag} BAD Could not establish TLS connection.", "* BYE Connection is closed. 15"]

    def _add(self, session: Session, reason: str) -> None:
        self.log.add(Decision(time.time(), session.client, session.port, 0, reason))


def record_old_client(settings: Settings) -> list[Path]:
    """Records clients whose TLS is older than the server's oldest."""
    with Studio(settings) as studio, daemon.folder("chokepoint-tls-") as folder:
        context = tls.server_context(folder, ssl.TLSVersion.TLSv1_2)
        manner = TlsFirst(context, must_fail=True)
        server = exchange(studio, settings, {ACCOUNT: PASSWORD}, manner)
        hosts = agent_hosts(studio.network, settings.agents)
        old = tls.client_context(tls.OLD_VERSION)
        since = perform(
            studio, [server], lambda: [_start_tls(host, server.host, old) for host in hosts]
        )
    HANDSHAKES.write(settings, server.name, manner.log, since=since)
    return [settings.path()]


def record_bad_certificate(settings: Settings) -> list[Path]:
    """Records clients on port 993 that do not believe the server's certificate."""
    log = DecisionLog()
    with Studio(settings) as studio, daemon.folder("chokepoint-tls-") as folder:
        context = tls.server_context(folder)
        server = exchange(studio, settings, {ACCOUNT: PASSWORD}, port=TLS_PORT, tls=context)
        hosts = agent_hosts(studio.network, settings.agents)
        since = perform(
            studio, [server], lambda: [_disbelieve(host, server.host, log) for host in hosts]
        )
    CERTIFICATES.write(settings, server.name, log, since=since)
    return [settings.path()]


def record_disabled(settings: Settings) -> list[Path]:
    """Records clients that sign in although the capabilities say LOGINDISABLED."""
    manner = TlsFirst()
    with Studio(settings) as studio:
        server = exchange(studio, settings, {ACCOUNT: PASSWORD}, manner)
        hosts = agent_hosts(studio.network, settings.agents)
        since = perform(
            studio,
            [server],
            lambda: [_insist(host, server.host, index) for index, host in enumerate(hosts)],
        )
    facts = {"account": ACCOUNT}
    STATES.write(settings, server.name, manner.log, since=since, facts=facts)
    return [settings.path()]


def record_working(settings: Settings) -> list[Path]:
    """Records the same server with clients that say STARTTLS first; all is well from there on."""
    with Studio(settings) as studio, daemon.folder("chokepoint-tls-") as folder:
        context = tls.server_context(folder)
        server = exchange(studio, settings, {ACCOUNT: PASSWORD}, TlsFirst(), tls=context)
        hosts = agent_hosts(studio.network, settings.agents)
        since = perform(
            studio, [server], lambda: [_work_in_tls(host, server.host, PORT) for host in hosts]
        )
    return _write_hidden(settings, server, since, {})


def record_probed(settings: Settings) -> list[Path]:
    """Records somebody who waits for a greeting in clear text on port 993, where others work."""
    with Studio(settings) as studio, daemon.folder("chokepoint-tls-") as folder:
        context = tls.server_context(folder)
        server = exchange(studio, settings, {ACCOUNT: PASSWORD}, port=TLS_PORT, tls=context)
        hosts = agent_hosts(studio.network, settings.agents)
        prober = studio.network.add("admin", "10.4.4.30")
        since = perform(
            studio,
            [server],
            lambda: [
                _wait_in_clear(prober, server.host),
                *(_work_in_tls(host, server.host, TLS_PORT) for host in hosts),
            ],
        )
    return _write_hidden(settings, server, since, {"probes": 2})


def _write_hidden(settings: Settings, server, since: float, facts: dict) -> list[Path]:
    """What happens in TLS cannot be seen: no attempts are on the wire."""
    hidden = len(server.gate.sign_ins.decisions)
    facts |= {"verdict": "inconclusive", "reality": "healthy", "signInsInTLS": hidden}
    HIDDEN.write(settings, server.name, DecisionLog(), since=since, facts=facts)
    return [settings.path()]


async def _start_tls(host: Host | Desk, server: Host, context: ssl.SSLContext) -> None:
    for _ in range(TRIES):
        client = await ImapClient.connect(host, (server.address, PORT))
        with contextlib.suppress(OSError, EOFError, TimeoutError):
            await client.greet()
            await client.fail_tls(context)
            await client.read_line()
        await client.close()
        await asyncio.sleep(PAUSE)


async def _disbelieve(host: Host | Desk, server: Host, log: DecisionLog) -> None:
    for _ in range(TRIES):
        log.add(Decision(time.time(), host.address, 0, 0, TLS))
        socket = host.new_socket()
        await asyncio.get_running_loop().sock_connect(socket, (server.address, TLS_PORT))
        reader, writer = await asyncio.open_connection(sock=socket)
        await tls.handshake(reader, writer, tls.strict_client_context(), is_server=False)
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()
        await asyncio.sleep(PAUSE)


async def _insist(host: Host | Desk, server: Host, number: int) -> None:
    random = Random(host.address)
    who = shared_credentials(host, random)
    for _ in range(TRIES):
        client = await ImapClient.connect(host, (server.address, PORT))
        await client.greet()
        if number % 2:
            await client.command(f"LOGIN {who.user} {PASSWORD}")
        else:
            await client.sign_in("plain", who, random)
        await leave(client)
        await asyncio.sleep(PAUSE)


async def _work_in_tls(host: Host | Desk, server: Host, port: int) -> None:
    random = Random(host.address)
    context = tls.client_context()
    for _ in range(2):
        first = context if port == TLS_PORT else None
        client = await ImapClient.connect(host, (server.address, port), first)
        await client.greet()
        if port == PORT:
            await client.start_tls(context)
            await client.command("CAPABILITY")
        if await client.sign_in("plain", shared_credentials(host, random), random):
            await client.command('SELECT "INBOX"')
            await client.command("FETCH 1 (UID BODY[] FLAGS)")
            await client.idle(random.uniform(0.5, 1.0))
        await leave(client)
        await asyncio.sleep(PAUSE)


async def _wait_in_clear(host: Host, server: Host) -> None:
    loop = asyncio.get_running_loop()
    for _ in range(2):
        socket = host.new_socket()
        await loop.sock_connect(socket, (server.address, TLS_PORT))
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await loop.sock_recv(socket, 512)
        socket.close()
        await asyncio.sleep(PAUSE)
