package import Bytes

/// How clients came back after a refusal.
package struct RetrySummary: Hashable, Sendable {
  /// Connections to the server in the incident's scope, and those of them that were refused.
  package var connections: Int
  package var refusedConnections: Int
  /// How often a client came back after a refusal.
  package var tries: Int
  /// Median time from a refusal to the same client's next try.
  package var medianPause: Interval
  /// Attempts for each one that succeeded; nil where none did.
  package var attemptsPerSuccess: Double?
  /// Share of all connections to the server that only repeated a refused one, 0 to 1.
  package var shareOfConnections: Double
  package var backOff: BackOff?
  package var secrets: Secrets?

  /// A wait that the server asked for, and whether clients kept to it.
  package struct BackOff: Hashable, Sendable {
    /// The longest wait that was asked for.
    package var asked: Interval
    package var obeyed: Int
    package var ignored: Int
  }

  /// Whether the same secret came again, as far as secrets were on the wire to be compared.
  package struct Secrets: Hashable, Sendable {
    /// Refused attempts whose secret could be compared.
    package var compared: Int
    /// How many different ones they were.
    package var distinct: Int

    /// Many tries with ever other secrets guess; the same one again and again is a client that
    /// does not give up.
    package var isGuessing: Bool { distinct >= 5 && distinct * 2 > compared }
  }

  /// Ten tries or more, each within a second of the refusal.
  package var isStorm: Bool { tries >= 10 && medianPause < .seconds(1) }
}
