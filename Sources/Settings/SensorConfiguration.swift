/// Everything that a sensor may be told, by flags or by a file; the defaults suit a span port beside
/// one Exchange.
package struct SensorConfiguration: Equatable, Sendable {
  package struct Ring: Equatable, Sendable {
    package var folder: String
    /// What its files may take together, in MiB.
    package var size = 256

    package init(folder: String) { self.folder = folder }
  }

  package struct Store: Equatable, Sendable {
    package var path: String
    /// How long sessions are kept, in days.
    package var days = 90
    /// What the file may take, in MiB.
    package var size = 1_024

    package init(path: String) { self.path = path }
  }

  /// Where alerts go.
  package enum Alert: Equatable, Sendable {
    /// A program and its arguments.
    case command([String])
    case webhook(String)
    case syslog(String)
  }

  package struct Metrics: Equatable, Sendable {
    /// `ADDRESS:PORT`, or a port on loopback.
    package var listen: String
    /// Whether another address than loopback's is meant.
    package var isOpenToOthers = false

    package init(listen: String) { self.listen = listen }
  }

  package enum Format: String, CaseIterable, Sendable {
    case text
    case jsonl
  }

  // MARK: Capture

  package var interfaces: [String] = []
  package var filter: String?
  package var anyPort = false
  /// The kernel's ring buffer, in MiB.
  package var buffer = 64
  package var snapLength = 262_144
  package var isPromiscuous = true
  package var isImmediate = false
  package var user: String?
  package var ring: Ring?

  // MARK: Incidents

  package var refusals = 3
  /// Seconds without a refusal after which an incident is over.
  package var quiet = 60
  package var sessions = 10_000
  package var format = Format.text

  // MARK: Diagnosis

  package var known: [String] = []
  package var agents: Int?
  package var limit: Int?
  package var connectionsPerLogin = 2
  package var server: String?
  package var signatures: [String] = []

  // MARK: Where else it goes

  package var store: Store?
  package var alerts: [Alert] = []
  package var metrics: Metrics?

  package init() {}

  /// The values that may be given, for flags and files alike.
  package enum Bounds {
    package static let buffer = 1...2_047
    package static let snapLength = 64...262_144
    package static let ringSize = 1...1_048_576
    package static let refusals = 1...100_000
    package static let quiet = 1...86_400
    package static let sessions = 100...1_000_000
    package static let plan = 1...100_000
    package static let storeDays = 1...36_500
    package static let storeSize = 1...1_048_576
    /// Alert targets.
    package static let alerts = 16
    /// Bytes of a file.
    package static let file = 1 << 20
  }
}
