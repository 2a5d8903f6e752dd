"""A mechanism refused to everybody, an account that may not use IMAP, no mechanism in common."""

import asyncio
import contextlib
import time
from pathlib import Path
from random import Random

from recorder.agents import ACCOUNT, PASSWORD, agent_hosts, shared_credentials
from recorder.decisions import LOCKED, MECHANISM, Decision, DecisionLog
from recorder.exchange import Session
from recorder.imap_client import ImapClient
from recorder.manner import Manner, SmtpManner
from recorder.namespaces import Desk, Host
from recorder.sasl import Credentials
from recorder.scenarios.several import of_account, unlike
from recorder.settings import Settings
from recorder.stage import after, at_submission, exchange, leave, perform, signed_in, submission
from recorder.story import Story
from recorder.studio import Studio
from recorder.submission import Conversation

DISABLED = "reports"
NOTHING_IN_COMMON = "nothing-in-common"
TRIES = 6
PAUSE = (0.25, 0.5)
SUCCESS = r"A1 OK (AUTHENTICATE|LOGIN) completed\."

REFUSED = Story(
    {MECHANISM: ("credentials", "mechanism-refused")},
    {"successes": SUCCESS, "failures": r"A1 (NO AUTHENTICATE failed\.|BAD Command Error\. 12)"},
)
SMTP_REFUSED = Story(
    {MECHANISM: ("credentials", "mechanism-refused")},
    {
        "successes": r"235 2\.7\.0 Authentication successful",
        "failures": r"504 5\.7\.4 Unrecognized authentication type",
    },
)
USER_DISABLED = Story(
    {LOCKED: ("credentials", "rejected")},
    {"successes": SUCCESS, "failures": r"A1 NO (AUTHENTICATE|LOGIN) failed\."},
)
PROBED = Story({}, {"successes": SUCCESS, "failures": "A1 NO "})
NOTHING = Story({NOTHING_IN_COMMON: ("configuration", "no-mechanism")})


class OneMechanismLess(Manner):
    """Knows the LOGIN command as little as a server without basic authentication does."""

    def refusal(self, session: Session, verb: str) -> list[str]:
        """The words for a mechanism that is refused."""
        return ["BAD Command Error. 12"] if verb == "LOGIN" else super().refusal(session, verb)


class NoNtlm(SmtpManner):
    """Offers NTLM, and does not know it when it is asked for."""

    def __init__(self):
        self.log = DecisionLog()

    async def intervene(self, conversation: Conversation, verb: str, arguments: str) -> str | None:
        """Refuses AUTH NTLM, and notes the others, whose passwords are right."""
        if verb != "AUTH":
            return None
        mechanism = arguments.split()[0].upper()
        reason = MECHANISM if mechanism == "NTLM" else None
        at, client, port = time.time(), conversation.client, conversation.port
        decision = Decision(at, client, port, 0, reason, ACCOUNT, ACCOUNT, mechanism)
        self.log.add(decision)
        return "504 5.7.4 Unrecognized authentication type" if reason else None


def record_ntlm_refused(settings: Settings) -> list[Path]:
    """Records agents whose NTLM is always refused while PLAIN of the same account works."""
    return _record(settings, "NTLM", ("ntlm", "plain"))


def record_login_refused(settings: Settings) -> list[Path]:
    """Records agents whose LOGIN command is unknown while AUTHENTICATE works."""
    return _record(settings, "LOGIN", ("login", "ntlm"))


def _record(settings: Settings, refused: str, mechanisms: tuple[str, str]) -> list[Path]:
    with Studio(settings) as studio:
        server = exchange(studio, settings, {ACCOUNT: PASSWORD}, OneMechanismLess())
        server.gate.refused_mechanisms.add(refused)
        hosts = agent_hosts(studio.network, settings.agents)
        since = perform(
            studio,
            [server],
            lambda: [
                after(0.2 * index, _come_and_go(host, server.host, ACCOUNT, mechanisms[index % 2]))
                for index, host in enumerate(hosts)
            ],
        )
    facts = {"refusedMechanism": refused}
    REFUSED.write(settings, server.name, server.gate.sign_ins, since=since, facts=facts)
    return [settings.path()]


