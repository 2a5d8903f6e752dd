"""An IMAP server with the words of Exchange 2010 and limits of one's choice."""

import asyncio
import base64
import contextlib
import re
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from random import Random

from recorder import sasl
from recorder.limits import Claim, Gate
from recorder.mailbox import Mailbox
from recorder.manner import Manner
from recorder.namespaces import Host

PORT = 143
TLS_PORT = 993
MOST_COMMANDS = 10_000
"""Commands a connection may send; it is closed after them."""

LONGEST_LINE = 64 * 1024
IDLE_LIMIT = 120.0
"""Seconds without a command after which a connection is closed."""

ENDINGS = (OSError, EOFError, TimeoutError, asyncio.CancelledError)
"""What may end a conversation early, the end of the recording included."""

LITERAL = re.compile(rb"\{(\d+)(\+?)\}\r\n\Z")
QUOTED_OR_ATOM = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')


@dataclass
class ExchangeServer:
    """The server; `gate` decides and logs.

    `mechanisms` are the SASL mechanisms it offers, `thinking` the shortest and the longest time, in
    seconds, that it takes to decide on a sign-in. `tls` is what STARTTLS gives, or, if the port
    is one for TLS, what connections begin with.
    """

    host: Host
    gate: Gate
    random: Random
    mechanisms: tuple[str, ...] = ("NTLM", "GSSAPI", "PLAIN")
    thinking: tuple[float, float] = (0.060, 0.085)
    mailboxes: dict[str, Mailbox] = field(default_factory=dict)
    manner: Manner = field(default_factory=Manner)
    port: int = PORT
    tls: ssl.SSLContext | None = None
    idle_limit: float = IDLE_LIMIT
    connections: set[asyncio.StreamWriter] = field(default_factory=set)

    @property
    def name(self) -> str:
        """Address and port, as reports name a server."""
        return f"{self.host.address}:{self.port}"

    @contextlib.asynccontextmanager
    async def serving(self):
        """Listens while the context lasts, then waits for the connections to end."""
        self._tasks: set[asyncio.Task] = set()
        server = await asyncio.start_server(
            self._accept,
            sock=self.host.listener(self.port),
            limit=LONGEST_LINE,
            ssl=self.tls if self.port == TLS_PORT else None,
        )
        async with server:
            yield
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=IDLE_LIMIT)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if task := asyncio.current_task():
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        client, port = writer.get_extra_info("peername")
        session = Session(self, reader, writer, client, port)
        self.connections.add(writer)
        try:
            with contextlib.suppress(*ENDINGS):
                if self.gate.connect(client, port):
                    await session.converse()
                else:
                    await session.turn_away()
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()
            session.depart()
            self.connections.discard(writer)


