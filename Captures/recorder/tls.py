"""TLS with throw-away certificates, made anew for every recording."""

import asyncio
import ssl
import subprocess
from pathlib import Path

NAME = "exch01.contoso.com"
TIME_LIMIT = 10.0
RECORDS = 16 * 1024

OLD_VERSION = ssl.TLSVersion.TLSv1
"""What a desktop client of 2010 speaks."""


def server_context(folder: Path, oldest: ssl.TLSVersion = OLD_VERSION) -> ssl.SSLContext:
    """A server's context with a certificate of its own, not later than TLS 1.2."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
        + ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"]
        + ["-keyout", str(key), "-out", str(certificate)],
        capture_output=True,
        check=True,
        timeout=TIME_LIMIT,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    _allow(context, oldest, ssl.TLSVersion.TLSv1_2)
    return context


def client_context(newest: ssl.TLSVersion = ssl.TLSVersion.TLSv1_2) -> ssl.SSLContext:
    """A client's context that believes any certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    _allow(context, OLD_VERSION, newest)
    return context


def strict_client_context() -> ssl.SSLContext:
    """A client's context that knows no authority, so that it believes no certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    _allow(context, OLD_VERSION, ssl.TLSVersion.TLSv1_2)
    return context


def _allow(context: ssl.SSLContext, oldest: ssl.TLSVersion, newest: ssl.TLSVersion) -> None:
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.minimum_version, context.maximum_version = oldest, newest


async def handshake(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    context: ssl.SSLContext,
    is_server: bool,
) -> bool:
    """Shakes hands over clear streams, which stay open; returns whether that went well.

    A failure's alert is sent, which asyncio's own `start_tls` does not do.
    """
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    name = None if is_server else NAME
    engine = context.wrap_bio(incoming, outgoing, server_side=is_server, server_hostname=name)
    async with asyncio.timeout(TIME_LIMIT):
        while True:
            try:
                engine.do_handshake()
                writer.write(outgoing.read())
                return True
            except ssl.SSLWantReadError:
                writer.write(outgoing.read())
                records = await reader.read(RECORDS)
                if not records:
                    return False
                incoming.write(records)
            except ssl.SSLError:
                writer.write(outgoing.read())
                return False
