"""A real Dovecot 2.3 that lets nobody in: clear text not allowed, or nobody there to ask."""

import asyncio
import imaplib
import re
import time
from pathlib import Path

from recorder import daemon
from recorder.agents import agent_hosts
from recorder.decisions import Decision, DecisionLog
from recorder.namespaces import Host
from recorder.scenarios.dovecot import CLIENT_LIMIT, CONFIGURATION, PASSWORD, PORT, USER
from recorder.settings import Settings
from recorder.story import Story
from recorder.studio import Studio

CLEAR_TEXT, NOBODY = "clear text", "nobody to ask"
TRIES = 3
PAUSE = 0.4

DISALLOWED = Story(
    {CLEAR_TEXT: ("configuration", "login-disabled")},
    {
        "successes": r"\w+ OK (\[CAPABILITY [^\]]*\] )?Logged in$",
        "failures": r"\w+ NO \[PRIVACYREQUIRED\] Plaintext authentication disallowed",
    },
)
TEMPORARY = Story(
    {NOBODY: ("service", "unavailable")},
    {
        "successes": r"\w+ OK (\[CAPABILITY [^\]]*\] )?Logged in$",
        "failures": r"\w+ NO \[UNAVAILABLE\] Temporary authentication failure\.",
    },
)
ATTEMPT = re.compile(
    r"imap-login: Info: .*?\((?P<why>[^)]*)\).* rip=(?P<client>10\.[\d.]+), rport=(?P<port>\d+)"
)


def record_disallowed(settings: Settings) -> list[Path]:
    """Records LOGIN in clear text where the server's settings do not allow that."""
    changes = {
        "disable_plaintext_auth = no": "disable_plaintext_auth = yes",
        "auth_mechanisms = plain login cram-md5": "auth_mechanisms = plain login",
    }
    return _record(settings, DISALLOWED, changes, CLEAR_TEXT, "auth failed")


def record_temporary(settings: Settings) -> list[Path]:
    """Records LOGIN while the program that checks passwords is missing."""
    changes = {
        "driver = passwd-file": "driver = checkpassword",
        "args = scheme=plain username_format=%u {folder}/users": "args = {folder}/missing",
    }
    return _record(settings, TEMPORARY, changes, NOBODY, "temporary failure")


def _record(
    settings: Settings,
    story: Story,
    changes: dict[str, str],
    reason: str,
    word: str,
) -> list[Path]:
    with Studio(settings) as studio, daemon.folder("chokepoint-dovecot-") as folder:
        server = studio.network.add("mail", "10.4.4.96")
        hosts = agent_hosts(studio.network, settings.agents)
        configuration = _configure(folder, changes)
        # The name of this host stands in Dovecot's answers, so it gets an invented one.
        named = 'hostname mail.contoso.com && exec dovecot -F -c "$0"'
        command = ["unshare", "--uts", "sh", "-c", named, str(configuration)]
        with daemon.running(server, PORT, command):

            async def play() -> None:
                await asyncio.gather(
                    *(
                        asyncio.to_thread(_try, host, server, 0.3 * n)
                        for n, host in enumerate(hosts)
                    )
                )

            since = studio.film(play)
        log = read_log(daemon.log_lines(folder / "dovecot.log"), word, reason)
    facts = {"account": USER}
    story.write(settings, f"{server.address}:{PORT}", log, since=since, facts=facts)
    return [settings.path()]


def read_log(lines: list[str], word: str, reason: str) -> DecisionLog:
    """Reads the ends of connections from Dovecot's own log, one attempt each."""
    log = DecisionLog()
    for line in lines:
        if (found := ATTEMPT.search(line)) and word in found["why"]:
            log.add(Decision(0.0, found["client"], int(found["port"]), 0, reason, USER))
    return log


def _configure(folder: Path, changes: dict[str, str]) -> Path:
    text = CONFIGURATION
    for old, new in changes.items():
        text = text.replace(old, new)
    (folder / "users").write_text(f"{USER}:{PASSWORD}\n")
    (folder / "mail").mkdir(mode=0o777)
    path = folder / "dovecot.conf"
    path.write_text(text.format(folder=folder, limit=10))
    return path


def _try(host: Host, server: Host, delay: float) -> None:
    """Tries to sign in, one connection after the other."""
    time.sleep(delay)
    for _ in range(TRIES):
        with host.entered():
            client = imaplib.IMAP4(server.address, PORT, timeout=CLIENT_LIMIT)
        try:
            client.login(USER, PASSWORD)
        except imaplib.IMAP4.error:
            pass
        client.logout()
        time.sleep(PAUSE)
