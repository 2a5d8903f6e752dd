import Bytes

/// One side's bytes on their way to becoming lines.
struct SideFramer {
  /// How far a side has come.
  enum Phase: Equatable {
    /// Nothing was read yet, but for a byte that may begin a TLS record.
    case unopened(held: UInt8?)
    case open
    /// STARTTLS was agreed: anything but a TLS record is an incident.
    case expectsTLS
    case closed(Closure)
  }

  /// Why a side is no longer parsed.
  enum Closure: Equatable {
    case tls
    /// Another protocol, a broken deflate stream, plain text where TLS was due.
    case foreign
    /// Compressed, and there is nothing to decompress it with.
    case compressed
  }

  /// How far an IMAP literal has come.
  struct LiteralProgress {
    var remaining = 0
    /// Bytes of it that fell into gaps.
    var missing = 0
  }

  /// Why bytes are dropped up to the next line end.
  enum Resync {
    case gap
    case overlong
  }

  /// Bytes of buffer that a side keeps between lines.
  static let idleCapacity = 512

  var phase = Phase.unopened(held: nil)
  /// The start of a line whose end has not come; at most the line limit.
  var partial: [UInt8] = []
  var resync: Resync?
  var literal = LiteralProgress()
  /// Other protocols are told apart by a side's first whole line.
  var isFirstLine = true
  var bytes = ByteCounters()
  /// Bytes that came so far, gaps counted, without what waits to be framed.
  var intake = 0
  var tls = TLSRecordReader()
  var tlsRedaction = TLSRedaction()
  /// TLS handshake messages and alerts reported.
  var tlsEventCount = 0

  /// Whether the next byte begins a line.
  var isBetweenLines: Bool {
    switch phase {
    case .unopened(let held): held == nil && resync == nil
    case .open: partial.isEmpty && resync == nil
    case .expectsTLS, .closed: false
    }
  }
}

extension SideFramer {
  /// How many of the next bytes lie inside a literal, and do not end it.
  @inline(__always)
  var passable: Int {
    guard literal.remaining > 1, case .open = phase else { return 0 }
    return literal.remaining - 1
  }

  /// Whether this is the side's first whole line; it is asked for once.
  @inline(__always)
  mutating func takesFirstLine() -> Bool {
    defer { isFirstLine = false }
    return isFirstLine
  }

  /// What `next` found.
  enum Framed {
    /// Nothing more: the rest is held, or dropped as part of a line that is dropped.
    case nothing
    /// A line has just turned out too long; what is left of it will be dropped.
    case overlong
    /// The end of a line that is dropped.
    case dropped
    /// A line inside the chunk that begins at this offset.
    case inPlace(Int, LineScan)
    /// A line in `partial`, which the caller takes out and gives back.
    case joined(LineScan)
  }

  /// Moves `offset` behind the next line of `chunk`.
  mutating func next(_ chunk: Span<UInt8>, _ offset: inout Int, limit: Int) -> Framed {
    let start = offset
    guard let scan = LineScan(chunk, from: start) else {
      offset = chunk.count
      return hold(chunk.extracting(start..<chunk.count), limit: limit)
    }
    offset = scan.lineFeed + 1
    let length = offset - start
    if let resync {
      drop(length, resync)
      self.resync = nil
      return .dropped
    }
    let total = partial.count + length
    guard total <= limit else {
      bytes.overlong += total
      partial.removeAll(keepingCapacity: true)
      return .overlong
    }
    bytes.lines += total
    if partial.isEmpty { return .inPlace(start, scan) }
    partial.append(chunk.extracting(start..<offset))
    return LineScan(partial.span, from: 0).map(Framed.joined) ?? .nothing
  }

  /// Keeps the start of a line, unless it is dropped or too long.
  private mutating func hold(_ rest: Span<UInt8>, limit: Int) -> Framed {
    if let resync {
      drop(rest.count, resync)
      return .nothing
    }
    guard partial.count + rest.count <= limit else {
      bytes.overlong += partial.count + rest.count
      partial.removeAll(keepingCapacity: true)
      resync = .overlong
      return .overlong
    }
    partial.append(rest)
    return .nothing
  }

  private mutating func drop(_ count: Int, _ reason: Resync) {
    switch reason {
    case .gap: bytes.resync += count
    case .overlong: bytes.overlong += count
    }
  }

  /// Takes the line of `joined` out.
  mutating func takePartial() -> [UInt8] {
    let line = partial
    partial = []
    return line
  }

  /// Gives a line's buffer back after `joined`, unless it is too large for an idle connection.
  mutating func recycle(_ line: consuming [UInt8]) {
    guard line.capacity <= Self.idleCapacity else { return }
    line.removeAll(keepingCapacity: true)
    partial = line
  }

  /// Drops what is held after a gap, up to the next line end.
  mutating func loseTrack() {
    bytes.resync += partial.count
    partial.removeAll(keepingCapacity: true)
    resync = .gap
  }

  /// Drops what is held because no more lines will come.
  mutating func discardPartial() {
    bytes.unfinished += partial.count
    partial = []
  }

  /// Settles the account at the connection's end.
  mutating func finish() {
    discardPartial()
    if case .unopened(.some) = phase {
      bytes.unfinished += 1
      phase = .unopened(held: nil)
    }
  }
}

extension Array where Element == UInt8 {
  /// Appends all bytes of `span`, growing by factors so that many small pieces stay linear.
  mutating func append(_ span: Span<UInt8>) {
    let needed = count + span.count
    if needed > capacity { reserveCapacity(Swift.max(needed, capacity * 2)) }
    for index in span.indices { append(span[index]) }
  }
}
