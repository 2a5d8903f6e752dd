"""Captures of networks, services and configurations that are to blame."""

from recorder.recordings.recording import Recording

RECORDINGS: dict[str, Recording] = {
    "unreachable": Recording(
        "a firewall drops every SYN to port 143", "unreachable", {"agents": 4}
    ),
    "refused": Recording("nothing listens on port 143", "refused", {"agents": 4}),
    "lossy": Recording(
        "a line that loses 15 % of the frames: sign-ins that take seconds",
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
    "no-greeting": Recording("port 143 accepts and says nothing", "no-greeting", {"agents": 4}),
    "closed-before-greeting": Recording(
        "port 143 accepts and closes at once, every time", "closed-before-greeting", {"agents": 4}
    ),
    "courier-temporary-problem": Recording(
        "BYE in place of every greeting for a while",
        "courier-trouble",
        {"limit": None, "agents": 3, "hold": (0.5, 1.0)},
    ),
    "dovecot-temporary-failure": Recording(
        "a real Dovecot that cannot read its users: UNAVAILABLE",
        "dovecot-temporary",
        {"agents": 3},
    ),
    "shutting-down": Recording(
        "open sessions told BYE 12, then connections refused", "shutdown", {"agents": 5}
    ),
    "idle-time-out": Recording(
        "silent sessions told BYE 13; those people come back", "idle-sessions", {"agents": 4}
    ),
    "login-disabled": Recording(
        "LOGINDISABLED, and Command received in Invalid state for those who try",
        "login-disabled",
        {"agents": 4},
    ),
    "dovecot-clear-text-disallowed": Recording(
        "a real Dovecot that allows no clear text: PRIVACYREQUIRED",
        "dovecot-clear-text",
        {"agents": 3},
    ),
    "starttls-works": Recording(
        "LOGINDISABLED before STARTTLS, which works; the rest is hidden",
        "tls-works",
        {"agents": 4},
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
    "tls-port-probed-in-clear": Recording(
        "somebody waits on port 993 for a greeting in clear text", "tls-port-probed", {"agents": 3}
    ),
    "no-mechanism": Recording(
        "clients read GSSAPI and LOGINDISABLED in the capabilities, and leave",
        "no-mechanism",
        {"agents": 4},
    ),
    "monitoring-probe": Recording(
        "a monitor reads the capabilities and leaves, while agents work", "probe", {"agents": 2}
    ),
}
