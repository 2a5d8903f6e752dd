/// One metric with its samples, as the text format writes it.
///
/// The format: Prometheus' "Exposition formats", text-based, version 0.0.4.
struct MetricFamily {
  enum Kind: String {
    case counter
    case gauge
  }

  /// What stands in braces: names of ours, values of anybody's.
  typealias Labels = [(name: String, value: String)]

  private let name: String
  private let kind: Kind
  private let help: String
  private var lines: [(labels: String, value: Int128)] = []
  private var places: [String: Int] = [:]

  init(_ name: String, _ kind: Kind, _ help: String) {
    self.name = name
    self.kind = kind
    self.help = help
  }

  /// Adds a sample; one with the same labels counts on, as a line must not come twice.
  mutating func add(_ value: some BinaryInteger, _ labels: Labels = []) {
    let text = Self.text(labels)
    if let place = places[text] {
      lines[place].value += Int128(clamping: value)
    } else {
      places[text] = lines.count
      lines.append((text, Int128(clamping: value)))
    }
  }

  /// Nothing for a family without samples.
  var text: String {
    guard !lines.isEmpty else { return "" }
    let head = "# HELP \(name) \(Self.escapedHelp(help))\n# TYPE \(name) \(kind.rawValue)\n"
    return lines.reduce(into: head) { $0 += "\(name)\($1.labels) \($1.value)\n" }
  }

  private static func text(_ labels: Labels) -> String {
    guard !labels.isEmpty else { return "" }
    return "{" + labels.map { "\($0.name)=\"\(escaped($0.value))\"" }.joined(separator: ",") + "}"
  }

  /// In a label value, backslash, double quote and line feed are escaped.
  static func escaped(_ value: String) -> String {
    var output = String.UnicodeScalarView()
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\\": output.append(contentsOf: "\\\\".unicodeScalars)
      case "\"": output.append(contentsOf: "\\\"".unicodeScalars)
      case "\n": output.append(contentsOf: "\\n".unicodeScalars)
      default: output.append(scalar)
      }
    }
    return String(output)
  }

  /// In a help text, backslash and line feed are.
  private static func escapedHelp(_ text: String) -> String {
    var output = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": output.append(contentsOf: "\\\\".unicodeScalars)
      case "\n": output.append(contentsOf: "\\n".unicodeScalars)
      default: output.append(scalar)
      }
    }
    return String(output)
  }
}
