"""A day on which nothing is refused: mail read, answered, stored and sent below every limit."""

import asyncio
from pathlib import Path
from random import Random

from recorder.agents import ACCOUNT, PASSWORD, Agent
from recorder.exchange import ExchangeServer
from recorder.imap_client import ImapClient
from recorder.letters import answer
from recorder.limits import Gate, Limits
from recorder.scenarios.sign_ins import SIGN_INS, agents, offered, uccx
from recorder.settings import Settings
from recorder.smtp_client import SmtpClient
from recorder.studio import Studio
from recorder.submission import PORT as SUBMISSION_PORT
from recorder.submission import SubmissionServer

LETTERS_ARRIVING = 4
SENDINGS = 3
LETTERS_A_SENDING = 2


async def read_and_answer(client: ImapClient, random: Random) -> None:
    """What an agent does between signing in and idling."""
    await client.command('LIST "" "*"')
    await client.command('STATUS "Outbox" (MESSAGES UNSEEN)')
    for number in random.sample((1, 2, 3), 2):
        await client.command(f"FETCH {number} (UID BODY[] FLAGS)")
        await asyncio.sleep(random.uniform(0.05, 0.3))
    text = answer(random.randrange(1, 4))
    form = "+" if random.random() < 0.5 else ""
    await client.command(rf'APPEND "Outbox" (\Seen) {{{len(text)}{form}}}', text)
    await client.command("NOOP")


def record(settings: Settings) -> list[Path]:
    """Records staggered sign-ins, work, letters sent by the UCCX server, and log-offs."""
    with Studio(settings) as studio:
        host = studio.network.add("exch01", "10.4.4.95")
        gate = Gate(Limits(per_user=settings.limit), {ACCOUNT: PASSWORD})
        server = ExchangeServer(host, gate, Random(settings.seed), offered(settings))
        smtp_gate = Gate(Limits(), {ACCOUNT: PASSWORD})
        submission = SubmissionServer(host, smtp_gate, Random(settings.seed))
        seconds = settings.agents * settings.stagger + settings.hold[1]
        service = uccx(studio.network, host, settings.seed, seconds)
        people = agents(studio.network, host, settings, rounds=2)
        for agent in people:
            agent.work = read_and_answer

        async def play() -> None:
            async with server.serving(), submission.serving():
                await asyncio.gather(
                    *(client.run() for client in (service, *people)),
                    _deliver(server, seconds),
                    _send(service, seconds),
                )

        since = studio.film(play)
    facts = {
        "configuredLimit": settings.limit,
        "submission": {"server": submission.name, "letters": submission.letters},
    }
    SIGN_INS.write(settings, server.name, gate.sign_ins, since=since, facts=facts)
    return [settings.path()]


async def _deliver(server: ExchangeServer, seconds: float) -> None:
    """Lets letters arrive while clients idle."""
    for _ in range(LETTERS_ARRIVING):
        await asyncio.sleep(seconds / (LETTERS_ARRIVING + 1))
        server.mailboxes[ACCOUNT].deliver()


async def _send(service: Agent, seconds: float) -> None:
    """Sends what agents wrote, as the e-mail service does once a minute."""
    for sending in range(SENDINGS):
        await asyncio.sleep(seconds / (SENDINGS + 1))
        client = await SmtpClient.connect(service.host, (service.server[0], SUBMISSION_PORT))
        mechanism = ("LOGIN", "NTLM")[sending % 2]
        await client.sign_in(mechanism, service.credentials, service.random)
        for number in range(LETTERS_A_SENDING):
            recipient = f"customer{sending * LETTERS_A_SENDING + number}@example.net"
            await client.send(recipient, answer(number + 1), in_chunks=number % 2 == 1)
        await client.quit()
