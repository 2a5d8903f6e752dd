"""An SMTP submission server with the words of Exchange 2010."""

import asyncio
import base64
import contextlib
from dataclasses import dataclass, field
from random import Random

from recorder import sasl
from recorder.exchange import ENDINGS
from recorder.limits import Claim, Gate
from recorder.manner import SmtpManner
from recorder.namespaces import Host

PORT = 587
NAME = "EXCH01.contoso.com"
MOST_COMMANDS = 1_000
ANSWER_LIMIT = 20.0
LONGEST_LETTER = 1024 * 1024

EXTENSIONS = (
    "SIZE 37748736",
    "PIPELINING",
    "DSN",
    "ENHANCEDSTATUSCODES",
    "8BITMIME",
    "BINARYMIME",
    "CHUNKING",
)


@dataclass
class SubmissionServer:
    """The server; `gate` decides on sign-ins and keeps their log."""

    host: Host
    gate: Gate
    random: Random
    letters: int = 0
    manner: SmtpManner = field(default_factory=SmtpManner)
    port: int = PORT
    idle_limit: float = ANSWER_LIMIT

    @property
    def name(self) -> str:
        """Address and port, as reports name a server."""
        return f"{self.host.address}:{self.port}"

    @contextlib.asynccontextmanager
    async def serving(self):
        """Listens while the context lasts."""
        server = await asyncio.start_server(
            self._accept, sock=self.host.listener(self.port), limit=LONGEST_LETTER
        )
        async with server:
            yield

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        client, port = writer.get_extra_info("peername")
        refusal = self.manner.admit(client, port)
        with contextlib.suppress(*ENDINGS):
            if refusal:
                writer.write(f"{refusal}\r\n".encode())
            else:
                await Conversation(self, reader, writer).run()
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()
        if not refusal:
            self.manner.departed(client, port)


class Conversation:
    """One connection; the client is ours, so a command it never sends gets 500."""

    def __init__(
        self, server: SubmissionServer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ):
        self.server = server
        self.reader = reader
        self.writer = writer
        self.account: str | None = None
        self.client, self.port = writer.get_extra_info("peername")

    async def run(self) -> None:
        """Greets and answers until QUIT, or a 421."""
        self.say(self.server.manner.banner)
        for _ in range(MOST_COMMANDS):
            try:
                line = (await self._read_line(self.server.idle_limit)).decode().strip()
            except TimeoutError:
                if words := self.server.manner.timed_out:
                    self.say(words)
                return
            verb, _, arguments = line.partition(" ")
            reply = await self.server.manner.intervene(self, verb.upper(), arguments)
            if reply is None:
                await self._answer(verb.upper(), arguments)
            else:
                self.say(reply)
            if verb.upper() == "QUIT" or (reply or "").startswith("421"):
                return

    async def _answer(self, verb: str, arguments: str) -> None:
        """The ordinary answer to a command."""
        match verb:
            case "EHLO":
                offered = f"AUTH {self.server.manner.mechanisms}"
                self.say(
                    f"250-{NAME} Hello [{self.client}]",
                    *(f"250-{extension}" for extension in (offered, *EXTENSIONS[:-1])),
                    f"250 {EXTENSIONS[-1]}",
                )
            case "AUTH":
                await self._authenticate(*arguments.split())
            case "MAIL":
                self.say("250 2.1.0 Sender OK")
            case "RCPT":
                self.say("250 2.1.5 Recipient OK")
            case "DATA":
                self.say("354 Start mail input; end with <CRLF>.<CRLF>")
                async with asyncio.timeout(ANSWER_LIMIT):
                    await self.reader.readuntil(b"\r\n.\r\n")
                await self._accept_letter()
            case "BDAT":
                async with asyncio.timeout(ANSWER_LIMIT):
                    await self.reader.readexactly(int(arguments.split()[0]))
                await self._accept_letter()
            case "RSET":
                self.say("250 2.0.0 Resetting")
            case "QUIT":
                self.say("221 2.0.0 Service closing transmission channel")
            case _:
                self.say("500 5.3.3 Unrecognized command")

    async def _accept_letter(self) -> None:
        """Takes a letter, or says why not."""
        if reply := await self.server.manner.at_final_dot(self):
            self.say(reply)
            return
        self.server.letters += 1
        number = self.server.letters
        self.say(
            f"250 2.6.0 <{number}.answer@contoso.com> [InternalId={number}]"
            " Queued mail for delivery"
        )

    async def _authenticate(self, mechanism: str, initial: str = "") -> None:
        dialogue = sasl.SERVERS[mechanism.upper()](self.server.random)
        challenge = next(dialogue)
        try:
            if initial:
                challenge = dialogue.send(base64.b64decode(initial))
            while True:
                text = base64.b64encode(challenge).decode() or f"{mechanism} supported"
                self.say(f"334 {text}")
                challenge = dialogue.send(base64.b64decode(await self._read_line()))
        except StopIteration as end:
            self._decide(end.value)

    def _decide(self, claim: Claim) -> None:
        if self.server.gate.sign_in(self.client, self.port, claim):
            self.account = claim.account
            self.say("235 2.7.0 Authentication successful")
        else:
            self.say(self.server.manner.refusal)

    def say(self, *lines: str) -> None:
        self.writer.write("".join(line + "\r\n" for line in lines).encode())

    async def _read_line(self, limit: float = ANSWER_LIMIT) -> bytes:
        async with asyncio.timeout(limit):
            line = await self.reader.readline()
        if not line:
            raise EOFError
        return line
