"""A client that sends letters by SMTP."""

import asyncio
import base64
import contextlib
from random import Random

from recorder import sasl
from recorder.namespaces import Desk, Host
from recorder.sasl import Credentials

ANSWER_LIMIT = 70.0
"""Seconds the client waits for any answer."""

MOST_LINES = 1_000


class Refused(ConnectionError):
    """The server said something else than its banner, and that is the message."""


class SmtpClient:
    """A connection that sends letters."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter):
        self._reader = reader
        self._writer = writer

    @classmethod
    async def connect(cls, host: Host | Desk, server: tuple[str, int]) -> "SmtpClient":
        """Opens a connection, reads the banner and says EHLO; `Refused` if there is no banner."""
        socket = host.new_socket()
        async with asyncio.timeout(ANSWER_LIMIT):
            await asyncio.get_running_loop().sock_connect(socket, server)
        client = cls(*await asyncio.open_connection(sock=socket))
        banner = await client._read_reply()
        if not banner.startswith("220"):
            client._writer.close()
            raise Refused(banner)
        await client.command(f"EHLO {host.label}.contoso.com")
        return client

    async def command(self, text: str) -> str:
        """Sends a line and returns the last line of the reply."""
        self._writer.write(text.encode() + b"\r\n")
        return await self._read_reply()

    async def sign_in(self, mechanism: str, credentials: Credentials, random: Random) -> bool:
        """Signs in; returns whether the server let it."""
        dialogue = sasl.begin_client(mechanism, credentials, random)
        reply = await self.command(f"AUTH {mechanism}")
        while reply.startswith("334 "):
            invitation = reply[4:]
            challenge = b"" if " " in invitation else base64.b64decode(invitation)
            reply = await self.command(base64.b64encode(dialogue.send(challenge)).decode())
        return reply.startswith("235")

    async def send(self, recipient: str, letter: bytes, in_chunks: bool = False) -> str:
        """Sends a letter by DATA, or by BDAT; returns the reply that decided on it."""
        for envelope in ("MAIL FROM:<support@contoso.com>", f"RCPT TO:<{recipient}>"):
            reply = await self.command(envelope)
            if not reply.startswith("2"):
                return reply
        if in_chunks:
            self._writer.write(b"BDAT %d LAST\r\n" % len(letter) + letter)
            return await self._read_reply()
        await self.command("DATA")
        stuffed = letter.replace(b"\r\n.", b"\r\n..")
        self._writer.write(stuffed + b".\r\n")
        return await self._read_reply()

    async def quit(self) -> None:
        """Says goodbye and ends the connection."""
        with contextlib.suppress(OSError, EOFError):
            await self.command("QUIT")
        await self.close()

    async def close(self) -> None:
        """Ends the connection without a word."""
        self._writer.close()
        with contextlib.suppress(OSError):
            await self._writer.wait_closed()

    async def _read_reply(self) -> str:
        for _ in range(MOST_LINES):
            async with asyncio.timeout(ANSWER_LIMIT):
                line = (await self._reader.readline()).decode()
            if not line:
                raise EOFError
            if line[3:4] != "-":
                return line.strip()
        raise EOFError