def record_user_disabled(settings: Settings) -> list[Path]:
    """Records one account that is never let in, and another from the same clients that is."""
    with Studio(settings) as studio:
        server = exchange(studio, settings, {ACCOUNT: PASSWORD, DISABLED: PASSWORD})
        server.gate.locked.add(DISABLED)
        hosts = agent_hosts(studio.network, settings.agents)
        since = perform(
            studio,
            [server],
            lambda: [
                after(0.2 * index, _come_and_go(host, server.host, account, mechanism))
                for index, host in enumerate(hosts)
                for account, mechanism in ((ACCOUNT, "plain"), (DISABLED, "ntlm"))
            ],
        )
    log = server.gate.sign_ins
    main = of_account(log, DISABLED)
    facts = {"edge": unlike(log, main), "reality": "the account is not enabled for IMAP"}
    USER_DISABLED.write(settings, server.name, main, since=since, facts=facts)
    return [settings.path()]


def record_smtp_refused(settings: Settings) -> list[Path]:
    """Records AUTH NTLM answered with 504 while AUTH LOGIN of the same account works."""
    manner = NoNtlm()
    with Studio(settings) as studio:
        service = studio.network.add("uccx", "10.4.4.90")
        other = studio.network.add("reports", "10.4.4.91")
        host = studio.network.add("exch01", "10.4.4.95")
        server = submission(host, settings, {ACCOUNT: PASSWORD}, manner)
        random = Random(settings.seed)

        names: set[str] = set()

        async def try_often(client_host: Host, mechanism: str) -> None:
            for _ in range(TRIES):
                client = await at_submission(client_host, server)
                who = shared_credentials(client_host, random)
                # NTLM is refused before it comes to a name.
                if mechanism == "LOGIN":
                    names.add(who.name)
                await client.sign_in(mechanism, who, random)
                await client.quit()
                await asyncio.sleep(random.uniform(*PAUSE))

        since = perform(
            studio, [server], lambda: [try_often(service, "NTLM"), try_often(other, "LOGIN")]
        )
    facts = {"refusedMechanism": "NTLM", "accountsAsSeen": sorted(names)}
    SMTP_REFUSED.write(settings, server.name, manner.log, since=since, facts=facts)
    return [settings.path()]


def record_no_mechanism(settings: Settings) -> list[Path]:
    """Records clients that know no mechanism of those offered: they ask, and leave."""
    log = DecisionLog()
    with Studio(settings) as studio:
        manner = Manner()
        manner.extensions = "LOGINDISABLED UIDPLUS CHILDREN IDLE NAMESPACE LITERAL+"
        server = exchange(studio, settings, {ACCOUNT: PASSWORD}, manner, mechanisms=("GSSAPI",))
        hosts = agent_hosts(studio.network, settings.agents)
        since = perform(
            studio,
            [server],
            lambda: [_ask_and_leave(host, server.host, log, 4) for host in hosts],
        )
    NOTHING.write(settings, server.name, log, since=since, facts={"offered": ["GSSAPI"]})
    return [settings.path()]


def record_probe(settings: Settings) -> list[Path]:
    """Records a monitor that asks for the capabilities and leaves, while people work."""
    log = DecisionLog()
    with Studio(settings) as studio:
        server = exchange(studio, settings, {ACCOUNT: PASSWORD})
        monitor = studio.network.add("monitor", "10.4.4.20")
        hosts = agent_hosts(studio.network, settings.agents)
        since = perform(
            studio,
            [server],
            lambda: [
                _ask_and_leave(monitor, server.host, log, 10),
                *(_come_and_go(host, server.host, ACCOUNT, "plain", tries=3) for host in hosts),
            ],
        )
    facts = {"probes": len(log.decisions)}
    PROBED.write(settings, server.name, server.gate.sign_ins, since=since, facts=facts)
    return [settings.path()]


async def _come_and_go(
    host: Host | Desk, server: Host, account: str, mechanism: str, tries: int = TRIES
) -> None:
    """Signs in, looks for news and leaves, or is refused; again and again."""
    random = Random(f"{host.address}/{account}")
    who = Credentials(account, PASSWORD, workstation=host.label)
    for _ in range(tries):
        if client := await signed_in(host, server, who, mechanism, random):
            await client.command('STATUS "INBOX" (UNSEEN)')
            await asyncio.sleep(random.uniform(*PAUSE))
            await leave(client)
        await asyncio.sleep(random.uniform(*PAUSE))


async def _ask_and_leave(host: Host | Desk, server: Host, log: DecisionLog, times: int) -> None:
    """Reads greeting and capabilities, and leaves without a try to sign in."""
    random = Random(host.address)
    for _ in range(times):
        at = time.time()
        client = await ImapClient.connect(host, (server.address, 143))
        with contextlib.suppress(OSError, EOFError):
            await client.greet()
        log.add(Decision(at, host.address, 0, 0, NOTHING_IN_COMMON))
        await leave(client)
        await asyncio.sleep(random.uniform(*PAUSE))
