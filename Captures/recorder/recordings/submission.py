"""Captures of limits on SMTP, and of what only looks like them."""

from recorder.recordings.recording import Recording

RECORDINGS: dict[str, Recording] = {
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
    "postfix-recipient-rate": Recording(
        "a real Postfix with smtpd_client_recipient_rate_limit = 8 a minute (takes a minute)",
        "postfix-recipients",
        {"limit": 8},
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
}
