import Bytes
import Mail
import Packets
import Streams

@testable import Sessions

/// What two sides say on a connection, and when: times in milliseconds, a frame each.
struct Talk {
  struct Turn {
    var side: Side
    var bytes: [UInt8]
    var time: Int
  }

  var spoken: MailProtocol
  var turns: [Turn] = []

  static func imap(_ turns: Turn...) -> Talk { Talk(spoken: .imap, turns: turns) }
  static func smtp(_ turns: Turn...) -> Talk { Talk(spoken: .smtp, turns: turns) }

  static func stamp(_ frame: Int, _ milliseconds: Int) -> Stamp {
    Stamp(frame: frame, time: Timestamp(nanoseconds: Int64(milliseconds) * 1_000_000))
  }

  /// The facts of the session, its turns heard whole.
  var session: MailSession { heard { [$0] } }

  /// The same with every turn of more than one byte cut in two, at every place in turn.
  var everyCut: [MailSession] {
    turns.indices.flatMap { cut in
      (1..<max(1, turns[cut].bytes.count)).map { place in
        var index = -1
        return heard { bytes in
          index += 1
          return index == cut ? [Array(bytes[..<place]), Array(bytes[place...])] : [bytes]
        }
      }
    }
  }

  /// The same by a listener that is shown what it would let pass.
  var sessionShownAll: MailSession { heard(passing: false) { [$0] } }

  private func heard(
    passing: Bool = true, _ pieces: ([UInt8]) -> [[UInt8]]
  ) -> MailSession {
    let client = Endpoint(address: IPAddress(v4: 1), port: 40_000)
    let server = Endpoint(address: IPAddress(v4: 2), port: spoken == .imap ? 143 : 25)
    let session = MailSession(
      capture: 0, mailProtocol: spoken, client: client, server: server,
      first: Self.stamp(0, 0))
    var conversation = Conversation(
      SessionFacts(session, limits: SessionLimits()), hint: spoken, mail: MailOptions(),
      lines: nil)
    // What the side that spoke last may say unheard, as a `ConnectionTable` lets it.
    var passage: (side: Side, count: Int) = (.client, 0)
    for (index, turn) in turns.enumerated() {
      for piece in pieces(turn.bytes) where !piece.isEmpty {
        let stamp = Self.stamp(index + 1, turn.time)
        if passing, turn.side == passage.side, piece.count <= passage.count {
          conversation.pass(piece.count, from: turn.side, at: stamp)
          passage.count -= piece.count
          continue
        }
        let interest = conversation.hear(piece.span, from: turn.side, at: stamp)
        if case .pass(let count) = interest {
          passage = (turn.side, count)
        } else {
          passage.count = 0
        }
      }
    }
    conversation.finish(at: Self.stamp(turns.count, turns.last?.time ?? 0))
    return conversation.facts.session
  }
}

extension Talk.Turn {
  /// Lines of the client, each ended with CRLF.
  static func client(_ time: Int, _ lines: String...) -> Self { sent(.client, time, lines) }

  static func server(_ time: Int, _ lines: String...) -> Self { sent(.server, time, lines) }

  private static func sent(_ side: Side, _ time: Int, _ lines: [String]) -> Self {
    Self(side: side, bytes: lines.flatMap { Array("\($0)\r\n".utf8) }, time: time)
  }

  static func bytes(_ side: Side, _ time: Int, _ bytes: [UInt8]) -> Self {
    Self(side: side, bytes: bytes, time: time)
  }

  static func raw(_ side: Side, _ time: Int, _ text: String) -> Self {
    Self(side: side, bytes: Array(text.utf8), time: time)
  }
}

extension MailSession {
  /// The timed commands in words: name, think and total in milliseconds, frames of request and answer.
  var timings: [String] {
    commands.facts.map { fact in
      "\(fact.name.rawValue) \(fact.outcome) \(fact.think.nanoseconds / 1_000_000)"
        + " \(fact.total.nanoseconds / 1_000_000) \(fact.request.frame)-\(fact.answer.frame)"
    }
  }
}
