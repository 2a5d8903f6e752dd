import Bytes

/// A moment of a session that two captures of it both show, each by its own clock.
///
/// Both see the same frame, so that what is left between the two times is the clocks' difference
/// and the frame's way from one place to the other, which has opposite signs for the two sides.
struct Landmark: Hashable {
  /// Which moment: the same number in both captures.
  var kind: Int
  /// Who sent the frame.
  var side: Side
  var time: Timestamp
}

extension MailSession {
  /// The moments that tell clocks apart, at most sixty-four.
  ///
  /// A repeated SYN, or an answer to a repeated command, may be another frame at the other place; a
  /// fit that does not mind outliers takes care of that.
  var landmarks: [Landmark] {
    var landmarks: [Landmark] = []
    func add(_ kind: Int, _ side: Side, _ stamp: Stamp?) {
      guard let stamp, landmarks.count < 64 else { return }
      landmarks.append(Landmark(kind: kind, side: side, time: stamp.time))
    }
    if opening != .midstream { add(0, .client, first) }
    if opening == .handshake { add(1, .client, established) }
    add(2, .server, greeting?.stamp)
    for (index, fact) in authentications.prefix(4).enumerated() where fact.response != nil {
      add(10 + 2 * index, .client, fact.request)
      add(11 + 2 * index, .server, fact.answer)
    }
    for (index, fact) in commands.facts.prefix(20).enumerated() {
      // The answer's end: where its first byte stands, segments may be cut otherwise.
      add(100 + 2 * index, .client, fact.request)
      add(101 + 2 * index, .server, fact.answer)
    }
    return landmarks
  }
}
