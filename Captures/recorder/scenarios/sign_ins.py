"""What the scenarios around sign-ins share: their story and their cast."""

from random import Random

from recorder.agents import PASSWORD, Agent, Behaviour, agent_hosts, shared_credentials
from recorder.decisions import CREDENTIALS, LIMIT, LOCKED
from recorder.exchange import PORT
from recorder.namespaces import Host, Network
from recorder.settings import Settings
from recorder.story import Story

SIGN_INS = Story(
    causes={
        LIMIT: ("throttling", "connections-per-user"),
        LOCKED: ("credentials", "locked-or-disabled"),
        CREDENTIALS: ("credentials", "rejected"),
    },
    words={
        "successes": r"A1 OK (AUTHENTICATE|LOGIN) completed\.",
        "failures": r"A1 NO (AUTHENTICATE|LOGIN) failed\.",
    },
)

WRONG_PASSWORD = "Herbst-Laub-4712"
ON_DEMAND = {"auth-login": "LOGIN", "xoauth2": "XOAUTH2", "cram-md5": "CRAM-MD5"}


def offered(settings: Settings) -> tuple[str, ...]:
    """The SASL mechanisms the server offers: Exchange's own, and what the clients need besides."""
    needed = (ON_DEMAND[name] for name in settings.mechanisms if name in ON_DEMAND)
    return ("NTLM", "GSSAPI", "PLAIN", *needed)


def uccx(network: Network, server: Host, seed: int, seconds: float, retry: float = 0.0) -> Agent:
    """The UCCX server: two sessions by PLAIN from the beginning, held for a time."""
    host = network.add("uccx", "10.4.4.90")
    random = Random(f"{seed}/uccx")
    behaviour = Behaviour(start=0.0, hold=(seconds, seconds), retry=retry, rude=0.0)
    credentials = shared_credentials(host, random)
    return Agent(host, (server.address, PORT), credentials, "plain", behaviour, random)


def agents(
    network: Network, server: Host, settings: Settings, wrong: range = range(0), rounds: int = 1
) -> list[Agent]:
    """The agents, staggered, mechanisms by turns; those in `wrong` have a wrong password."""
    cast = []
    for index, host in enumerate(agent_hosts(network, settings.agents, settings.crowded)):
        random = Random(f"{settings.seed}/{index}")
        start = 0.3 + settings.stagger * (index + random.uniform(0, 0.5))
        password = WRONG_PASSWORD if index in wrong else PASSWORD
        cast.append(
            Agent(
                host,
                (server.address, PORT),
                shared_credentials(host, random, password),
                settings.mechanisms[index % len(settings.mechanisms)],
                Behaviour(
                    start, settings.hold, settings.retry, pause=settings.pause, rounds=rounds
                ),
                random,
            )
        )
    return cast
