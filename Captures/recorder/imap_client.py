"""One IMAP connection of a client."""

import asyncio
import base64
import contextlib
import re
import ssl
import struct
from random import Random
from socket import SO_LINGER, SOL_SOCKET

from recorder import sasl, tls
from recorder.namespaces import Desk, Host
from recorder.sasl import Credentials

ANSWER_LIMIT = 20.0
"""Seconds a client waits for any answer."""

MOST_LINES = 10_000
LONGEST_LINE = 64 * 1024
LITERAL = re.compile(rb"\{(\d+)\}\r\n\Z")

SASL_NAMES = {
    "plain": ("PLAIN", False),
    "plain-initial": ("PLAIN", True),
    "auth-login": ("LOGIN", False),
    "ntlm": ("NTLM", False),
    "xoauth2": ("XOAUTH2", True),
    "cram-md5": ("CRAM-MD5", False),
}
"""Mechanism and whether the first answer goes with the command; the others use LOGIN itself."""


class ImapClient:
    """A connection with its tags: `A0`, `A1` and on."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter):
        self._reader = reader
        self._writer = writer
        self._next_tag = 0

    @classmethod
    async def connect(
        cls, host: Host | Desk, server: tuple[str, int], context: ssl.SSLContext | None = None
    ) -> "ImapClient":
        """Opens a connection from a host to a server, with TLS if there is a context for it."""
        socket = host.new_socket()
        try:
            async with asyncio.timeout(ANSWER_LIMIT):
                await asyncio.get_running_loop().sock_connect(socket, server)
            name = tls.NAME if context else None
            streams = await asyncio.open_connection(
                sock=socket, ssl=context, server_hostname=name, limit=LONGEST_LINE
            )
            return cls(*streams)
        except BaseException:
            socket.close()
            raise

    @property
    def port(self) -> int:
        """The client's own port."""
        return self._writer.get_extra_info("sockname")[1]

    async def read_line(self) -> bytes:
        """Reads one line; `EOFError` at the connection's end."""
        async with asyncio.timeout(ANSWER_LIMIT):
            line = await self._reader.readline()
        if not line:
            raise EOFError
        return line

    async def command(self, text: str, *literals: bytes) -> str:
        """Sends a command and returns the rest of its tagged line.

        Literals follow when the server invites them, or at once after a non-synchronizing `{n+}`.
        """
        tag = self._send_command(text)
        waiting = list(literals)
        if text.endswith("+}"):
            self._writer.write(waiting.pop(0) + b"\r\n")
        for _ in range(MOST_LINES):
            line = await self.read_line()
            if line.startswith(b"+") and waiting:
                self._writer.write(waiting.pop(0) + (b"" if waiting else b"\r\n"))
            elif line.startswith(tag.encode() + b" "):
                return line.decode().strip().partition(" ")[2]
            elif literal := LITERAL.search(line):
                async with asyncio.timeout(ANSWER_LIMIT):
                    await self._reader.readexactly(int(literal[1]))
        raise EOFError

    async def start_tls(self, context: ssl.SSLContext) -> None:
        """Says STARTTLS and shakes hands."""
        if (await self.command("STARTTLS")).startswith("OK"):
            await self._writer.start_tls(context, server_hostname=tls.NAME)

    async def fail_tls(self, context: ssl.SSLContext) -> bool:
        """Says STARTTLS and shakes hands in a way that may fail; returns whether it went well."""
        await self.command("STARTTLS")
        return await tls.handshake(self._reader, self._writer, context, is_server=False)

    async def greet(self) -> bool:
        """Reads the greeting and asks for the capabilities; returns whether it was let that far."""
        if not (await self.read_line()).startswith(b"* OK"):
            return False
        await self.command("CAPABILITY")
        return True

    async def sign_in(self, mechanism: str, credentials: Credentials, random: Random) -> bool:
        """Signs in; returns whether the server let it."""
        if mechanism == "login":
            quoted = f"LOGIN {_quoted(credentials.name)} {_quoted(credentials.password)}"
            return (await self.command(quoted)).startswith("OK")
        if mechanism == "login-literal":
            name, password = credentials.name.encode(), credentials.password.encode()
            answer = await self.command(
                f"LOGIN {{{len(name)}}}", name + b" {%d}\r\n" % len(password), password
            )
            return answer.startswith("OK")
        return await self._authenticate(*SASL_NAMES[mechanism], credentials, random)

    async def idle(self, seconds: float) -> None:
        """Idles for a while, reading what the server tells meanwhile."""
        tag = self._send_command("IDLE")
        await self.read_line()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                for _ in range(MOST_LINES):
                    await self.read_line()
        self._writer.write(b"DONE\r\n")
        while not (await self.read_line()).startswith(tag.encode() + b" "):
            pass

    async def close(self) -> None:
        """Ends the connection with a FIN, or notes that the server did."""
        self._writer.close()
        with contextlib.suppress(OSError):
            await self._writer.wait_closed()

    def abort(self) -> None:
        """Ends the connection with a RST."""
        self._writer.transport.get_extra_info("socket").setsockopt(
            SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0)
        )
        self._writer.transport.abort()

    async def _authenticate(
        self, mechanism: str, is_initial: bool, credentials: Credentials, random: Random
    ) -> bool:
        dialogue = sasl.begin_client(mechanism, credentials, random)
        command = f"AUTHENTICATE {mechanism}"
        if is_initial:
            command += " " + base64.b64encode(dialogue.send(b"")).decode()
        tag = self._send_command(command)
        for _ in range(MOST_LINES):
            line = await self.read_line()
            if line.startswith(tag.encode() + b" "):
                return line.split()[1] == b"OK"
            challenge = base64.b64decode(line.removeprefix(b"+"))
            self._writer.write(base64.b64encode(dialogue.send(challenge)) + b"\r\n")
        raise EOFError

    def _send_command(self, text: str) -> str:
        tag = f"A{self._next_tag}"
        self._next_tag += 1
        self._writer.write(f"{tag} {text}\r\n".encode())
        return tag


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
