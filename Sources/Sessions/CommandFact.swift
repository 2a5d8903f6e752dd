package import Bytes

/// A command outside sign-in, and when its answer came.
///
/// Thirty-two bytes, as a session keeps up to some hundred and fifty of them.
package struct CommandFact: Codable, Hashable, Sendable {
  package enum Outcome: Hashable, Sendable {
    /// IMAP's status.
    case ok
    case no
    case bad
    /// SMTP's reply code.
    case reply(UInt16)

    /// Whether the server did what it was asked for.
    package var isSuccess: Bool {
      switch self {
      case .ok: true
      case .no, .bad: false
      case .reply(let code): code < 400
      }
    }
  }

  /// The frame with the client's last byte; where commands were sent ahead, the end of the answer
  /// before, as the server began with this one no earlier.
  package var request: Stamp
  /// Microseconds from the request to the answer's first byte, at most 71 minutes.
  private var thinkMicroseconds: UInt32
  /// Microseconds from the request to the answer's end.
  private var totalMicroseconds: UInt32
  /// Frames from the request to the answer's end.
  private var frames: UInt32
  package var name: CommandName
  /// SMTP's reply code; below 100 an IMAP status.
  private var code: UInt16

  package init(
    _ name: CommandName, outcome: Outcome, request: Stamp, firstByte: Timestamp, answer: Stamp
  ) {
    self.name = name
    code =
      switch outcome {
      case .ok: 0
      case .no: 1
      case .bad: 2
      case .reply(let code): max(100, code)
      }
    self.request = request
    thinkMicroseconds = Self.microseconds(firstByte.since(request.time))
    totalMicroseconds = Self.microseconds(answer.time.since(request.time))
    frames = UInt32(clamping: answer.frame - request.frame)
  }

  package var outcome: Outcome {
    switch code {
    case 0: .ok
    case 1: .no
    case 2: .bad
    default: .reply(code)
    }
  }

  /// How long the server thought: from the request's last byte to the answer's first, in
  /// microseconds.
  ///
  /// A large answer that only takes long to come in is not slow by this.
  package var think: Interval { Interval(nanoseconds: Int64(thinkMicroseconds) * 1_000) }
  /// From the request's last byte to the answer's end.
  package var total: Interval { Interval(nanoseconds: Int64(totalMicroseconds) * 1_000) }
  /// The frame with the answer's end, its time rounded down to microseconds after the request.
  package var answer: Stamp {
    Stamp(frame: request.frame + Int(frames), time: request.time.advanced(by: total))
  }

  /// A list, as there are many: request, name, code, then the three counts.
  package init(from decoder: any Decoder) throws {
    var list = try decoder.unkeyedContainer()
    request = try list.decode(Stamp.self)
    name = try list.decode(CommandName.self)
    code = try list.decode(UInt16.self)
    thinkMicroseconds = try list.decode(UInt32.self)
    totalMicroseconds = try list.decode(UInt32.self)
    frames = try list.decode(UInt32.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var list = encoder.unkeyedContainer()
    try list.encode(request)
    try list.encode(name)
    try list.encode(code)
    try list.encode(thinkMicroseconds)
    try list.encode(totalMicroseconds)
    try list.encode(frames)
  }

  private static func microseconds(_ interval: Interval) -> UInt32 {
    UInt32(clamping: interval.nanoseconds / 1_000)
  }
}
