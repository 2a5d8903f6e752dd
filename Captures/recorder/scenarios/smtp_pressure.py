"""Back pressure of a transport service, and delays and refusals that only look like a limit."""

import asyncio
import contextlib
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from recorder.agents import ACCOUNT, PASSWORD, shared_credentials
from recorder.decisions import Decision, DecisionLog
from recorder.letters import answer
from recorder.manner import SmtpManner
from recorder.sasl import Credentials
from recorder.scenarios.smtp_limits import send_letters
from recorder.settings import Settings
from recorder.smtp_client import Refused
from recorder.stage import after, at_submission, perform, submission
from recorder.story import Story
from recorder.studio import Studio
from recorder.submission import Conversation, SubmissionServer

PRESSURE, INACTIVE, TEMPORARY = "pressure", "inactive", "temporary"
DELAYS = (10.0, 15.0, 20.0)
TARPIT = 5.0
FILTER = 6.0
GREY_TIME = 3.0
IDLE_LIMIT = 3.0

PRESSURE_STORY = Story(
    {PRESSURE: ("throttling", "back-pressure")},
    {
        "successes": r"250 2\.1\.0 Sender OK",
        "failures": r"452 4\.3\.1 Insufficient system resources",
    },
)
INACTIVE_STORY = Story(
    {INACTIVE: ("service", "unavailable")},
    {"successes": r"220 ", "failures": r"421 4\.3\.2 Service not active"},
)
TEMPORARY_STORY = Story(
    {TEMPORARY: ("service", "unavailable")},
    {
        "successes": r"235 2\.7\.0 Authentication successful",
        "failures": r"454 4\.7\.0 Temporary authentication failure",
    },
)
SIGN_INS = Story(
    {}, {"successes": r"235 2\.7\.0 Authentication successful", "failures": r"535 5\.7\.3 "}
)


class Pressure(SmtpManner):
    """Answers MAIL FROM later and later, then refuses it."""

    def __init__(self):
        self.log = DecisionLog()

    async def intervene(self, conversation: Conversation, verb: str, arguments: str) -> str | None:
        """Delays or refuses MAIL FROM."""
        if verb != "MAIL":
            return None
        seen = len(self.log.decisions)
        reason = PRESSURE if seen >= len(DELAYS) else None
        at = time.time()
        self.log.add(
            Decision(at, conversation.client, conversation.port, 0, reason, conversation.account)
        )
        if reason:
            return "452 4.3.1 Insufficient system resources"
        await asyncio.sleep(DELAYS[seen])
        return None


class Tarpit(SmtpManner):
    """Delays every error reply by the same time, to clients that have not signed in."""

    async def intervene(self, conversation: Conversation, verb: str, arguments: str) -> str | None:
        """Knows no recipients but one, and relays for nobody."""
        if conversation.account or verb not in ("MAIL", "RCPT"):
            return None
        if verb == "MAIL" and "<>" in arguments:
            words = "501 5.1.7 Invalid address"
        elif verb == "RCPT" and "support@contoso.com" not in arguments:
            words = "550 5.1.1 User unknown"
        else:
            return None
        await asyncio.sleep(TARPIT)
        return words


class ContentFilter(SmtpManner):
    """Looks at every letter for some seconds before it answers."""

    async def at_final_dot(self, conversation: Conversation) -> str | None:
        """Takes its time."""
        await asyncio.sleep(FILTER)
        return None


class Greylist(SmtpManner):
    """Refuses a recipient until a client has waited for a while."""

    def __init__(self):
        self._known: dict[tuple[str, str], float] = {}

    async def intervene(self, conversation: Conversation, verb: str, arguments: str) -> str | None:
        """Refuses at RCPT."""
        if verb != "RCPT":
            return None
        recipient = arguments.partition(":")[2]
        first = self._known.setdefault((conversation.client, recipient), time.time())
        if time.time() - first >= GREY_TIME:
            return None
        return f"450 4.2.0 {recipient}: Recipient address rejected: Greylisted"


class Inactive(SmtpManner):
    """Lets nobody in."""

    def __init__(self):
        self.log = DecisionLog()

    def admit(self, client: str, port: int) -> str | None:
        """Says that the service is not active."""
        self.log.add(Decision(time.time(), client, port, 0, INACTIVE))
        return "421 4.3.2 Service not active"


class NoDirectory(SmtpManner):
    """Cannot ask its directory about anybody for a while."""

    def __init__(self, seconds: float):
        self.log = DecisionLog()
        self._until = time.time() + seconds

    async def intervene(self, conversation: Conversation, verb: str, arguments: str) -> str | None:
        """Refuses AUTH, or notes that it will be let in."""
        if verb != "AUTH":
            return None
        reason = TEMPORARY if time.time() < self._until else None
        self.log.add(
            Decision(time.time(), conversation.client, conversation.port, 0, reason, ACCOUNT)
        )
        return "454 4.7.0 Temporary authentication failure" if reason else None


class Impatient(SmtpManner):
    """Ends connections that have been silent."""

    timed_out = "421 4.4.2 Connection dropped"


