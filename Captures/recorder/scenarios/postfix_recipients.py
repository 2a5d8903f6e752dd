"""A real Postfix 3.7 with a limit on the recipients of each client address in a minute."""

import contextlib
import re
import smtplib
import time
from pathlib import Path

from recorder.decisions import LIMIT, Decision, DecisionLog
from recorder.letters import answer
from recorder.namespaces import Host
from recorder.scenarios.postfix import CLIENT, PAUSE, WINDOW, connect, record
from recorder.settings import Settings
from recorder.story import Story

RECIPIENTS = Story(
    causes={LIMIT: ("throttling", "smtp-recipient-rate")},
    words={
        "successes": r"250 2\.1\.5 Ok",
        "failures": r"450 4\.7\.1 Error: too many recipients from ",
    },
)
RECIPIENTS_A_LETTER = 3

QUEUED = re.compile(r"qmgr\[\d+\]: (?P<queue>\w+): from=.*, nrcpt=(?P<count>\d+)")
BEGUN = re.compile(r"smtpd\[\d+\]: (?P<queue>\w+): client=")


def record_recipients(settings: Settings) -> list[Path]:
    """Records one address with more recipients in a minute than allowed, and one with few."""
    limit = settings.limit
    return record(
        settings,
        RECIPIENTS,
        "smtpd_client_recipient_rate_limit",
        lambda busy, server: _address_too_many(busy, server, limit),
        read_recipients,
    )


def read_recipients(lines: list[str]) -> DecisionLog:
    """Reads recipients from Postfix's own log; the load is what a client addressed in the window.

    A letter's accepted recipients come before those refused: they are counted where it begins.
    """
    log = DecisionLog()
    counts = {
        found["queue"]: int(found["count"]) for line in lines if (found := QUEUED.search(line))
    }
    windows: dict[str, tuple[float, int]] = {}
    for line in lines:
        if "smtpd[" not in line or not (found := CLIENT.search(line)):
            continue
        begins = BEGUN.search(line)
        is_refused = "Recipient address rate limit exceeded" in line
        if not begins and not is_refused:
            continue
        client, port = found["client"], int(found["port"])
        at = time.mktime(time.strptime(f"2000 {line[:15]}", "%Y %b %d %H:%M:%S"))
        start, count = windows.get(client, (at, 0))
        if at - start >= WINDOW:
            start, count = at, 0
        for _ in range(1 if is_refused else counts.get(begins["queue"], 0)):
            log.add(Decision(at, client, port, count, LIMIT if is_refused else None))
            count += not is_refused
        windows[client] = start, count
    return log


def _address_too_many(host: Host, server: Host, limit: int) -> None:
    """Sends letters to three people each until some are refused, and one in a new window."""
    started = time.monotonic()
    letters = limit // RECIPIENTS_A_LETTER + 2
    if client := connect(host, server):
        for number in range(1, letters + 1):
            _deliver_to_many(client, number)
        client.quit()
    time.sleep(WINDOW + 2 - (time.monotonic() - started))
    if client := connect(host, server):
        _deliver_to_many(client, letters + 1)
        client.quit()


def _deliver_to_many(client: smtplib.SMTP, number: int) -> None:
    people = [f"person{index}@contoso.com" for index in range(RECIPIENTS_A_LETTER)]
    with contextlib.suppress(smtplib.SMTPRecipientsRefused):
        client.sendmail("agent@contoso.com", people, answer(number))
    time.sleep(PAUSE)
