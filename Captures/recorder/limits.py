"""What an Exchange-like server decides: who may connect, who may sign in, and how it counts."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from recorder.decisions import (
    CREDENTIALS,
    LIMIT,
    LOCKED,
    MECHANISM,
    Decision,
    DecisionLog,
    Departure,
)


@dataclass(frozen=True)
class Limits:
    """The limits in force; None is no limit.

    `per_user` counts an account's open signed-in sessions and acts at the sign-in. `per_address`
    and `total` count open connections and act before the greeting.
    """

    per_user: int | None = None
    per_address: int | None = None
    total: int | None = None


@dataclass(frozen=True)
class Claim:
    """What a client says at a sign-in; `proves` tells whether it knew a given password."""

    account_as_seen: str
    mechanism: str
    proves: Callable[[str], bool]

    @property
    def account(self) -> str:
        r"""The account's bare name: `DOMAIN\user` and `user@domain` are one account."""
        return self.account_as_seen.rpartition("\\")[2].partition("@")[0].lower()


@dataclass
class Gate:
    """Decides, counts and keeps the log.

    `passwords` holds the accounts. An account in `locked` is refused whatever it proves, and its
    open sessions live on. A mechanism in `refused_mechanisms` is refused to everybody.
    """

    limits: Limits
    passwords: dict[str, str]
    locked: set[str] = field(default_factory=set)
    refused_mechanisms: set[str] = field(default_factory=set)
    connections: DecisionLog = field(default_factory=DecisionLog)
    sign_ins: DecisionLog = field(default_factory=DecisionLog)
    _open: Counter[str] = field(default_factory=Counter)
    _sessions: Counter[str] = field(default_factory=Counter)

    def connect(self, client: str, port: int) -> bool:
        """Decides on a new connection; one that is granted must `disconnect` in the end."""
        load = self._open[client]
        refused = load >= _or_infinite(self.limits.per_address)
        if self.limits.total is not None:
            load = self._open.total()
            refused |= load >= self.limits.total
        reason = LIMIT if refused else None
        self.connections.add(Decision(time.time(), client, port, load, reason))
        self._open[client] += not refused
        return not refused

    def disconnect(self, client: str, port: int) -> None:
        """Notes the end of a connection."""
        self.connections.add(Departure(time.time(), client, port))
        self._open[client] -= 1

    def sign_in(self, client: str, port: int, claim: Claim) -> bool:
        """Decides on a sign-in; one that is granted must `sign_out` in the end."""
        load = self._sessions[claim.account]
        reason = self._refusal(claim, load)
        self.sign_ins.add(
            Decision(
                time.time(),
                client,
                port,
                load,
                reason,
                claim.account,
                claim.account_as_seen,
                claim.mechanism,
            )
        )
        self._sessions[claim.account] += reason is None
        return reason is None

    def sign_out(self, client: str, port: int, account: str) -> None:
        """Notes the end of a signed-in session."""
        self.sign_ins.add(Departure(time.time(), client, port))
        self._sessions[account] -= 1

    def _refusal(self, claim: Claim, load: int) -> str | None:
        """The reason to refuse a sign-in: the credentials are looked at before the limit."""
        if claim.account in self.locked:
            return LOCKED
        if claim.mechanism in self.refused_mechanisms:
            return MECHANISM
        password = self.passwords.get(claim.account)
        if password is None or not claim.proves(password):
            return CREDENTIALS
        return LIMIT if load >= _or_infinite(self.limits.per_user) else None


def _or_infinite(limit: int | None) -> float:
    return float("inf") if limit is None else limit