class Session:
    """One connection's conversation."""

    def __init__(
        self,
        server: ExchangeServer,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        client: str,
        port: int,
    ):
        self.server = server
        self.reader = reader
        self.writer = writer
        self.client = client
        self.port = port
        self.account: str | None = None
        self.is_counted = False
        self.is_over = False

    async def turn_away(self) -> None:
        """Says that a connection limit is exceeded, in place of a greeting."""
        if words := self.server.manner.turned_away:
            self.say(words)
        await self.writer.drain()

    async def converse(self) -> None:
        """Greets, then answers commands until the client leaves."""
        self.is_counted = True
        self.say(self.server.manner.greeting)
        for _ in range(MOST_COMMANDS):
            try:
                command = await self._read_command()
            except TimeoutError:
                self.say(self.server.manner.timed_out)
                return
            if not command:
                self.depart()
                return
            tag, _, rest = command.strip().partition(" ")
            verb, _, arguments = rest.partition(" ")
            verb = verb.upper()
            answer = _ANSWERS.get(verb)
            words = await self.server.manner.intervene(self, tag, verb, arguments)
            if words is not None:
                self.say(*words)
            elif answer is None:
                self.say(f"{tag} BAD Command Error. 12")
            else:
                await answer(self, tag, arguments)
            await self.writer.drain()
            if self.is_over:
                return

    def depart(self) -> None:
        """Gives up, once, the places that the connection and its sign-in had taken.

        Where the client ended the connection this comes at once, else after the server's own FIN:
        a place is never free before the packets show it.
        """
        if self.account is not None:
            self.server.gate.sign_out(self.client, self.port, self.account)
            self.account = None
        if self.is_counted:
            self.server.gate.disconnect(self.client, self.port)
            self.is_counted = False
            self.server.manner.departed(self)

    def say(self, *lines: str) -> None:
        self.writer.write("".join(line + "\r\n" for line in lines).encode())

    async def _read_line(self) -> bytes:
        async with asyncio.timeout(self.server.idle_limit):
            return await self.reader.readline()

    async def _read_command(self) -> str:
        """Reads a command with its literals, which stand in the result as quoted strings."""
        line = await self._read_line()
        command = b""
        while literal := LITERAL.search(line):
            if not literal[2]:
                self.say("+ Ready for additional command text.")
            async with asyncio.timeout(self.server.idle_limit):
                content = await self.reader.readexactly(int(literal[1]))
            quoted = content.replace(b"\\", b"\\\\").replace(b'"', b'\\"')
            command += line[: literal.start()] + b'"' + quoted + b'"'
            line = await self._read_line()
        return (command + line).decode()

    async def _capability(self, tag: str, _: str) -> None:
        offered = " ".join(f"AUTH={mechanism}" for mechanism in self.server.mechanisms)
        self.say(
            f"* CAPABILITY IMAP4 IMAP4rev1 {offered} {self.server.manner.extensions}",
            f"{tag} OK CAPABILITY completed.",
        )

    async def _login(self, tag: str, arguments: str) -> None:
        name, password = (
            re.sub(r"\\(.)", r"\1", quoted) or atom
            for quoted, atom in QUOTED_OR_ATOM.findall(arguments)
        )
        await self._decide(tag, "LOGIN", Claim(name, "LOGIN", password.__eq__))

    async def _authenticate(self, tag: str, arguments: str) -> None:
        mechanism, _, initial = arguments.partition(" ")
        dialogue = sasl.SERVERS[mechanism.upper()](self.server.random)
        challenge = next(dialogue)
        try:
            if initial:
                challenge = dialogue.send(base64.b64decode(initial))
            while True:
                self.say(f"+ {base64.b64encode(challenge).decode()}" if challenge else "+")
                answer = await self._read_line()
                challenge = dialogue.send(base64.b64decode(answer))
        except StopIteration as end:
            await self._decide(tag, "AUTHENTICATE", end.value)

    async def _decide(self, tag: str, verb: str, claim: Claim) -> None:
        """Takes its time, then decides and answers at once."""
        await asyncio.sleep(self.server.random.uniform(*self.server.thinking))
        manner = self.server.manner
        if not self.server.gate.sign_in(self.client, self.port, claim):
            words, *more = manner.refusal(self, verb)
            self.say(f"{tag} {words}", *more)
            return
        self.account = claim.account
        objection = manner.objection(self, verb)
        if objection:
            self.server.gate.sign_out(self.client, self.port, claim.account)
            self.account = None
        self.say(f"{tag} {objection or f'OK {verb} completed.'}")

    async def _starttls(self, tag: str, _: str) -> None:
        """Begins TLS; how a handshake fails is a manner of its own."""
        if not self.server.tls:
            self.say(f"{tag} BAD Command Error. 12")
            return
        self.say(f"{tag} OK Begin TLS negotiation now.")
        await self.writer.start_tls(self.server.tls)

    @property
    def _mailbox(self) -> Mailbox:
        return self.server.mailboxes.setdefault(self.account or "", Mailbox())

    async def _list(self, tag: str, _: str) -> None:
        self.say(*self._mailbox.folders, f"{tag} OK LIST completed.")

    async def _select(self, tag: str, _: str) -> None:
        self.say(*self._mailbox.selected, f"{tag} OK [READ-WRITE] SELECT completed.")

    async def _status(self, tag: str, arguments: str) -> None:
        folder = arguments.partition(" ")[0]
        self.say(self._mailbox.status(folder), f"{tag} OK STATUS completed.")

    async def _fetch(self, tag: str, arguments: str) -> None:
        number = int(arguments.partition(" ")[0])
        self.writer.write(self._mailbox.fetched(number))
        self.say(f"{tag} OK FETCH completed.")

    async def _append(self, tag: str, arguments: str) -> None:
        identifier = self._mailbox.append(arguments)
        self.say(f"{tag} OK [APPENDUID 1 {identifier}] APPEND completed.")

    async def _noop(self, tag: str, _: str) -> None:
        self.say(f"{tag} OK NOOP completed.")

    async def _idle(self, tag: str, _: str) -> None:
        self.say("+ IDLE accepted, awaiting DONE command.")
        with self._mailbox.watched(lambda count: self.say(f"* {count} EXISTS")):
            done = await self._read_line()
        self.is_over = not done
        if done:
            self.say(f"{tag} OK IDLE completed.")

    async def _logout(self, tag: str, _: str) -> None:
        self.say(
            "* BYE Microsoft Exchange Server 2010 IMAP4 server signing off.",
            f"{tag} OK LOGOUT completed.",
        )
        self.is_over = True


_ANSWERS: dict[str, Callable[[Session, str, str], Awaitable[None]]] = {
    "CAPABILITY": Session._capability,
    "STARTTLS": Session._starttls,
    "LOGIN": Session._login,
    "AUTHENTICATE": Session._authenticate,
    "LIST": Session._list,
    "SELECT": Session._select,
    "STATUS": Session._status,
    "FETCH": Session._fetch,
    "APPEND": Session._append,
    "NOOP": Session._noop,
    "IDLE": Session._idle,
    "LOGOUT": Session._logout,
}
