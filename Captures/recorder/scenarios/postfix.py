"""A real Postfix 3.7 with limits for each client address, and real clients."""

import asyncio
import contextlib
import re
import smtplib
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from recorder import daemon
from recorder.decisions import LIMIT, Decision, DecisionLog, Departure
from recorder.letters import answer
from recorder.namespaces import Host, run
from recorder.settings import Settings
from recorder.story import Story
from recorder.studio import Studio

PORT = 25
MASTER_PROGRAM = "/usr/lib/postfix/sbin/master"
CLIENT_LIMIT = 20
PAUSE = 0.15
"""Seconds between the steps of a client."""

WINDOW = 60
"""Seconds for which Postfix counts messages (anvil_rate_time_unit)."""

CONNECTIONS = Story(
    causes={LIMIT: ("throttling", "smtp-connections-per-source")},
    words={"successes": r"220 ", "failures": r"421 4\.7\.0 \S+ Error: too many connections from "},
)
MESSAGES = Story(
    causes={LIMIT: ("throttling", "smtp-message-rate")},
    words={
        "successes": r"250 2\.0\.0 Ok: queued as ",
        "failures": r"450 4\.7\.1 Error: too much mail from ",
    },
)

RECIPIENTS = Story(
    causes={LIMIT: ("throttling", "smtp-recipient-rate")},
    words={
        "successes": r"250 2\.1\.5 Ok",
        "failures": r"450 4\.7\.1 Error: too many recipients from ",
    },
)
RECIPIENTS_A_LETTER = 3

MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/mail.log
maillog_file_prefixes = {folder}
myhostname = mail.contoso.com
mydestination = contoso.com
mynetworks = 127.0.0.0/8
inet_protocols = ipv4
local_recipient_maps =
local_transport = discard:
default_transport = discard:
alias_maps =
smtpd_peername_lookup = no
smtpd_client_port_logging = yes
smtpd_client_event_limit_exceptions = $mynetworks
{limit}
"""

MASTER = """
smtp inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
proxymap unix - - n - - proxymap
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""

CLIENT = re.compile(r"unknown\[(?P<client>10\.[\d.]+)\]:(?P<port>\d+)")


QUEUED = re.compile(r"qmgr\[\d+\]: (?P<queue>\w+): from=.*, nrcpt=(?P<count>\d+)")
BEGUN = re.compile(r"smtpd\[\d+\]: (?P<queue>\w+): client=")


def record_connections(settings: Settings) -> list[Path]:
    """Records one address with more connections than allowed, and one with few."""
    limit = settings.limit
    return _record(
        settings,
        CONNECTIONS,
        "smtpd_client_connection_count_limit",
        lambda busy, server: _connect_too_often(busy, server, limit),
        read_connections,
    )


def record_messages(settings: Settings) -> list[Path]:
    """Records one address with more messages in a minute than allowed, and one with few.

    When Postfix has begun to count anew the first is welcome again.
    """
    limit = settings.limit
    return _record(
        settings,
        MESSAGES,
        "smtpd_client_message_rate_limit",
        lambda busy, server: _send_too_much(busy, server, limit),
        read_messages,
    )


def record_recipients(settings: Settings) -> list[Path]:
    """Records one address with more recipients in a minute than allowed, and one with few."""
    limit = settings.limit
    return _record(
        settings,
        RECIPIENTS,
        "smtpd_client_recipient_rate_limit",
        lambda busy, server: _address_too_many(busy, server, limit),
        read_recipients,
    )


def _record(
    settings: Settings,
    story: Story,
    setting: str,
    overdo: Callable[[Host, Host], None],
    read: Callable[[list[str]], DecisionLog],
) -> list[Path]:
    with Studio(settings) as studio, daemon.folder("chokepoint-postfix-") as folder:
        server = studio.network.add("mail", "10.4.4.97")
        busy = studio.network.add("uccx", "10.4.4.90")
        modest = studio.network.add("AGENT-PC-01", "10.4.5.101")
        configuration = _configure(folder, f"{setting} = {settings.limit}")
        command = [MASTER_PROGRAM, "-c", str(configuration), "-s"]
        with daemon.running(server, PORT, command):

            async def play() -> None:
                await asyncio.gather(
                    asyncio.to_thread(overdo, busy, server),
                    asyncio.to_thread(_send, modest, server, 2),
                )

            since = studio.film(play)
        log = read(daemon.log_lines(folder / "mail.log"))
    facts = {
        "setting": setting,
        "configuredLimit": settings.limit,
        "windowSeconds": None if story is CONNECTIONS else WINDOW,
    }
    story.write(settings, f"{server.address}:{PORT}", log, since=since, facts=facts)
    return [settings.path()]


