"""A real Dovecot 2.3 with a limit for each user and address, and real clients."""

import asyncio
import imaplib
import re
import subprocess
import time
from pathlib import Path

from recorder import daemon
from recorder.decisions import LIMIT, Decision, DecisionLog, Departure
from recorder.letters import letter
from recorder.namespaces import Host
from recorder.settings import Settings
from recorder.story import Story
from recorder.studio import Studio

PORT = 143
USER, PASSWORD = "support", "Herbst-Laub-4711"
CLIENT_LIMIT = 20
PAUSE = 0.15
"""Seconds between the steps of a client."""

STORY = Story(
    causes={LIMIT: ("throttling", "connections-per-user-and-ip")},
    words={
        "successes": r"\w+ OK (\[CAPABILITY [^\]]*\] )?Logged in$",
        "failures": r"\w+ NO \[LIMIT\] Maximum number of connections from user\+IP exceeded",
    },
)

CONFIGURATION = """
protocols = imap
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login cram-md5
mail_location = maildir:{folder}/mail/%u
login_log_format_elements = user=<%u> method=%m rip=%r rport=%{{real_rport}} session=<%{{session}}>
mail_log_prefix = "%s: session=<%{{session}}> "
first_valid_uid = 1
passdb {{
  driver = passwd-file
  args = scheme=plain username_format=%u {folder}/users
}}
userdb {{
  driver = static
  args = uid=mail gid=mail home={folder}/mail/%u
}}
service imap-login {{
  inet_listener imaps {{
    port = 0
  }}
}}
protocol imap {{
  mail_max_userip_connections = {limit}
}}
"""

DETAILS = re.compile(
    r"user=<(?P<user>[^>]*)>, method=(?P<method>[\w-]*)"
    r", rip=(?P<client>[\d.]+), rport=(?P<port>\d+), session=<(?P<session>[^>]*)>"
)
DEPARTURE = re.compile(
    r"imap: session=<(?P<session>[^>]*)> Info: (?:Disconnected|Connection closed|Logged out)"
)


def record(settings: Settings) -> list[Path]:
    """Records one user from two addresses: one opens more sessions than allowed, one does not."""
    with Studio(settings) as studio, daemon.folder("chokepoint-dovecot-") as folder:
        server = studio.network.add("mail", "10.4.4.96")
        busy = studio.network.add("AGENT-PC-01", "10.4.5.101")
        modest = studio.network.add("AGENT-PC-02", "10.4.5.102")
        configuration = _configure(folder, settings.limit)
        with daemon.running(server, PORT, ["dovecot", "-F", "-c", str(configuration)]):

            async def play() -> None:
                await asyncio.gather(
                    asyncio.to_thread(_overdo, busy, server, settings.limit),
                    asyncio.to_thread(_use, modest, server, settings.limit - 1),
                )

            since = studio.film(play)
        log = read_log(daemon.log_lines(folder / "dovecot.log"))
    facts = {
        "setting": "mail_max_userip_connections",
        "configuredLimit": settings.limit,
    }
    STORY.write(settings, f"{server.address}:{PORT}", log, since=since, facts=facts)
    return [settings.path()]


def read_log(lines: list[str]) -> DecisionLog:
    """Reads Dovecot's own log: its order is the order of the decisions, times are left out."""
    log = DecisionLog()
    places: dict[str, tuple[str, int]] = {}
    held: dict[str, int] = {}
    for line in lines:
        if departure := DEPARTURE.search(line):
            client, port = places.pop(departure["session"])
            held[client] -= 1
            log.add(Departure(0.0, client, port))
        elif "imap-login: Info:" in line and (found := DETAILS.search(line)):
            client, port = found["client"], int(found["port"])
            load = held.setdefault(client, 0)
            reason = LIMIT if "Maximum number of connections" in line else None
            user = found["user"]
            log.add(Decision(0.0, client, port, load, reason, user, user, found["method"]))
            if reason is None:
                held[client] += 1
                places[found["session"]] = client, port
    return log


def _configure(folder: Path, limit: int) -> Path:
    """Writes configuration and users; returns the configuration's path."""
    (folder / "users").write_text(f"{USER}:{PASSWORD}\n")
    mail = folder / "mail"
    mail.mkdir()
    mail.chmod(0o777)
    path = folder / "dovecot.conf"
    path.write_text(CONFIGURATION.format(folder=folder, limit=limit))
    return path


def _overdo(host: Host, server: Host, limit: int) -> None:
    """Opens two sessions too many, lets curl try, closes one session and tries all that again."""
    held = _open(host, server, limit + 2)
    _read_with_curl(host, server)
    held.pop().logout()
    time.sleep(PAUSE)
    _read_with_curl(host, server)
    time.sleep(PAUSE)
    held += _open(host, server, 2)
    _leave(held)


def _use(host: Host, server: Host, sessions: int) -> None:
    """Opens as many sessions as are allowed, or fewer, and works in them."""
    held = _open(host, server, sessions)
    for client in held:
        client.select("INBOX")
        client.append("INBOX", "", None, letter(len(held)))
        client.fetch("1", "(UID BODY[] FLAGS)")
    _leave(held)


def _open(host: Host, server: Host, sessions: int) -> list[imaplib.IMAP4]:
    """Tries to open sessions, by LOGIN and by CRAM-MD5 in turns; returns those it was let into."""
    held = []
    for number in range(sessions):
        with host.entered():
            client = imaplib.IMAP4(server.address, PORT, timeout=CLIENT_LIMIT)
        try:
            (client.login, client.login_cram_md5)[number % 2](USER, PASSWORD)
            held.append(client)
        except imaplib.IMAP4.error:
            client.shutdown()
        time.sleep(PAUSE)
    return held


def _leave(clients: list[imaplib.IMAP4]) -> None:
    for client in clients:
        client.logout()
        time.sleep(PAUSE)


def _read_with_curl(host: Host, server: Host) -> None:
    """Lists the mailboxes with curl, let in or not."""
    address = f"imap://{server.address}:{PORT}/"
    command = host.command("curl", "--silent", "--user", f"{USER}:{PASSWORD}", address)
    subprocess.run(command, stdout=subprocess.DEVNULL, timeout=CLIENT_LIMIT, check=False)