def record_back_pressure(settings: Settings) -> list[Path]:
    """Records MAIL FROM answered after 10, 15 and 20 s, then refused, whoever sends."""
    manner = Pressure()
    with Studio(settings) as studio:
        service = studio.network.add("uccx", "10.4.4.90")
        other = studio.network.add("reports", "10.4.4.91")
        server = submission(
            studio.network.add("exch01", "10.4.4.95"), settings, {ACCOUNT: PASSWORD}, manner
        )
        who = shared_credentials(service, Random(settings.seed))
        since = perform(
            studio,
            [server],
            lambda: [
                send_letters(service, server, who, 5),
                after(46.0, send_letters(other, server, None, 2)),
            ],
        )
    facts = {"delays": list(DELAYS), "account": None}
    PRESSURE_STORY.write(settings, server.name, manner.log, since=since, facts=facts)
    return [settings.path()]


def recorder_of_healthy(make: Callable[[], SmtpManner]) -> Callable[[Settings], list[Path]]:
    """The scenario of a submission server that is slow or refuses something, and is well."""

    def record(settings: Settings) -> list[Path]:
        with Studio(settings) as studio:
            service = studio.network.add("uccx", "10.4.4.90")
            stranger = studio.network.add("stranger", "10.4.6.20")
            host = studio.network.add("exch01", "10.4.4.95")
            manner = make()
            limit = IDLE_LIMIT if isinstance(manner, Impatient) else 70.0
            server = submission(host, settings, {ACCOUNT: PASSWORD}, manner, idle_limit=limit)
            who = shared_credentials(service, Random(settings.seed))
            since = perform(
                studio,
                [server],
                lambda: [
                    _send_patiently(service, server, who),
                    *([_guess(stranger, server)] if isinstance(manner, Tarpit) else []),
                ],
            )
        facts = {"letters": server.letters}
        if isinstance(manner, Impatient):
            # Its place is free for others as soon as the server has closed the idle connection.
            facts["peakLoad"] = 1
        SIGN_INS.write(settings, server.name, server.gate.sign_ins, since=since, facts=facts)
        return [settings.path()]

    return record


async def _send_patiently(service, server: SubmissionServer, who: Credentials) -> None:
    """Sends three letters and tries again what was put off; then says nothing for some seconds."""
    client = await at_submission(service, server, who)
    for number in range(3):
        recipient = f"customer{number}@example.net"
        reply = await client.send(recipient, answer(number + 1))
        if reply.startswith("450"):
            await client.command("RSET")
            await asyncio.sleep(GREY_TIME + 0.5)
            await client.send(recipient, answer(number + 1))
    if server.idle_limit == IDLE_LIMIT:
        await asyncio.sleep(IDLE_LIMIT + 1.0)
        await client.close()
        client = await at_submission(service, server, who)
        await client.send("customer9@example.net", answer(9))
    await client.quit()


async def _guess(stranger, server: SubmissionServer) -> None:
    """Looks for addresses without signing in."""
    client = await at_submission(stranger, server)
    await client.command("MAIL FROM:<>")
    await client.command("MAIL FROM:<someone@example.org>")
    for name in ("anna", "bert", "carl"):
        await client.command(f"RCPT TO:<{name}@contoso.com>")
    await client.command("RCPT TO:<support@contoso.com>")
    await client.quit()


def record_inactive(settings: Settings) -> list[Path]:
    """Records a component that is not active: 421 4.3.2 at any number of connections."""
    manner = Inactive()
    return _record_refusals(settings, manner, INACTIVE_STORY, manner.log)


def record_no_directory(settings: Settings) -> list[Path]:
    """Records sign-ins that fail for a while because nobody can check them."""
    manner = NoDirectory(3.0)
    return _record_refusals(settings, manner, TEMPORARY_STORY, manner.log)


def _record_refusals(
    settings: Settings, manner: SmtpManner, story: Story, log: DecisionLog
) -> list[Path]:
    with Studio(settings) as studio:
        service = studio.network.add("uccx", "10.4.4.90")
        other = studio.network.add("reports", "10.4.4.91")
        host = studio.network.add("exch01", "10.4.4.95")
        server = submission(host, settings, {ACCOUNT: PASSWORD}, manner)
        who = shared_credentials(service, Random(settings.seed))
        since = perform(
            studio, [server], lambda: [_try(each, server, who) for each in (service, other)]
        )
    # Loads are not counted here: the refusals come at any.
    facts = {"account": ACCOUNT, "peakLoad": None} if story is TEMPORARY_STORY else None
    story.write(settings, server.name, log, since=since, facts=facts)
    return [settings.path()]


async def _try(host, server: SubmissionServer, who: Credentials) -> None:
    """Tries to send a letter every half second."""
    for _ in range(8):
        with contextlib.suppress(Refused):
            client = await at_submission(host, server)
            if await client.sign_in("LOGIN", who, Random(1)):
                await client.send("customer1@example.net", answer(1))
            await client.quit()
        await asyncio.sleep(0.5)
