"""SASL dialogues, both sides, as generators of raw messages.

A client's generator is sent the server's challenges and yields its answers. A server's generator
yields challenges, is sent the client's answers and returns the `Claim` they amount to.
"""

import base64
import hashlib
import hmac
from collections.abc import Callable, Generator
from dataclasses import dataclass
from random import Random

from recorder import ntlm
from recorder.limits import Claim

SERVER_DOMAIN, SERVER_COMPUTER = "CONTOSO", "EXCH01"


@dataclass(frozen=True)
class Credentials:
    """Who a client signs in as; `as_typed` is the form of the name where it is free."""

    user: str
    password: str
    domain: str = "CONTOSO"
    workstation: str = ""
    as_typed: str = ""

    @property
    def name(self) -> str:
        """The name as mechanisms without a domain field carry it."""
        return self.as_typed or self.user


ClientDialogue = Generator[bytes, bytes, None]
ServerDialogue = Generator[bytes, bytes, Claim]


def token(password: str) -> str:
    """An invented bearer token that stands for a password."""
    return base64.urlsafe_b64encode(hashlib.sha256(password.encode()).digest()).decode()


def _plain_client(credentials: Credentials, _: Random) -> ClientDialogue:
    yield b""
    yield f"\0{credentials.name}\0{credentials.password}".encode()


def _login_client(credentials: Credentials, _: Random) -> ClientDialogue:
    yield b""
    yield credentials.name.encode()
    yield credentials.password.encode()


def _ntlm_client(credentials: Credentials, random: Random) -> ClientDialogue:
    yield b""
    challenge = yield ntlm.negotiate()
    yield ntlm.authenticate(
        challenge,
        credentials.domain,
        credentials.user,
        credentials.workstation,
        credentials.password,
        random.randbytes(68),
    )


def _xoauth2_client(credentials: Credentials, _: Random) -> ClientDialogue:
    yield b""
    bearer = token(credentials.password)
    yield f"user={credentials.name}\x01auth=Bearer {bearer}\x01\x01".encode()


def _cram_md5_client(credentials: Credentials, _: Random) -> ClientDialogue:
    challenge = yield b""
    yield f"{credentials.name} {_cram_md5(credentials.password, challenge)}".encode()


def _plain_server(_: Random) -> ServerDialogue:
    answer = yield b""
    name, password = answer.decode().split("\0")[1:]
    return Claim(name, "PLAIN", password.__eq__)


def _login_server(_: Random) -> ServerDialogue:
    name = yield b"Username:"
    password = yield b"Password:"
    return Claim(name.decode(), "LOGIN", password.decode().__eq__)


def _ntlm_server(random: Random) -> ServerDialogue:
    nonce = random.randbytes(8)
    yield b""
    message = ntlm.read_authenticate((yield ntlm.challenge(nonce, SERVER_DOMAIN, SERVER_COMPUTER)))
    name = f"{message.domain}\\{message.user}"
    return Claim(name, "NTLM", lambda password: message.proves(password, nonce))


def _xoauth2_server(_: Random) -> ServerDialogue:
    answer = yield b""
    user, bearer = answer.decode().split("\x01")[:2]
    given = bearer.removeprefix("auth=Bearer ")
    return Claim(user.removeprefix("user="), "XOAUTH2", lambda password: given == token(password))


def _cram_md5_server(random: Random) -> ServerDialogue:
    challenge = f"<{random.getrandbits(48)}@exch01.contoso.com>".encode()
    name, _, digest = (yield challenge).decode().rpartition(" ")
    return Claim(name, "CRAM-MD5", lambda password: digest == _cram_md5(password, challenge))


def _cram_md5(password: str, challenge: bytes) -> str:
    return hmac.new(password.encode(), challenge, hashlib.md5).hexdigest()


CLIENTS: dict[str, Callable[[Credentials, Random], ClientDialogue]] = {
    "PLAIN": _plain_client,
    "LOGIN": _login_client,
    "NTLM": _ntlm_client,
    "XOAUTH2": _xoauth2_client,
    "CRAM-MD5": _cram_md5_client,
}
SERVERS: dict[str, Callable[[Random], ServerDialogue]] = {
    "PLAIN": _plain_server,
    "LOGIN": _login_server,
    "NTLM": _ntlm_server,
    "XOAUTH2": _xoauth2_server,
    "CRAM-MD5": _cram_md5_server,
}


def begin_client(mechanism: str, credentials: Credentials, random: Random) -> ClientDialogue:
    """A client's dialogue, ready to be sent the first challenge."""
    dialogue = CLIENTS[mechanism](credentials, random)
    next(dialogue)
    return dialogue
