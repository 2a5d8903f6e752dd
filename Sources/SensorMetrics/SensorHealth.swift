import Reports

/// Whether the sensor does its work, and if not, why.
package struct SensorHealth: Hashable, Sendable {
  /// What keeps it from its work.
  package enum Trouble: Hashable, Sendable {
    /// No frame, and no sign of life of the capture loop, for so many seconds.
    case captureStalled(interface: String, seconds: Int)
    case storeNotWriting(reason: String)
    case alertsFailing(target: String, reason: String)
  }

  package var troubles: [Trouble]

  package init(_ troubles: [Trouble] = []) { self.troubles = troubles }

  package var isGood: Bool { troubles.isEmpty }

  /// `{"reasons":[],"status":"ok"}`, or `failing` with a sentence for each trouble.
  package var json: String {
    let document = Document(
      status: isGood ? "ok" : "failing", reasons: troubles.map(\.description))
    // Strings cannot fail to be encoded.
    return (try? JSONText.encode(document, pretty: false)) ?? "{}"
  }

  private struct Document: Encodable {
    var status: String
    var reasons: [String]
  }
}

extension SensorHealth.Trouble: CustomStringConvertible {
  package var description: String {
    switch self {
    case .captureStalled(let interface, let seconds):
      "capture on \(interface) has stalled for \(seconds) s"
    case .storeNotWriting(let reason): "the store does not write: \(reason)"
    case .alertsFailing(let target, let reason): "alerts fail: \(target): \(reason)"
    }
  }
}
