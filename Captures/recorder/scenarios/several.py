"""More than one thing at once, more than one account, and many people behind one address."""

from pathlib import Path
from random import Random

from recorder.agents import ACCOUNT, PASSWORD, Agent, Behaviour, agent_hosts, shared_credentials
from recorder.decisions import CREDENTIALS, LIMIT, DecisionLog
from recorder.exchange import PORT, ExchangeServer
from recorder.limits import Limits
from recorder.namespaces import Desk, Host
from recorder.sasl import Credentials
from recorder.scenarios.sign_ins import SIGN_INS, WRONG_PASSWORD, agents, offered, uccx
from recorder.scenarios.smtp_limits import RATE_STORY, MessageRate, send_letters
from recorder.settings import Settings
from recorder.stage import after, exchange, perform, submission
from recorder.story import other_incident
from recorder.studio import Studio

REPORTS, SALES = "reports", "sales"
PAUSE = (0.2, 0.4)
MESSAGES_A_MINUTE = 5
QUIET_AGENTS = 3


def record_three(settings: Settings) -> list[Path]:
    """Records a limit per user, another account's wrong password, and a message rate."""
    with Studio(settings) as studio:
        server = _server(studio, settings, {ACCOUNT: PASSWORD, REPORTS: PASSWORD})
        rate = MessageRate(MESSAGES_A_MINUTE)
        smtp = submission(server.host, settings, {ACCOUNT: PASSWORD}, rate)
        service = uccx(studio.network, server.host, settings.seed, 4.0)
        people = agents(studio.network, server.host, settings)
        stale_host = studio.network.add("reports", "10.4.4.91")
        stale = _agent(stale_host, server, REPORTS, 0.4, settings, WRONG_PASSWORD)
        who = shared_credentials(service.host, Random(settings.seed))
        since = perform(
            studio,
            [server, smtp],
            lambda: [
                *(each.run() for each in (service, stale, *people)),
                after(1.0, send_letters(service.host, smtp, who, MESSAGES_A_MINUTE + 3)),
            ],
        )
    log = server.gate.sign_ins
    main = of_account(log, ACCOUNT)
    also = [
        other_incident(RATE_STORY, rate.log, LIMIT, smtp.name, ACCOUNT),
        other_incident(SIGN_INS, of_account(log, REPORTS), CREDENTIALS, server.name, REPORTS),
    ]
    also[0]["configuredLimit"] = MESSAGES_A_MINUTE
    facts = _facts(settings, also)
    facts["edge"] = unlike(log, main)
    SIGN_INS.write(settings, server.name, main, since=since, facts=facts)
    return [settings.path()]


def record_two_accounts(settings: Settings) -> list[Path]:
    """Records two accounts that each meet the same limit, from clients of their own."""
    with Studio(settings) as studio:
        server = _server(studio, settings, {ACCOUNT: PASSWORD, SALES: PASSWORD})
        hosts = agent_hosts(studio.network, settings.agents)
        people = [
            _agent(host, server, (ACCOUNT, SALES)[index % 2], settings.stagger * index, settings)
            for index, host in enumerate(hosts)
        ]
        since = perform(studio, [server], lambda: [each.run() for each in people])
    log = server.gate.sign_ins
    main, other = of_account(log, ACCOUNT), of_account(log, SALES)
    facts = _facts(settings, [other_incident(SIGN_INS, other, LIMIT, server.name, SALES)])
    facts["edge"] = unlike(log, main)
    SIGN_INS.write(settings, server.name, main, since=since, facts=facts)
    return [settings.path()]


def record_one_address(settings: Settings) -> list[Path]:
    """Records a limit per user whose people share an address with an account that is well."""
    with Studio(settings) as studio:
        server = _server(studio, settings, {ACCOUNT: PASSWORD, SALES: PASSWORD})
        office = studio.network.add("branch-office", "10.4.5.200")
        service = uccx(studio.network, server.host, settings.seed, 4.0)
        people = [
            _agent(office, server, ACCOUNT, settings.stagger * index, settings)
            for index in range(settings.agents)
        ]
        people += [
            _agent(office, server, SALES, 0.4 + settings.stagger * index, settings)
            for index in range(QUIET_AGENTS)
        ]
        since = perform(studio, [server], lambda: [each.run() for each in (service, *people)])
    log = server.gate.sign_ins
    main = of_account(log, ACCOUNT)
    facts = {**_facts(settings, []), "edge": unlike(log, main), "otherAccounts": [SALES]}
    SIGN_INS.write(settings, server.name, main, since=since, facts=facts)
    return [settings.path()]


def of_account(log: DecisionLog, account: str) -> DecisionLog:
    """One account's decisions; departures stay, as loads are in the decisions already."""
    return DecisionLog([each for each in log.decisions if each.account == account])


def _server(studio: Studio, settings: Settings, passwords: dict[str, str]) -> ExchangeServer:
    limits = Limits(per_user=settings.limit)
    return exchange(studio, settings, passwords, limits=limits, mechanisms=offered(settings))


def _facts(settings: Settings, also: list[dict]) -> dict:
    return {"configuredLimit": settings.limit, "also": also}


def unlike(log: DecisionLog, main: DecisionLog) -> dict:
    """The sign-ins of other accounts, which the server's words do not tell apart."""
    return {
        "successes": len(log.granted) - len(main.granted),
        "failures": len(log.refused) - len(main.refused),
    }


def _agent(
    host: Host | Desk,
    server: ExchangeServer,
    account: str,
    start: float,
    settings: Settings,
    password: str = PASSWORD,
) -> Agent:
    """An agent of an account, with a mechanism by turns."""
    random = Random(f"{settings.seed}/{host.address}/{account}/{start}")
    mechanism = random.choice(settings.mechanisms)
    who = Credentials(account, password, workstation=host.label)
    behaviour = Behaviour(start, settings.hold, settings.retry, pause=PAUSE)
    return Agent(host, (server.host.address, PORT), who, mechanism, behaviour, random)
