import Bytes
import Diagnosis

/// How clients came back after refusals, in sentences.
struct RetryText {
  var retries: RetrySummary

  func write(to layout: inout TextLayout) {
    layout.blank()
    layout.row("Retries", sentences.joined(separator: " "), labelWidth: 11)
  }

  private var sentences: [String] {
    var sentences = [
      "\(Headline.counted(retries.refusedConnections, "connection")) of"
        + " \(Headline.grouped(retries.connections)) were refused; clients came back"
        + " \(Headline.counted(retries.tries, "time")), typically"
        + " \(Self.text(retries.medianPause)) after the refusal"
        + (retries.isStorm ? ": a retry storm." : ".")
    ]
    if let each = retries.attemptsPerSuccess, each > 1.05 {
      sentences.append("\(Self.oneDecimal(each)) attempts for each success.")
    }
    let share = Int((retries.shareOfConnections * 100).rounded())
    if share >= 10 {
      sentences.append("\(share) % of all connections to the server only repeated a refused one.")
    }
    if let backOff = retries.backOff {
      sentences.append(
        "The server asked to wait up to \(Self.text(backOff.asked)): obeyed"
          + " \(Headline.counted(backOff.obeyed, "time")), ignored"
          + " \(Headline.counted(backOff.ignored, "time")).")
    }
    if let secrets = retries.secrets { sentences.append(Self.text(secrets)) }
    return sentences
  }

  private static func text(_ secrets: RetrySummary.Secrets) -> String {
    if secrets.isGuessing {
      return
        "\(secrets.distinct) different passwords in \(secrets.compared) refused attempts: somebody"
        + " is guessing."
    }
    if secrets.distinct == 1 {
      return "The \(secrets.compared) refused attempts whose password can be compared all used the"
        + " same one."
    }
    return "\(secrets.distinct) different passwords in \(secrets.compared) refused attempts."
  }

  private static func text(_ pause: Interval) -> String {
    let value = Double(pause.nanoseconds) / 1e6
    return value < 1_000
      ? "\(Int(value.rounded())) ms" : "\(Int((value / 1_000).rounded())) s"
  }

  private static func oneDecimal(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
