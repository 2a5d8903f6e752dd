#!/usr/bin/env python3
"""Makes the fuzzer's first inputs, from the captures of this repository and from conversations written here.

usage: seeds.py FOLDER

Writes FOLDER/FuzzFile, FOLDER/FuzzPackets and so on; every file is small. Nothing in them is anybody's mail.
"""
import base64
import gzip
import hashlib
import os
import struct
import sys
import zlib

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CAPTURES = os.path.join(ROOT, "Captures")
CLIENT, SERVER = b"\x01", b"\x02"
FRAMES = 24
LONGEST = 4096


def records(path):
    """The link type and the frames of a classic pcap file: (record with its header, frame)."""
    data = open(path, "rb").read()
    link = struct.unpack_from("<I", data, 20)[0]
    frames, at = [], 24
    while at + 16 <= len(data):
        captured = struct.unpack_from("<I", data, at + 8)[0]
        frames.append((data[at:at + 16 + captured], data[at + 16:at + 16 + captured]))
        at += 16 + captured
    return data[:24], link, frames


def segment(frame, link):
    """(source, destination, sequence, acknowledgement, flags, window, payload) of a TCP frame over IPv4, else None."""
    start = {1: 14, 101: 0, 113: 16, 276: 20}.get(link)
    if start is None or len(frame) < start + 40 or frame[start] >> 4 != 4 or frame[start + 9] != 6:
        return None
    length = struct.unpack_from(">H", frame, start + 2)[0]
    tcp = start + (frame[start] & 15) * 4
    ports = struct.unpack_from(">HH", frame, tcp)
    sequence, acknowledgement, offset, flags, window = struct.unpack_from(">IIBBH", frame, tcp + 4)
    payload = frame[tcp + (offset >> 4) * 4:start + length]
    return ((frame[start + 12:start + 16], ports[0]), (frame[start + 16:start + 20], ports[1]),
            sequence, acknowledgement, flags, window, payload)


class Folder:
    def __init__(self, root):
        self.root = root

    def add(self, target, content):
        if not content:
            return
        folder = os.path.join(self.root, target)
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, hashlib.sha1(content).hexdigest()[:16]), "wb") as file:
            file.write(content)


def escaped(data):
    """Bytes as MailScript reads them."""
    return b"".join(b"\x04" + bytes([byte]) if 1 <= byte <= 4 else bytes([byte]) for byte in data)


def talk(*turns):
    """A MailScript; a turn that begins with `>` is the client's, with `<` the server's."""
    script = b""
    for turn in turns:
        turn = turn.encode() if isinstance(turn, str) else turn
        script += (CLIENT if turn[:1] == b">" else SERVER) + escaped(turn[1:])
    return script


def pcapng(frames, link):
    def block(kind, body):
        body += bytes(-len(body) % 4)
        return struct.pack("<II", kind, len(body) + 12) + body + struct.pack("<I", len(body) + 12)

    out = block(0x0A0D0D0A, struct.pack("<IHHq", 0x1A2B3C4D, 1, 0, -1))
    out += block(1, struct.pack("<HHI", link, 0, 65535) + struct.pack("<HHB3xHH", 9, 1, 6, 0, 0))
    for record, frame in frames:
        seconds, fraction, captured, wire = struct.unpack_from("<IIII", record)
        time = seconds * 1_000_000 + fraction
        out += block(6, struct.pack("<IIIII", 0, time >> 32, time & 0xFFFFFFFF, captured, wire) + frame)
    return out + block(5, struct.pack("<III", 0, 0, 0))


def flows(link, frames):
    """The frames by connection, in order."""
    connections = {}
    for record, frame in frames:
        if (found := segment(frame, link)) is None:
            continue
        connections.setdefault(frozenset(found[:2]), []).append((record, frame, found))
    return connections.values()