def read_connections(lines: list[str]) -> DecisionLog:
    """Reads connections from Postfix's own log: its order counts, times are left out."""
    log = DecisionLog()
    held: Counter[str] = Counter()
    refused = {
        (found["client"], found["port"])
        for line in lines
        if "Connection concurrency limit exceeded" in line and (found := CLIENT.search(line))
    }
    for line in lines:
        if "smtpd[" not in line or not (found := CLIENT.search(line)):
            continue
        client, port = found["client"], int(found["port"])
        is_refused = (client, found["port"]) in refused
        if "]: connect from " in line:
            reason = LIMIT if is_refused else None
            log.add(Decision(0.0, client, port, held[client], reason))
            held[client] += not is_refused
        elif "]: disconnect from " in line and not is_refused:
            log.add(Departure(0.0, client, port))
            held[client] -= 1
    return log


def read_messages(lines: list[str]) -> DecisionLog:
    """Reads messages from Postfix's own log; the load is what a client sent in the window."""
    log = DecisionLog()
    windows: dict[str, tuple[float, int]] = {}
    for line in lines:
        if "smtpd[" not in line or not (found := CLIENT.search(line)):
            continue
        is_refused = "Message delivery request rate limit exceeded" in line
        if not is_refused and ": client=" not in line:
            continue
        client, port = found["client"], int(found["port"])
        at = time.mktime(time.strptime(f"2000 {line[:15]}", "%Y %b %d %H:%M:%S"))
        start, count = windows.get(client, (at, 0))
        if at - start >= WINDOW:
            start, count = at, 0
        log.add(Decision(at, client, port, count, LIMIT if is_refused else None))
        windows[client] = start, count + (not is_refused)
    return log


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


def _configure(folder: Path, limit: str) -> Path:
    """Writes a configuration and makes the queue; returns the configuration's folder."""
    configuration = folder / "etc"
    configuration.mkdir()
    (configuration / "main.cf").write_text(MAIN.format(folder=folder, limit=limit))
    (configuration / "master.cf").write_text(MASTER)
    (folder / "queue").mkdir()
    run("postfix", "-c", str(configuration), "check")
    return configuration


def _connect(host: Host, server: Host) -> smtplib.SMTP | None:
    """Opens a connection; returns None if it was refused."""
    with host.entered():
        try:
            name = f"{host.label.lower()}.contoso.com"
            return smtplib.SMTP(server.address, PORT, name, CLIENT_LIMIT)
        except smtplib.SMTPConnectError:
            return None


def _deliver(client: smtplib.SMTP, number: int) -> None:
    """Sends one letter, accepted or not."""
    with contextlib.suppress(smtplib.SMTPSenderRefused):
        client.sendmail("agent@contoso.com", ["support@contoso.com"], answer(number))
    time.sleep(PAUSE)


def _connect_too_often(host: Host, server: Host, limit: int) -> None:
    """Opens two connections too many, closes one, and opens two again."""
    held = []
    for _ in range(limit + 2):
        held += [client] if (client := _connect(host, server)) else []
        time.sleep(PAUSE)
    held.pop().quit()
    time.sleep(PAUSE)
    for _ in range(2):
        held += [client] if (client := _connect(host, server)) else []
        time.sleep(PAUSE)
    for number, client in enumerate(held, 1):
        _deliver(client, number)
        client.quit()


def _send_too_much(host: Host, server: Host, limit: int) -> None:
    """Sends three letters too many over two connections, waits for a new window, sends two."""
    started = time.monotonic()
    for letters in (limit - 1, 4):
        _send(host, server, letters)
    time.sleep(WINDOW + 2 - (time.monotonic() - started))
    _send(host, server, 2)


def _send(host: Host, server: Host, letters: int) -> None:
    """Sends some letters over one connection."""
    if client := _connect(host, server):
        for number in range(1, letters + 1):
            _deliver(client, number)
        client.quit()


def _address_too_many(host: Host, server: Host, limit: int) -> None:
    """Sends letters to three people each until one is refused, one more, and one in a new window."""
    started = time.monotonic()
    letters = limit // RECIPIENTS_A_LETTER + 2
    if client := _connect(host, server):
        for number in range(1, letters + 1):
            _deliver_to_many(client, number)
        client.quit()
    time.sleep(WINDOW + 2 - (time.monotonic() - started))
    if client := _connect(host, server):
        _deliver_to_many(client, letters + 1)
        client.quit()


def _deliver_to_many(client: smtplib.SMTP, number: int) -> None:
    people = [f"person{index}@contoso.com" for index in range(RECIPIENTS_A_LETTER)]
    with contextlib.suppress(smtplib.SMTPRecipientsRefused):
        client.sendmail("agent@contoso.com", people, answer(number))
    time.sleep(PAUSE)
