"""One account's budget: its commands grow slower with its own load; and two look-alikes."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from recorder.agents import ACCOUNT, PASSWORD, agent_hosts, shared_credentials
from recorder.decisions import Decision, DecisionLog
from recorder.exchange import Session
from recorder.letters import letter
from recorder.manner import Manner
from recorder.namespaces import Desk, Host
from recorder.sasl import Credentials
from recorder.scenarios.several import of_account, unlike
from recorder.settings import Settings
from recorder.stage import exchange, leave, perform, signed_in
from recorder.story import Story
from recorder.studio import Studio

BUDGET = "budget"
OTHERS = ("reports", "helpdesk", "sales")
COUNTED = ("NOOP", "STATUS", "FETCH")
QUICK = (0.002, 0.006)
BACK_OFF = 5.0
STEP, LONGEST_DELAY, CUT_OFF = 0.02, 1.2, 38
"""Seconds that each command of a busy account adds, up to a most; commands until the cut-off."""

ROUNDS = 40
MOST_TRIES = 200
BUSY_SECONDS = 13.0
CHUNK, CHUNK_PAUSE = 1400, 0.07
BIG_LETTER = 28 * 1024

COMMANDS = Story(
    {BUDGET: ("throttling", "budget-delay")},
    {
        "successes": r"A\d+ OK (NOOP|STATUS|FETCH) completed\.",
        "failures": r"A\d+ BAD Request is throttled\. Suggested Backoff Time: \d+ milliseconds",
    },
)


class CommandLog(Manner):
    """Notes commands, each of which takes the time that `delay` tells, and may be refused."""

    def __init__(self, delay: Callable[["CommandLog", str], float]):
        self.delay = delay
        self.log = DecisionLog()
        self.used: dict[str, int] = {}
        self.blocked_until = 0.0
        self.cut_off: int | None = None
        self.is_slow_line = False

    async def intervene(
        self, session: Session, tag: str, verb: str, arguments: str
    ) -> list[str] | None:
        """Delays a command, or refuses it with the time to wait."""
        account = session.account
        if verb not in COUNTED or not account:
            return None
        left = self.blocked_until - time.time()
        is_blocked = account == ACCOUNT and left > 0
        if not is_blocked:
            self.used[account] = self.used.get(account, 0) + 1
            await asyncio.sleep(self.delay(self, account))
            is_blocked = self._is_over_budget(account)
            left = BACK_OFF
        reason = BUDGET if is_blocked else None
        self.log.add(Decision(time.time(), session.client, session.port, 0, reason, account))
        if not reason:
            return await self._answer(session, tag, verb)
        words = f"Suggested Backoff Time: {round(left * 1000)} milliseconds"
        return [f"{tag} BAD Request is throttled. {words}"]

    async def _answer(self, session: Session, tag: str, verb: str) -> list[str] | None:
        """Leaves the answer to the server, or sends a big letter piece by piece."""
        if not self.is_slow_line or verb != "FETCH" or session.account != ACCOUNT:
            return None
        text = letter(1) * (BIG_LETTER // len(letter(1)))
        session.writer.write(f"* 1 FETCH (UID 1 BODY[] {{{len(text)}}}\r\n".encode())
        for start in range(0, len(text), CHUNK):
            session.writer.write(text[start : start + CHUNK])
            await asyncio.sleep(CHUNK_PAUSE)
        return [r" FLAGS (\Seen))", f"{tag} OK FETCH completed."]

    def _is_over_budget(self, account: str) -> bool:
        if account != ACCOUNT or self.cut_off is None or self.used[account] <= self.cut_off:
            return False
        self.blocked_until = time.time() + BACK_OFF
        self.used[account] = 0
        return True


def _own_load(manner: CommandLog, account: str) -> float:
    """Grows with what the busy account has used; others are not slowed."""
    delay = min(STEP * max(0, manner.used[account] - 8), LONGEST_DELAY)
    return delay if account == ACCOUNT else 0.003


def _everybody(manner: CommandLog, account: str) -> float:
    """Grows with what all accounts together have used, for all of them: a disk that is too slow."""
    return min(0.006 * sum(manner.used.values()), LONGEST_DELAY)


def _nobody(manner: CommandLog, account: str) -> float:
    """Nothing is slow."""
    return 0.003


def record_words(settings: Settings) -> list[Path]:
    """Records delays that grow until commands are refused; only one client waits as told."""
    manner = CommandLog(_own_load)
    manner.cut_off = CUT_OFF
    return _record(settings, manner, {"suggestedBackoff": BACK_OFF})


def record_delays(settings: Settings) -> list[Path]:
    """Records the same delays; nothing is ever refused."""
    account = {"verdict": "throttling", "cause": "budget-delay", "account": ACCOUNT}
    return _record(settings, CommandLog(_own_load), account, names_clients=True)


def record_slow_server(settings: Settings) -> list[Path]:
    """Records a server that grows slow for everybody."""
    return _record(settings, CommandLog(_everybody), {})


def record_big_letter(settings: Settings) -> list[Path]:
    """Records quick answers, one of which takes long to come through."""
    return _record(settings, CommandLog(_nobody), {}, big=True)


def _record(
    settings: Settings,
    manner: CommandLog,
    facts: dict,
    names_clients: bool = False,
    big: bool = False,
) -> list[Path]:
    with Studio(settings) as studio:
        people = {ACCOUNT: PASSWORD, **{name: PASSWORD for name in OTHERS}}
        server = exchange(studio, settings, people, manner)
        busy, careless, *others = agent_hosts(studio.network, 2 + len(OTHERS))
        random = Random(settings.seed)
        cast = [(busy, shared_credentials(busy, random), True)]
        cast += [(careless, shared_credentials(careless, random), False)]
        quiet = [
            (host, Credentials(name, PASSWORD)) for host, name in zip(others, OTHERS, strict=True)
        ]
        manner.is_slow_line = big
        since = perform(
            studio,
            [server],
            lambda: [
                *(_work_hard(host, server.host, who, waits, random) for host, who, waits in cast),
                *(_look(host, server.host, who, random) for host, who in quiet),
            ],
        )
    if names_clients:
        facts = {**facts, "clients": [busy.address, careless.address]}
    if "verdict" not in facts and manner.log.refused:
        facts = {**facts, "account": ACCOUNT}
    healthy = not facts
    _write(settings, server, manner, since, facts, healthy)
    return [settings.path()]


def _write(settings, server, manner: CommandLog, since: float, facts: dict, healthy: bool) -> None:
    """Attempts are commands; on a healthy day they are the sign-ins, as on every such day."""
    if healthy:
        story = Story(
            {}, {"successes": r"A1 OK (AUTHENTICATE|LOGIN) completed\.", "failures": "A1 NO "}
        )
        facts = {"commands": len(manner.log.decisions)}
        story.write(settings, server.name, server.gate.sign_ins, since=since, facts=facts)
        return
    main = of_account(manner.log, ACCOUNT)
    # Commands hold nothing; how many connections were open is not in their log.
    facts = {**facts, "edge": unlike(manner.log, main), "peakLoad": None}
    COMMANDS.write(settings, server.name, main, since=since, facts=facts)


async def _work_hard(
    host: Host | Desk, server: Host, who: Credentials, waits: bool, random: Random
) -> None:
    """Command after command; a client that `waits` stays away for as long as it is told."""
    client = await signed_in(host, server, who, "plain", random)
    assert client
    await client.command('SELECT "INBOX"')
    end = time.monotonic() + BUSY_SECONDS
    for number in range(MOST_TRIES):
        if time.monotonic() > end:
            break
        verb = ('STATUS "Outbox" (MESSAGES)', "FETCH 1 (UID BODY[] FLAGS)", "NOOP")[number % 3]
        answer = await client.command(verb)
        refused = answer.startswith("BAD")
        await asyncio.sleep(BACK_OFF + 0.2 if refused and waits else 0.25 if refused else 0.05)
    await leave(client)


async def _look(host: Host | Desk, server: Host, who: Credentials, random: Random) -> None:
    """A colleague with an account of one's own, now and then."""
    client = await signed_in(host, server, who, "login", random)
    assert client
    await client.command('SELECT "INBOX"')
    for number in range(ROUNDS // 2):
        await client.command(("NOOP", "FETCH 2 (UID BODY[] FLAGS)")[number % 2])
        await asyncio.sleep(random.uniform(0.3, 0.5))
    await leave(client)