def event(found, base, client):
    """A segment as SegmentScript reads it; numbers that do not fit there come out near what they were."""
    source, _, sequence, acknowledgement, flags, window, payload = found
    side = 0 if source == client else 1
    expected = base.setdefault(side, sequence)
    move = max(-32768, min(32767, (sequence - expected + 2**31) % 2**32 - 2**31))
    length = min(len(payload), 200)
    base[side] = sequence + len(payload) + (flags & 1) + (flags >> 1 & 1)
    return struct.pack("<BBhbBBB", side, flags & 0x3F, move, 0, min(255, window >> 6), length, 10)


def from_captures(folder):
    for name in sorted(os.listdir(CAPTURES)):
        if not name.endswith(".pcap"):
            continue
        header, link, frames = records(os.path.join(CAPTURES, name))
        few = frames[:8]
        whole = header + b"".join(record for record, _ in few)
        folder.add("FuzzFile", whole)
        folder.add("FuzzFile", pcapng(few, link))
        folder.add("FuzzFile", gzip.compress(whole, mtime=0))
        kinds = {1: 0, 101: 4, 113: 6, 276: 9}
        for record, frame in frames[::max(1, len(frames) // 6)]:
            folder.add("FuzzPackets", bytes([kinds.get(link, 0), 0]) + struct.pack("<H", len(frame)) + frame)
        for number, flow in enumerate(flows(link, frames)):
            if number not in (0, 3, 17):
                continue
            part = flow[:FRAMES]
            folder.add("FuzzPipeline", (header + b"".join(record for record, _, _ in part))[:2 * LONGEST])
            folder.add("FuzzPipeline", pcapng([(record, frame) for record, frame, _ in part], link)[:2 * LONGEST])
            client, base, script, events = part[0][2][0], {}, b"", b""
            port = min(part[0][2][0][1], part[0][2][1][1])
            for _, _, found in part:
                events += event(found, base, client)
                if found[6]:
                    script += (CLIENT if found[0] == client else SERVER) + escaped(found[6])
            folder.add("FuzzStreams", b"\0\0\0" + events)
            target = {143: "FuzzIMAP", 25: "FuzzSMTP", 587: "FuzzSMTP"}.get(port)
            if target and script:
                folder.add(target, b"`" + script[:LONGEST])
    for name in ("per-user-limit-16.pcap", "refused.pcap", "postfix-message-rate.pcap"):
        header, link, frames = records(os.path.join(CAPTURES, name))
        folder.add("FuzzPipeline", header + b"".join(record for record, _ in frames[:80]))


def ntlm(domain, user, workstation, unicode=True):
    """NTLM's third message with empty responses."""
    encode = (lambda text: text.encode("utf-16-le")) if unicode else (lambda text: text.encode("latin-1"))
    fields, payload, at = b"", b"", 64
    for part in (b"", b"", encode(domain), encode(user), encode(workstation), b""):
        fields += struct.pack("<HHI", len(part), len(part), at + len(payload))
        payload += part
    return b"NTLMSSP\0" + struct.pack("<I", 3) + fields + struct.pack("<I", 1 if unicode else 2) + payload


def by_hand(folder):
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    squeezed = deflate.compress(b"b NOOP\r\nc LOGOUT\r\n") + deflate.flush(zlib.Z_SYNC_FLUSH)
    bomb = zlib.compressobj(9, zlib.DEFLATED, -15)
    bombed = bomb.compress(b"x" * 200_000) + bomb.flush()
    imap = [
        talk("<* OK [CAPABILITY IMAP4rev1 AUTH=NTLM] ready\r\n", ">a LOGIN user \"pass word\"\r\n", "<a OK done\r\n",
             ">b SELECT INBOX\r\n", "<* 3 EXISTS\r\n* FLAGS (\\Seen)\r\nb OK [READ-WRITE] done\r\n",
             ">c UID FETCH 1:* (BODY[])\r\n", "<* 1 FETCH (UID 7 BODY[] {12}\r\nHello there.)\r\nc OK done\r\n",
             ">d IDLE\r\n", "<+ idling\r\n* 4 EXISTS\r\n", ">DONE\r\n", "<d OK\r\n", ">e LOGOUT\r\n", "<* BYE\r\ne OK\r\n"),
        talk("<* OK ready\r\n", ">a LOGIN {4}\r\n", "<+ go on\r\n", ">user {6+}\r\nsecret\r\n", "<a NO [UNAVAILABLE] later\r\n"),
        talk("<* OK ready\r\n", ">a APPEND INBOX (\\Seen) {300}\r\n", "<a NO full\r\n", ">b APPEND INBOX ~{5+}\r\nab\0cd\r\n", "<b OK\r\n"),
        talk("<* OK ready\r\n", ">a AUTHENTICATE PLAIN\r\n", "<+ \r\n", b">" + base64.b64encode(b"\0user\0secret") + b"\r\n", "<a OK\r\n"),
        talk("<* OK ready\r\n", ">a AUTHENTICATE NTLM\r\n", "<+ \r\n", b">" + base64.b64encode(b"NTLMSSP\0\1\0\0\0" + bytes(20)) + b"\r\n",
             b"<+ " + base64.b64encode(b"NTLMSSP\0\2\0\0\0" + bytes(30)) + b"\r\n", b">" + base64.b64encode(ntlm("D", "u", "PC")) + b"\r\n",
             "<a NO AUTHENTICATE failed.\r\n"),
        talk("<* OK ready\r\n", ">a STARTTLS\r\n", "<a OK begin\r\n", b">\x16\x03\x01\x00\x05\x01\x00\x00\x01\x00"),
        talk("<* OK ready\r\n", ">a COMPRESS DEFLATE\r\n", "<a OK now\r\n", b">" + squeezed, b"<" + bombed),
        talk("<* OK [X\r\n* (((((((((())))\r\n* 99999999999999999999 EXISTS\r\n+\r\n\r\na\r\n"),
        talk("<* BYE too many connections\r\n") + b"\x03\x20" + talk(">x\r\n"),
        talk("<* PREAUTH\r\n", ">a ENABLE UTF8=ACCEPT\r\n", "<a OK\r\n", ">b STARTTLS\r\n", "<b BAD no\r\n", "<\xc3\xa9\xff\r\n".encode("latin-1")),
    ]
    smtp = [
        talk("<220-mx.example\r\n220 ESMTP\r\n", ">EHLO pc\r\n", "<250-mx\r\n250-PIPELINING\r\n250-AUTH NTLM LOGIN\r\n250 CHUNKING\r\n",
             ">MAIL FROM:<a@b.example> SIZE=9\r\nRCPT TO:<c@d.example>\r\nDATA\r\n", "<250 ok\r\n250 ok\r\n354 go\r\n",
             ">Subject: hi\r\n\r\nHi.\r\n..\r\n.\r\nQUIT\r\n", "<250 2.0.0 queued\r\n221 bye\r\n"),
        talk("<220 mx\r\n", ">EHLO pc\r\n", "<250 mx\r\n", ">MAIL FROM:<>\r\n", "<250 ok\r\n", ">BDAT 5\r\nhelloBDAT 0 LAST\r\n", "<250 ok\r\n250 ok\r\n"),
        talk("<220 mx\r\n", ">AUTH LOGIN\r\n", "<334 VXNlcm5hbWU6\r\n", ">dXNlcg==\r\n", "<334 UGFzc3dvcmQ6\r\n", ">c2VjcmV0\r\n", "<454 4.7.0 later\r\n"),
        talk("<220 mx\r\n", ">AUTH PLAIN AHVzZXIAc2VjcmV0\r\n", "<535 5.7.3 no\r\n", ">RSET\r\n", "<421 4.4.5 too many\r\n"),
        talk("<220 mx\r\n", ">DATA\r\nearly\r\n\n.\nMAIL FROM:<x>\r\n.\r\n", "<503 no\r\n", ">STARTTLS\r\n", "<220 go\r\n", b">\x16\x03\x03\x00\x02ab"),
        talk("<220 mx LMTP\r\n", ">LHLO pc\r\n", "<250 mx\r\n", ">MAIL FROM: <x>\r\nRCPT TO:<a>\r\nRCPT TO:<b>\r\nDATA\r\n", "<250 a\r\n250 b\r\n250 c\r\n354 d\r\n",
             ">text\r\n.\r\n", "<250 one\r\n452 two\r\n"),
        talk("<421 4.3.2 not now\r\n") + b"\x03\x09" + talk(">EHLO x\r\n", "<5\r\n250-a\r\n251 b\r\n"),
    ]
    for script in imap:
        for options in b"@`H\xe0A":
            folder.add("FuzzIMAP", bytes([options]) + script)
    for script in smtp:
        for options in b"@H\xc0AD":
            folder.add("FuzzSMTP", bytes([options]) + script)
    messages = {
        0: [b"NTLMSSP\0\1\0\0\0" + bytes(24), ntlm("CONTOSO", "uccxmail", "AGENT-PC")],
        11: [ntlm("D", "user", "W", unicode=False)],
        1: [b"boss\0user\0secret"],
        2: [b"user", b"secret"],
        3: [b"\x60\x30\x06\x09\x2a\x86\x48\x86\xf7\x12\x01\x02\x02\x01\x00\x6e\x1f\x30\x1d\xa3\x1b\x61\x19\x30\x17\xa1\x06\x1b\x04CORP"
            b"\xa2\x0d\x30\x0b\xa1\x09\x30\x07\x1b\x04imap\x1b\x01c"],
        4: [b"\x60\x20\x06\x06\x2b\x06\x01\x05\x05\x02\xa0\x16\x30\x14\xa2\x12\x04\x10NTLMSSP\0\1\0\0\0\0\0\0\0"],
        5: [b"user=u@d.example\x01auth=Bearer token\x01\x01"],
        6: [b"n,a=u@d.example,\x01host=h\x01port=143\x01auth=Bearer token\x01\x01"],
        7: [b"user 0123456789abcdef0123456789abcdef"],
        8: [b'username="u",realm="d",nonce="n",cnonce="c",nc=00000001,response=0'],
        9: [b"n,a=boss,n=us=2Cer,r=nonce", b"c=biws,r=nonce,p=proof"],
        10: [b"u@d.example"],
    }
    for mechanism, texts in messages.items():
        body = b"".join(struct.pack("<H", len(text)) + text for text in texts)
        for way in (0x00, 0x10, 0x20, 0x40):
            folder.add("FuzzNTLM", bytes([mechanism | way]) + body)


def probed(folder):
    """What servers say to a probe: options, a certificate's length, the certificate, then the server's words."""
    imap = "* OK ready\r\n", "* CAPABILITY IMAP4rev1 STARTTLS\r\nc1 OK\r\n"
    smtp = "220-mx\r\n220 ESMTP\r\n", "250-mx\r\n250-STARTTLS\r\n250 SIZE 9\r\n"
    begun = "c2 OK begin\r\n\1\0* CAPABILITY IMAP4rev1\r\nc3 OK\r\n* BYE\r\nc4 OK\r\n"
    scripts = [
        "".join(imap) + "* BYE\r\nc4 OK\r\n", "".join(smtp) + "221 bye\r\n", "".join(imap) + begun,
        "".join(smtp) + "220 go\r\n\1\0" + smtp[1] + "221 bye\r\n", "* BYE too many connections\r\n", "421 4.3.2 busy\r\n",
        "\1\0" + "".join(imap) + "* BYE\r\nc4 OK\r\n", "".join(imap)[:-4] + "\1\2", imap[0] + "\1\1c4 OK\r\n", "SSH-2.0-x\r\n",
        imap[0] + "* BYE going down\r\n\1\4", "\1\6",
    ]
    # An empty version 3 certificate, as far as its outermost fields.
    certificate = bytes.fromhex("3024301da003020102020101300030003016170d3230303130313030303030305a30003000300003020000")
    for script in scripts:
        for options in range(0, 256, 7):
            der = certificate if options & 2 else b""
            folder.add("FuzzProbe", bytes([options, len(der)]) + der + script.encode("latin-1"))


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = Folder(sys.argv[1])
    from_captures(folder)
    by_hand(folder)
    probed(folder)


if __name__ == "__main__":
    main()
