/// Why an interface cannot be captured from.
package struct LiveCaptureError: Error, Equatable, Sendable, CustomStringConvertible {
  package enum Kind: Equatable, Sendable {
    case noSuchInterface
    case permission
    case badFilter
    /// The interface is down, or has gone.
    case down
    case failed
  }

  package var kind: Kind
  package var interface: String
  /// What the system says.
  package var reason: String

  package var description: String {
    switch kind {
    case .noSuchInterface: "\(interface): there is no such interface ('-D' lists them): \(reason)"
    case .permission:
      "\(interface): capturing needs root or CAP_NET_RAW (setcap cap_net_raw=ep chokepoint): \(reason)"
    case .badFilter: "\(interface): the filter is not one: \(reason)"
    case .down: "\(interface): is down: \(reason)"
    case .failed: "\(interface): cannot be captured from: \(reason)"
    }
  }
}
