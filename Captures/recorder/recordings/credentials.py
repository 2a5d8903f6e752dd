"""Captures of sign-ins refused for the sake of who signs in, or how."""

from recorder.recordings.recording import Recording

RECORDINGS: dict[str, Recording] = {
    "wrong-password-everywhere": Recording(
        "every client of the account refused, always, at load 0 too",
        "wrong-password",
        {"agents": 5, "retry": 0.8},
    ),
    "brute-force": Recording("one client tries sixty passwords of one account", "guesses"),
    "mistyped-password": Recording("one wrong password, then the right one", "mistyped"),
    "user-not-enabled-for-imap": Recording(
        "one account is never let in, another one from the same clients is",
        "user-disabled",
        {"agents": 4},
    ),
    "locked-out": Recording(
        "an account that is locked while sessions are open: refusals at any load from then on",
        "locked-out",
        {"agents": 6, "hold": (1.0, 2.5), "retry": 0.7, "stagger": 0.4},
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
}
