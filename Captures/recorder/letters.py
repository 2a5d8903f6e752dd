"""Invented letters from customers and answers to them."""

TOPICS = ("an order", "a late parcel", "an invoice", "opening hours", "a returned item")
SENTENCES = (
    "I am writing to ask about it again, as nobody could tell me more on the telephone.",
    "The number on the paper is the one above.",
    "Please let me know what I should do next.",
    "I tried the form on your pages, but it did not accept the date.",
    "My neighbour had the same question last week and was helped at once.",
    'She said: "write to them, they answer", and so I do. (Thank you!)',
)


def letter(number: int) -> bytes:
    """The customer's letter with a number, 0.5 to 2.5 KiB of ASCII with CRLF."""
    topic = TOPICS[number % len(TOPICS)]
    lines = [
        f"From: customer{number}@example.net",
        "To: support@contoso.com",
        f"Subject: Question {number} about {topic}",
        f"Message-ID: <{number}.{number * 7919}@example.net>",
        "Date: Tue, 12 Nov 2013 09:12:00 +0000",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=us-ascii",
        "",
        f"Good morning, this is about {topic}.",
    ]
    lines += [SENTENCES[(number + index) % len(SENTENCES)] for index in range(3 + number * 5 % 23)]
    return "".join(line + "\r\n" for line in lines).encode()


def answer(number: int) -> bytes:
    """The agent's answer to a letter, about 0.4 KiB of ASCII with CRLF."""
    topic = TOPICS[number % len(TOPICS)]
    lines = [
        "From: support@contoso.com",
        f"To: customer{number}@example.net",
        f"Subject: Re: Question {number} about {topic}",
        f"Message-ID: <{number}.answer@contoso.com>",
        f"In-Reply-To: <{number}.{number * 7919}@example.net>",
        "",
        "Good morning, and thank you for your letter.",
        f"We have looked into {topic} and will call you today.",
        ".. and if you have not heard of us by noon, please write again.",
    ]
    return "".join(line + "\r\n" for line in lines).encode()
