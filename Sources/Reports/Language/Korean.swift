import Bytes
import Diagnosis

/// Korean, as engineers of contact centres and mail servers write it.
enum Korean {
  static let sentences: [String: String] = [:]

  static func counted(_ count: Int, _ noun: Noun) -> String { "\(count.grouped)" }
  static func readable(_ time: Timestamp) -> String { Bytes.readable(time) }
}
