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


def record_connections(settings: Settings) -> list[Path]:
    """Records one address with more connections than allowed, and one with few."""
    limit = settings.limit
    return record(
        settings,
        CONNECTIONS,
        "smtpd_client_connection_count_limit",
        lambda busy, server: connect_too_often(busy, server, limit),
        read_connections,
    )


def record_messages(settings: Settings) -> list[Path]:
    """Records one address with more messages in a minute than allowed, and one with few.

    When Postfix has begun to count anew the first is welcome again.
    """
    limit = settings.limit
    return record(
        settings,
        MESSAGES,
        "smtpd_client_message_rate_limit",
        lambda busy, server: _send_too_much(busy, server, limit),
        read_messages,
    )


def record(
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


def _configure(folder: Path, limit: str) -> Path:
    """Writes a configuration and makes the queue; returns the configuration's folder."""
    configuration = folder / "etc"
    configuration.mkdir()
    (configuration / "main.cf").write_text(MAIN.format(folder=folder, limit=limit))
    (configuration / "master.cf").write_text(MASTER)
    (folder / "queue").mkdir()
    run("postfix", "-c", str(configuration), "check")
    return configuration


def connect(host: Host, server: Host) -> smtplib.SMTP | None:
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


def connect_too_often(host: Host, server: Host, limit: int) -> None:
    """Opens two connections too many, closes one, and opens two again."""
    held = []
    for _ in range(limit + 2):
        held += [client] if (client := connect(host, server)) else []
        time.sleep(PAUSE)
    held.pop().quit()
    time.sleep(PAUSE)
    for _ in range(2):
        held += [client] if (client := connect(host, server)) else []
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
    if client := connect(host, server):
        for number in range(1, letters + 1):
            _deliver(client, number)
        client.quit()
