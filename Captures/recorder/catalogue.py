"""The sample captures: name, what each proves, and how it is made."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from recorder import uccx_agent_pc
from recorder.scenarios import (
    budget,
    commands,
    connection_limits,
    dead_ends,
    dovecot,
    dovecot_refusals,
    endings,
    ghosts,
    guessing,
    healthy_day,
    healthy_work,
    lines,
    locked_out,
    mechanisms,
    per_user,
    postfix,
    several,
    smtp_limits,
    smtp_pressure,
    store_sessions,
    tls_troubles,
    wrong_password,
)
from recorder.settings import Settings

Scenario = Callable[[Settings], list[Path]]
"""Records what the settings ask for; returns the captures it wrote, each with its truth file."""

SCENARIOS: dict[str, Scenario] = {
    "uccx-agent-pc": uccx_agent_pc.record,
    "per-user": per_user.record,
    "wrong-password": wrong_password.record,
    "locked-out": locked_out.record,
    "healthy-day": healthy_day.record,
    "per-address": connection_limits.record_per_address,
    "dovecot": dovecot.record,
    "postfix-connections": postfix.record_connections,
    "postfix-messages": postfix.record_messages,
    "unreachable": dead_ends.recorder_of(dead_ends.UNREACHABLE),
    "refused": dead_ends.recorder_of(dead_ends.REFUSED),
    "no-greeting": dead_ends.recorder_of(dead_ends.NO_GREETING),
    "closed-before-greeting": dead_ends.recorder_of(dead_ends.CLOSED),
    "total": connection_limits.record_total,
    "store-sessions": store_sessions.record_limit,
    "store-outage": store_sessions.record_outage,
    "budget-words": budget.record_words,
    "budget-delays": budget.record_delays,
    "slow-server": budget.record_slow_server,
    "big-letter": budget.record_big_letter,
    "smtp-per-source": smtp_limits.record_per_source,
    "smtp-total": smtp_limits.record_total,
    "smtp-message-rate": smtp_limits.record_message_rate,
    "back-pressure": smtp_pressure.record_back_pressure,
    "smtp-tarpit": smtp_pressure.recorder_of_healthy(smtp_pressure.Tarpit),
    "smtp-content-filter": smtp_pressure.recorder_of_healthy(smtp_pressure.ContentFilter),
    "smtp-greylisting": smtp_pressure.recorder_of_healthy(smtp_pressure.Greylist),
    "smtp-idle": smtp_pressure.recorder_of_healthy(smtp_pressure.Impatient),
    "smtp-inactive": smtp_pressure.record_inactive,
    "command-too-long": commands.record_too_long,
    "command-unreadable": commands.record_unreadable,
    "ntlm-refused": mechanisms.record_ntlm_refused,
    "login-refused": mechanisms.record_login_refused,
    "smtp-mechanism-refused": mechanisms.record_smtp_refused,
    "user-disabled": mechanisms.record_user_disabled,
    "no-mechanism": mechanisms.record_no_mechanism,
    "probe": mechanisms.record_probe,
    "guesses": guessing.record_guesses,
    "mistyped": guessing.record_mistyped,
    "lossy": lines.record_lossy,
    "sensor-loss": lines.record_sensor_loss,
    "one-way": lines.record_one_way,
    "tls-old-client": tls_troubles.record_old_client,
    "tls-bad-certificate": tls_troubles.record_bad_certificate,
    "tls-works": tls_troubles.record_working,
    "tls-port-probed": tls_troubles.record_probed,
    "login-disabled": tls_troubles.record_disabled,
    "shutdown": endings.record_shutdown,
    "idle-sessions": endings.record_idle,
    "courier-trouble": endings.record_trouble,
    "courier-limit": endings.record_silent_limit,
    "ghosts": ghosts.record_vanished,
    "ghosts-cut-off": ghosts.record_cut_off,
    "three-at-once": several.record_three,
    "two-accounts": several.record_two_accounts,
    "one-address": several.record_one_address,
    "polling": healthy_work.record_polling,
    "slow-sign-ins": healthy_work.record_slow,
    "peak": healthy_work.record_peak,
    "postfix-recipients": postfix.record_recipients,
    "dovecot-clear-text": dovecot_refusals.record_disallowed,
    "dovecot-temporary": dovecot_refusals.record_temporary,
    "smtp-no-directory": smtp_pressure.record_no_directory,
}


@dataclass(frozen=True)
class Recording:
    """One sample capture (or more than one, if a run is seen from several places)."""

    purpose: str
    scenario: str
    changes: dict = field(default_factory=dict)

    def make(self, name: str, folder: Path) -> list[Path]:
        """Records the capture into a folder; returns the captures."""
        settings = Settings(name=name, folder=folder, **self.changes)
        print(settings)
        return SCENARIOS[self.scenario](settings)


RECORDINGS: dict[str, Recording] = {
    "uccx-agent-pc": Recording(
        "one agent PC's own view of the published trace: greetings, then only refusals",
        "uccx-agent-pc",
    ),
    "per-user-limit-16": Recording(
        "one account, a limit of 16, twelve agents: the whole of it, and one agent's view",
        "per-user",
        {"agent_view": 12},
    ),
    "per-user-limit-16-with-one-wrong-password": Recording(
        "the same with one agent whose password is wrong throughout",
        "per-user",
        {"seed": 2, "wrong_passwords": 1},
    ),
    "wrong-password-everywhere": Recording(
        "every client of the account refused, always, at load 0 too",
        "wrong-password",
        {"agents": 5, "retry": 0.8},
    ),
    "per-address-limit": Recording(
        "refused in place of the greeting above 8 connections of one address",
        "per-address",
        {"limit": 8, "agents": 7, "hold": (1.5, 3.0)},
    ),
    "total-limit": Recording(
        "the same words for a limit of 12 over all clients",
        "total",
        {"seed": 2, "limit": 12, "agents": 10, "hold": (1.5, 3.0), "stagger": 0.12},
    ),
    "locked-out": Recording(
        "an account that is locked while sessions are open: refusals at any load from then on",
        "locked-out",
        {"agents": 6, "hold": (1.0, 2.5), "retry": 0.7, "stagger": 0.4},
    ),
    "healthy-day": Recording(
        "mail read, answered, stored and sent; nothing refused, fewer sessions than the limit",
        "healthy-day",
        {"agents": 6, "hold": (0.8, 2.0), "stagger": 0.35},
    ),
    "dovecot-userip-limit": Recording(
        "a real Dovecot with mail_max_userip_connections = 4, and real clients",
        "dovecot",
        {"limit": 4},
    ),
    "postfix-connection-limit": Recording(
        "a real Postfix with smtpd_client_connection_count_limit = 3",
        "postfix-connections",
        {"limit": 3},
    ),
    "postfix-message-rate": Recording(
        "a real Postfix with smtpd_client_message_rate_limit = 5 a minute (takes a minute)",
        "postfix-messages",
        {"limit": 5},
    ),
    "unreachable": Recording(
        "a firewall drops every SYN to port 143", "unreachable", {"agents": 4}
    ),
    "refused": Recording("nothing listens on port 143", "refused", {"agents": 4}),
    "no-greeting": Recording("port 143 accepts and says nothing", "no-greeting", {"agents": 4}),
    "closed-before-greeting": Recording(
        "port 143 accepts and closes at once, every time", "closed-before-greeting", {"agents": 4}
    ),
    "store-sessions-limit": Recording(
        "sign-ins succeed, store sessions above 6 do not: Server Unavailable. 15",
        "store-sessions",
        {"limit": 6, "agents": 6, "pause": (0.15, 0.3)},
    ),
    "store-outage": Recording(
        "the same words at any number of sessions, for a while",
        "store-outage",
        {"limit": None, "agents": 5, "pause": (0.15, 0.3), "hold": (0.5, 1.2), "retry": 2.5},
    ),
    "budget-delay-with-words": Recording(
        "one account's commands grow slower, then: Request is throttled", "budget-words"
    ),
    "budget-delay-without-words": Recording(
        "one account's commands grow slower, other accounts' do not", "budget-delays"
    ),
    "slow-server": Recording("commands grow slower for every account", "slow-server"),
    "big-letter": Recording("answers begin at once; one takes long to arrive", "big-letter"),
    "smtp-connections-per-source": Recording(
        "421 4.3.2 in place of the banner above 4 connections of one address",
        "smtp-per-source",
        {"limit": 4, "agents": 3, "hold": (1.2, 2.0)},
    ),
    "smtp-connections-total": Recording(
        "421 4.3.2 in place of the banner above 6 connections of all addresses",
        "smtp-total",
        {"limit": 6, "agents": 8, "hold": (1.2, 2.0)},
    ),
    "smtp-message-rate": Recording(
        "421 4.4.2 at MAIL FROM after 5 messages of one user in a minute (takes a minute)",
        "smtp-message-rate",
        {"limit": 5},
    ),
    "back-pressure": Recording(
        "MAIL FROM answered after 10, 15, 20 s, then 452 4.3.1 (takes a minute)", "back-pressure"
    ),
    "smtp-tarpit": Recording(
        "error replies to a stranger come after 5 s, each (takes half a minute)", "smtp-tarpit"
    ),
    "smtp-content-filter": Recording(
        "every letter's last reply comes after 6 s", "smtp-content-filter"
    ),
    "smtp-greylisting": Recording("450 at RCPT, accepted on the second try", "smtp-greylisting"),
    "smtp-idle-connection-dropped": Recording(
        "421 4.4.2 Connection dropped, after some seconds of silence", "smtp-idle"
    ),
    "smtp-service-not-active": Recording(
        "421 4.3.2 Service not active, at any number of connections", "smtp-inactive"
    ),
    "smtp-temporary-authentication-failure": Recording(
        "454 4.7.0 to every sign-in for a while, then all is well", "smtp-no-directory"
    ),
    "command-too-long": Recording(
        "FETCH with lists of messages that grow: BAD Command Error. 10 above 10240 bytes",
        "command-too-long",
        {"agents": 2},
    ),
    "command-not-ascii": Recording(
        "BAD Command Error. 11 to names of folders in UTF-8", "command-unreadable", {"agents": 2}
    ),
    "mechanism-refused-ntlm": Recording(
        "AUTHENTICATE NTLM refused to all, PLAIN of the same account works",
        "ntlm-refused",
        {"agents": 6},
    ),
    "mechanism-refused-login": Recording(
        "the LOGIN command unknown: BAD Command Error. 12; AUTHENTICATE works",
        "login-refused",
        {"agents": 4},
    ),
    "mechanism-refused-smtp": Recording(
        "AUTH NTLM answered with 504 5.7.4, AUTH LOGIN works", "smtp-mechanism-refused"
    ),
    "ntlm-agents-come-last": Recording(
        "a limit of 8, met by agents with NTLM only, because they come last",
        "per-user",
        {
            "limit": 8,
            "agents": 7,
            "mechanisms": ("plain", "plain", "plain", "ntlm", "ntlm", "ntlm", "ntlm"),
            "pause": (0.1, 0.2),
        },
    ),
    "user-not-enabled-for-imap": Recording(
        "one account is never let in, another one from the same clients is",
        "user-disabled",
        {"agents": 4},
    ),
    "no-mechanism": Recording(
        "clients read GSSAPI and LOGINDISABLED in the capabilities, and leave",
        "no-mechanism",
        {"agents": 4},
    ),
    "monitoring-probe": Recording(
        "a monitor reads the capabilities and leaves, while agents work", "probe", {"agents": 2}
    ),
    "brute-force": Recording("one client tries sixty passwords of one account", "guesses"),
    "mistyped-password": Recording("one wrong password, then the right one", "mistyped"),
    "retry-storm": Recording(
        "one client asks for a place with the same password, every few milliseconds",
        "per-user",
        {"seed": 4, "limit": 4, "agents": 2, "hold": (3.0, 3.5), "retry": 4.0},
    ),
    "lossy": Recording(
        "a line that loses 15 % of the frames: stalls, and sign-ins that time out",
        "lossy",
        {"agents": 5, "loss": 15.0, "retry": 0.5, "hold": (0.5, 1.0), "pause": (0.3, 0.6)},
    ),
    "sensor-loss": Recording(
        "a good line, and a sensor that lost a tenth of the frames",
        "sensor-loss",
        {"agents": 5, "hold": (0.5, 1.0)},
    ),
    "one-way": Recording(
        "a good line, and a sensor that sees the clients' side only",
        "one-way",
        {"agents": 3, "hold": (0.5, 1.0)},
    ),
    "tls-failure-old-client": Recording(
        "STARTTLS accepted, and TLS 1.0 refused with an alert: BYE 15",
        "tls-old-client",
        {"agents": 3},
    ),
    "tls-failure-certificate": Recording(
        "clients on port 993 answer the server's certificate with an alert",
        "tls-bad-certificate",
        {"agents": 3},
    ),
    "starttls-works": Recording(
        "LOGINDISABLED before STARTTLS, which works; the rest is hidden",
        "tls-works",
        {"agents": 4},
    ),
    "tls-port-probed-in-clear": Recording(
        "somebody waits on port 993 for a greeting in clear text", "tls-port-probed", {"agents": 3}
    ),
    "login-disabled": Recording(
        "LOGINDISABLED, and Command received in Invalid state for those who try",
        "login-disabled",
        {"agents": 4},
    ),
    "shutting-down": Recording(
        "open sessions told BYE 12, then connections refused", "shutdown", {"agents": 5}
    ),
    "idle-time-out": Recording(
        "silent sessions told BYE 13; those people come back", "idle-sessions", {"agents": 4}
    ),
    "courier-temporary-problem": Recording(
        "BYE in place of every greeting for a while",
        "courier-trouble",
        {"limit": None, "agents": 3, "hold": (0.5, 1.0)},
    ),
    "closed-above-a-limit": Recording(
        "connections of one address closed without a word above 4",
        "courier-limit",
        {"limit": 4, "agents": 7, "hold": (1.2, 2.0)},
    ),
    "ghosts": Recording(
        "six of ten places held by clients that have vanished, until the idle time-out",
        "ghosts",
        {"limit": 10, "agents": 6, "hold": (1.0, 2.0), "retry": 9.0, "pause": (0.4, 0.7)},
    ),
    "ghosts-behind-a-firewall": Recording(
        "the same, where the capture sees the clients' RST and the server does not",
        "ghosts-cut-off",
        {"limit": 10, "agents": 6, "hold": (1.0, 2.0), "retry": 9.0, "pause": (0.4, 0.7)},
    ),
    "three-at-once": Recording(
        "a limit of 8 per user, another account's wrong password, and a message rate",
        "three-at-once",
        {"limit": 8, "agents": 6, "pause": (0.2, 0.4)},
    ),
    "two-accounts": Recording(
        "two accounts, each with a limit of 6 of its own",
        "two-accounts",
        {"limit": 6, "agents": 9, "hold": (1.5, 2.5), "stagger": 0.15},
    ),
    "per-user-limit-behind-one-address": Recording(
        "a limit of 10 per user, all from one address, where another account is well",
        "one-address",
        {"limit": 10, "agents": 7, "hold": (1.5, 2.5)},
    ),
    "polling": Recording(
        "log off and sign in again within milliseconds, never refused",
        "polling",
        {"agents": 3},
    ),
    "slow-but-healthy": Recording(
        "every sign-in takes more than a second; nothing is refused",
        "slow-sign-ins",
        {"agents": 5, "hold": (0.5, 1.0)},
    ),
    "peak-14-of-16": Recording(
        "14 sessions at once, two less than the limit", "peak", {"agents": 6, "stagger": 0.1}
    ),
    "compare-before": Recording(
        "a limit of 16, twelve agents: before it is raised",
        "per-user",
        {"seed": 5, "limit": 16, "pause": (0.15, 0.3)},
    ),
    "compare-after": Recording(
        "the same demand with a limit of 60: none refused", "per-user", {"seed": 5, "limit": 60}
    ),
    "compare-after-quiet": Recording(
        "a limit of 60 and four agents only: proves nothing",
        "per-user",
        {"seed": 6, "limit": 60, "agents": 4},
    ),
    "postfix-recipient-rate": Recording(
        "a real Postfix with smtpd_client_recipient_rate_limit = 8 a minute (takes a minute)",
        "postfix-recipients",
        {"limit": 8},
    ),
    "dovecot-clear-text-disallowed": Recording(
        "a real Dovecot that allows no clear text: PRIVACYREQUIRED",
        "dovecot-clear-text",
        {"agents": 3},
    ),
    "dovecot-temporary-failure": Recording(
        "a real Dovecot that cannot read its users: UNAVAILABLE",
        "dovecot-temporary",
        {"agents": 3},
    ),
}
