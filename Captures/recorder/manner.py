"""Where a server's ways differ from the ordinary: scenarios change parts of this."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recorder.exchange import Session
    from recorder.submission import Conversation


class Manner:
    """How an IMAP server speaks; the words are those of Exchange 2010."""

    greeting = "* OK The Microsoft Exchange IMAP4 service is ready."
    extensions = "STARTTLS UIDPLUS CHILDREN IDLE NAMESPACE LITERAL+"
    turned_away: str | None = "* BYE Connection is closed. 10"
    """In place of a greeting above a connection limit; None closes without a word."""

    timed_out = "* BYE Connection is closed. 13"

    async def intervene(
        self, session: "Session", tag: str, verb: str, arguments: str
    ) -> list[str] | None:
        """Comes before every command: may take its time, and may answer in the server's place."""
        return None

    def refusal(self, session: "Session", verb: str) -> list[str]:
        """What follows the tag when a sign-in is refused, and further lines."""
        return [f"NO {verb} failed."]

    def objection(self, session: "Session", verb: str) -> str | None:
        """What follows the tag when a sign-in that the gate let in fails after all."""
        return None

    def departed(self, session: "Session") -> None:
        """A connection that was greeted is over."""


class SmtpManner:
    """How a submission server speaks; the words are those of Exchange 2010."""

    banner = (
        "220 EXCH01.contoso.com Microsoft ESMTP MAIL Service ready at"
        " Tue, 12 Nov 2013 15:00:00 +0100"
    )
    mechanisms = "NTLM LOGIN"
    refusal = "535 5.7.3 Authentication unsuccessful"
    timed_out: str | None = None
    """What is said when a client has been silent for too long, if anything."""

    def admit(self, client: str, port: int) -> str | None:
        """Comes before the banner; what is returned stands in its place and ends the connection."""
        return None

    def departed(self, client: str, port: int) -> None:
        """A connection that was admitted is over."""

    async def intervene(
        self, conversation: "Conversation", verb: str, arguments: str
    ) -> str | None:
        """Comes before every command: may take its time, and may answer in the server's place.

        An answer that begins with 421 ends the connection.
        """
        return None

    async def at_final_dot(self, conversation: "Conversation") -> str | None:
        """Comes when a letter is complete."""
        return None
