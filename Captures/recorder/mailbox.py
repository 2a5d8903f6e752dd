"""The contents of an invented mailbox, and what IMAP says of them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from recorder.letters import letter

FOLDERS = ("INBOX", "Outbox", "Sent Items", "Deleted Items")
VALIDITY = 14


class Mailbox:
    """Letters in the inbox; what is appended goes to the other folders and is only counted."""

    def __init__(self, letters: int = 3):
        self.letters = [letter(number) for number in range(1, letters + 1)]
        self.appended = 0
        self._watchers: list[Callable[[int], None]] = []

    @property
    def folders(self) -> list[str]:
        """The answer to LIST."""
        return [rf'* LIST (\HasNoChildren) "/" "{name}"' for name in FOLDERS]

    @property
    def selected(self) -> list[str]:
        """The untagged answer to SELECT INBOX."""
        count = len(self.letters)
        return [
            f"* {count} EXISTS",
            "* 0 RECENT",
            r"* FLAGS (\Seen \Answered \Flagged \Deleted \Draft $MDNSent)",
            r"* OK [PERMANENTFLAGS (\Seen \Answered \Flagged \Deleted \Draft $MDNSent)]"
            " Permanent flags",
            f"* OK [UIDVALIDITY {VALIDITY}] UIDVALIDITY value",
            f"* OK [UIDNEXT {count + 1}] The next unique identifier value",
        ]

    def status(self, folder: str) -> str:
        """The untagged answer to STATUS."""
        count = len(self.letters) if folder.strip('"') == "INBOX" else self.appended
        return f"* STATUS {folder} (MESSAGES {count} UNSEEN 0)"

    def fetched(self, number: int) -> bytes:
        """The untagged answer to FETCH of a whole letter, by sequence number from 1."""
        text = self.letters[(number - 1) % len(self.letters)]
        head = f"* {number} FETCH (UID {number} BODY[] {{{len(text)}}}\r\n".encode()
        return head + text + rb" FLAGS (\Seen))" + b"\r\n"

    def append(self, _: str) -> int:
        """Stores a letter in another folder; returns its unique identifier."""
        self.appended += 1
        return self.appended

    def deliver(self) -> None:
        """Puts a new letter into the inbox and tells those who are idling."""
        self.letters.append(letter(len(self.letters) + 1))
        for watcher in self._watchers:
            watcher(len(self.letters))

    @contextmanager
    def watched(self, watcher: Callable[[int], None]) -> Iterator[None]:
        """Tells `watcher` the number of letters whenever one arrives."""
        self._watchers.append(watcher)
        try:
            yield
        finally:
            self._watchers.remove(watcher)
