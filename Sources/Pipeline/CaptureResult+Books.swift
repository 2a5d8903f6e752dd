import Bytes
import Capture
import Diagnosis
import Mail
import Packets
import Sessions
import Streams

extension CaptureResult {
  /// The accounts of the capture: what every frame, segment, byte and connection became.
  ///
  /// Each line compares two sums of counters that different parts of the program keep.
  package var identities: [Identity] {
    [frames, packetsLine, segments, payload, wire(.client), wire(.server), stream(.client)]
      + [stream(.server), mailBytes(.client), mailBytes(.server), connectionsLine, sessionsLine]
  }

  private var frames: Identity {
    Identity(
      "frames", [.init("read", summary.frames)],
      equals: [
        .init("handed over", summary.framesHandedOver),
        .init("filtered out", summary.framesFilteredOut),
      ])
  }

  private var packetsLine: Identity {
    Identity(
      "packets", [.init("handed over", summary.framesHandedOver)],
      equals: [
        .init("segments", packets.segments), .init("ICMP errors", packets.unreachables),
      ] + PacketDrop.allCases.map { .init($0.words, packets[$0]) })
  }

  private var segments: Identity {
    Identity(
      "segments", [.init("decoded", packets.segments)],
      equals: [
        .init("followed", sum(streams.trackedSegments)),
        .init("of other protocols", sum(streams.ignoredSegments)),
        .init("span copies", sum(streams.duplicateFrames)),
      ] + UntrackedReason.allCases.map { .init("untracked, \($0.words)", streams[untracked: $0]) })
  }

  private var payload: Identity {
    Identity(
      "TCP bytes", [.init("seen", streams.payloadBytes)],
      equals: [
        .init("followed", sum(streams.trackedBytes)),
        .init("of other protocols", sum(streams.ignoredBytes)),
        .init("span copies", sum(streams.duplicateFrameBytes)),
        .init("untracked", streams.untrackedBytes),
      ])
  }

  /// What became of the bytes that one side's followed segments carried.
  private func wire(_ side: Side) -> Identity {
    let counters = streams.counters[side]
    return Identity(
      "\(side.words) bytes", [.init("followed", streams.trackedBytes[side])],
      equals: [
        .init("delivered", counters.delivered), .init("not wanted", counters.withheld),
        .init("held", counters.held),
      ] + ByteFate.allCases.map { .init($0.words, counters.ledger[fate: $0]) })
  }

  /// How far one side's streams are known, and what was handed on of them.
  private func stream(_ side: Side) -> Identity {
    let counters = streams.counters[side]
    return Identity(
      "\(side.words) streams", [.init("known", counters.extent)],
      equals: [
        .init("delivered", counters.delivered), .init("not wanted", counters.withheld),
      ]
        + GapReason.allCases.map {
          .init("gap (\(Sentence(word: $0.name, of: "gap")))", counters.ledger[gap: $0])
        })
  }

  /// What the mail parsers made of the bytes that one side's streams delivered.
  private func mailBytes(_ side: Side) -> Identity {
    let bytes = tracking.mailBytes[side]
    return Identity(
      "\(side.words) mail",
      [
        .init("delivered", streams.counters[side].delivered), .init("inflated", bytes.inflated),
      ],
      equals: [
        .init("lines", bytes.lines), .init("literals", bytes.literals),
        .init("messages", bytes.messages), .init("too long", bytes.overlong),
        .init("after a gap", bytes.resync), .init("TLS", bytes.tls),
        .init("foreign", bytes.foreign), .init("compressed", bytes.compressed),
        .init("unfinished", bytes.unfinished),
        .init("of other protocols", tracking.foreignBytes[side]),
        .init("undecided", tracking.undecidedBytes[side]),
      ])
  }

  private var connectionsLine: Identity {
    Identity(
      "connections", [.init("opened", streams.opened)],
      equals: RecordEnd.allCases.map {
        .init(Sentence(word: $0.name, of: "closing"), streams[closed: $0])
      } + [
        .init(Sentence(word: "open", of: "closing"), streams.active)
      ])
  }

  private var sessionsLine: Identity {
    Identity(
      "sessions", [.init("connections", tracking.connections)],
      equals: [
        .init("mail", sessions.count),
        .init(Sentence(word: "too many", of: "session"), tracking.sessionsDropped),
        .init("not mail", tracking.foreign), .init("undecided", tracking.undecided),
      ])
  }

  private func sum(_ pair: PerSide<Int>) -> Int { pair.client + pair.server }
}

extension Side {
  fileprivate var words: Sentence {
    switch self {
    case .client: "client"
    case .server: "server"
    }
  }
}

extension PacketDrop {
  /// The reason in words, for reports.
  fileprivate var words: Sentence {
    switch self {
    case .emptyFrame: "empty"
    case .unknownLinkType: "unknown link type"
    case .truncatedHeader: "header cut"
    case .notIP: "not IP"
    case .notTCP: "not TCP"
    case .badIPHeader: "bad IP header"
    case .badLength: "bad length"
    case .unknownTunnel: "unknown tunnel"
    case .tunnelTooDeep: "tunnel too deep"
    case .tooManyHeaders: "too many headers"
    case .fragmentHeld: "fragments held"
    case .fragmentRepeated: "fragments repeated"
    case .fragmentDropped: "fragments dropped"
    }
  }
}

extension UntrackedReason {
  /// The reason in words, for reports.
  fileprivate var words: Sentence {
    switch self {
    case .badHeader: "bad header"
    case .badChecksum: "bad checksum"
    case .badFlags: "bad flags"
    case .bare: "bare"
    }
  }
}

extension ByteFate {
  /// What became of the bytes in words, for reports.
  fileprivate var words: Sentence {
    switch self {
    case .duplicate: "known already"
    case .conflicting: "conflicting"
    case .late: "late"
    case .beforeBase: "before the first byte"
    case .beyondFIN: "beyond FIN"
    case .cut: "cut by snap length"
    case .badHeader: "refused (header)"
    case .badChecksum: "refused (checksum)"
    case .signature: "refused (signature)"
    case .synFlags: "refused (SYN flags)"
    case .noACKFlag: "refused (no ACK)"
    case .paws: "refused (PAWS)"
    case .badACK: "refused (bad ACK)"
    case .outOfWindow: "refused (window)"
    case .probe: "refused (probe)"
    case .keepAlive: "keep-alive"
    case .rstPayload: "on RST"
    case .synPayload: "on SYN"
    case .limit: "over a limit"
    case .ignored: "ignored"
    }
  }
}
