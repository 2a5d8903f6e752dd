"""Captures of limits on IMAP sessions, and of what only looks like them."""

from recorder.recordings.recording import Recording

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
    "retry-storm": Recording(
        "one client asks for a place with the same password, every few milliseconds",
        "per-user",
        {"seed": 4, "limit": 4, "agents": 2, "hold": (3.0, 3.5), "retry": 4.0},
    ),
    "per-user-limit-behind-one-address": Recording(
        "a limit of 10 per user, all from one address, where another account is well",
        "one-address",
        {"limit": 10, "agents": 7, "hold": (1.5, 2.5)},
    ),
    "two-accounts": Recording(
        "two accounts, each with a limit of 6 of its own",
        "two-accounts",
        {"limit": 6, "agents": 9, "hold": (1.5, 2.5), "stagger": 0.15},
    ),
    "three-at-once": Recording(
        "a limit of 8 per user, another account's wrong password, and a message rate",
        "three-at-once",
        {"limit": 8, "agents": 6, "pause": (0.2, 0.4)},
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
    "per-address-limit": Recording(
        "refused in place of the greeting above 8 connections of one address",
        "per-address",
        {"limit": 8, "agents": 7, "hold": (1.5, 3.0)},
    ),
    "closed-above-a-limit": Recording(
        "connections of one address closed without a word above 4",
        "courier-limit",
        {"limit": 4, "agents": 7, "hold": (1.2, 2.0)},
    ),
    "total-limit": Recording(
        "the same words for a limit of 12 over all clients",
        "total",
        {"seed": 2, "limit": 12, "agents": 10, "hold": (1.5, 3.0), "stagger": 0.12},
    ),
    "dovecot-userip-limit": Recording(
        "a real Dovecot with mail_max_userip_connections = 4, and real clients",
        "dovecot",
        {"limit": 4},
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
    "command-too-long": Recording(
        "FETCH with lists of messages that grow: BAD Command Error. 10 above 10240 bytes",
        "command-too-long",
        {"agents": 2},
    ),
    "command-not-ascii": Recording(
        "BAD Command Error. 11 to names of folders in UTF-8", "command-unreadable", {"agents": 2}
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
}
