import Bytes
import Diagnosis

/// How clients came back after refusals, in sentences.
struct RetryWords {
  var retries: RetrySummary

  var sentences: [Sentence] {
    let refused = retries.refusedConnections.counted(.connection)
    let tries = retries.tries.counted(.time)
    let pause = Self.text(retries.medianPause)
    var sentences: [Sentence] = [
      retries.isStorm
        ? "\(refused) of \(grouped: retries.connections) were refused; clients came back"
          + " \(tries), typically \(pause) after the refusal: a retry storm."
        : "\(refused) of \(grouped: retries.connections) were refused; clients came back"
          + " \(tries), typically \(pause) after the refusal."
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
          + " \(backOff.obeyed.counted(.time)), ignored \(backOff.ignored.counted(.time)).")
    }
    if let secrets = retries.secrets { sentences.append(Self.sentence(secrets)) }
    return sentences
  }

  private static func sentence(_ secrets: RetrySummary.Secrets) -> Sentence {
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

  private static func text(_ pause: Interval) -> Sentence {
    let value = Double(pause.nanoseconds) / 1e6
    return value < 1_000
      ? "\(Int(value.rounded())) ms" : "\(Int((value / 1_000).rounded())) s"
  }

  private static func oneDecimal(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
