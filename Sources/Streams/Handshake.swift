/// What a connection's opening has left undecided.
struct Handshake {
  var isSYNACKSeen = false
  /// The last SYN in doubt: at most one element.
  var tentative: [TentativeSYN] = []
  /// The client's SYNs besides the first; at most `StreamLimits.handshakeCandidates`.
  var synCandidates: [SYNCandidate] = []
  /// The server's SYN-ACKs besides the first; as `synCandidates`.
  var synACKCandidates: [SYNCandidate] = []
}

/// What a SYN turned out to be.
enum HandshakeStep {
  /// Part of this connection.
  case taken
  /// Without effect until the peer confirms it.
  case doubted
  /// The beginning of another connection.
  case another(Succession)
}
