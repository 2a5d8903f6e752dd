import Bytes

/// The framers of both sides.
///
/// A concrete twin of `PerSide`: it is asked for several times a line, so what is asked most often
/// has a function of its own, and nothing is copied.
struct FramerPair {
  var client = SideFramer()
  var server = SideFramer()

  subscript(side: Side) -> SideFramer {
    @inline(__always) get {
      switch side {
      case .client: client
      case .server: server
      }
    }
    @inline(__always) _modify {
      switch side {
      case .client: yield &client
      case .server: yield &server
      }
    }
  }

  @inline(__always)
  func phase(of side: Side) -> SideFramer.Phase {
    switch side {
    case .client: client.phase
    case .server: server.phase
    }
  }

  /// Bytes of the side's literal that have not come.
  @inline(__always)
  func literalRemaining(of side: Side) -> Int {
    switch side {
    case .client: client.literal.remaining
    case .server: server.literal.remaining
    }
  }

  /// Whether the side's next whole line is its first; it is asked for once.
  @inline(__always)
  mutating func takesFirstLine(of side: Side) -> Bool {
    switch side {
    case .client: client.takesFirstLine()
    case .server: server.takesFirstLine()
    }
  }

  /// Bytes of the side that lie inside an open side's literal and do not end it.
  @inline(__always)
  func passable(from side: Side) -> Int {
    switch side {
    case .client: client.passable
    case .server: server.passable
    }
  }
}

extension Side {
  /// The same as `== .client`, without the call that the operator is across modules.
  var isClient: Bool {
    switch self {
    case .client: true
    case .server: false
    }
  }
}
