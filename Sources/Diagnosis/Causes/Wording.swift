import Glibc

/// The natural logarithm.
func ln(_ value: Double) -> Double { log(value) }

extension Int {
  /// "once", "twice", "3 times".
  var times: String {
    switch self {
    case 1: "once"
    case 2: "twice"
    default: "\(self) times"
    }
  }

  /// "1 client", "2 clients".
  func counted(_ noun: String) -> String { self == 1 ? "1 \(noun)" : "\(self) \(noun)s" }
}
