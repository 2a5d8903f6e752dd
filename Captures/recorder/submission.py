"""An SMTP submission server with the words of Exchange 2010."""

import asyncio
import base64
import contextlib
from dataclasses import dataclass
from random import Random

from recorder import sasl
from recorder.exchange import ENDINGS
from recorder.limits import Claim, Gate
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
    "AUTH NTLM LOGIN",
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

    @property
    def name(self) -> str:
        """Address and port, as reports name a server."""
        return f"{self.host.address}:{PORT}"

    @contextlib.asynccontextmanager
    async def serving(self):
        """Listens while the context lasts."""
        server = await asyncio.start_server(
            self._accept, sock=self.host.listener(PORT), limit=LONGEST_LETTER
        )
        async with server:
            yield

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(*ENDINGS):
            await _Conversation(self, reader, writer).run()
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


class _Conversation:
    """One connection; the client is ours, so a command it never sends gets 500."""

    def __init__(
        self, server: SubmissionServer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ):
        self.server = server
        self.reader = reader
        self.writer = writer
        self.client, self.port = writer.get_extra_info("peername")

    async def run(self) -> None:
        """Greets and answers until QUIT."""
        self._say(
            f"220 {NAME} Microsoft ESMTP MAIL Service ready at Tue, 12 Nov 2013 15:00:00 +0100"
        )
        for _ in range(MOST_COMMANDS):
            line = (await self._read_line()).decode().strip()
            verb, _, arguments = line.partition(" ")
            match verb.upper():
                case "EHLO":
                    self._say(
                        f"250-{NAME} Hello [{self.client}]",
                        *(f"250-{extension}" for extension in EXTENSIONS[:-1]),
                        f"250 {EXTENSIONS[-1]}",
                    )
                case "AUTH":
                    await self._authenticate(*arguments.split())
                case "MAIL":
                    self._say("250 2.1.0 Sender OK")
                case "RCPT":
                    self._say("250 2.1.5 Recipient OK")
                case "DATA":
                    self._say("354 Start mail input; end with <CRLF>.<CRLF>")
                    async with asyncio.timeout(ANSWER_LIMIT):
                        await self.reader.readuntil(b"\r\n.\r\n")
                    self._accept_letter()
                case "BDAT":
                    async with asyncio.timeout(ANSWER_LIMIT):
                        await self.reader.readexactly(int(arguments.split()[0]))
                    self._accept_letter()
                case "QUIT":
                    self._say("221 2.0.0 Service closing transmission channel")
                    return
                case _:
                    self._say("500 5.3.3 Unrecognized command")

    def _accept_letter(self) -> None:
        self.server.letters += 1
        number = self.server.letters
        self._say(
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
                self._say(f"334 {text}")
                challenge = dialogue.send(base64.b64decode(await self._read_line()))
        except StopIteration as end:
            self._decide(end.value)

    def _decide(self, claim: Claim) -> None:
        if self.server.gate.sign_in(self.client, self.port, claim):
            self._say("235 2.7.0 Authentication successful")
        else:
            self._say("535 5.7.3 Authentication unsuccessful")

    def _say(self, *lines: str) -> None:
        self.writer.write("".join(line + "\r\n" for line in lines).encode())

    async def _read_line(self) -> bytes:
        async with asyncio.timeout(ANSWER_LIMIT):
            line = await self.reader.readline()
        if not line:
            raise EOFError
        return line
