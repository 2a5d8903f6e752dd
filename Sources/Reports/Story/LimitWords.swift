import Diagnosis

/// What is known of a limit's value, and of which setting it is.
struct LimitWords {
  var limit: LimitFinding

  var sentence: Sentence {
    let explained: Sentence =
      "it explains \(grouped: limit.explained) of"
      + " \(grouped: limit.explained + limit.unexplained) attempts"
    if limit.basis == .stated, let value = limit.value {
      return "\(value) (\(setting)), in the server's own words"
    }
    if let value = limit.value, limit.basis == .settings || limit.basis == .log {
      let source: Sentence = limit.basis == .log ? "the server's log" : "the settings file"
      return "\(value) (\(setting)) according to \(source); the capture fits it"
    }
    if let value = limit.value { return "\(value), exact: \(explained)" }
    switch (limit.atLeast, limit.atMost) {
    case (let low?, let high?):
      return "between \(low) and \(high) (\(setting)): \(explained)"
    case (let low?, nil):
      return "at least \(low) (\(setting)); connections that this capture does not show count as"
        + " well"
    default:
      return "not to be seen here (\(setting)); connections that this capture does not show count"
        + " as well"
    }
  }

  /// The settings that it can be; nil where there is nothing to choose from.
  var fits: Sentence? {
    guard !limit.alsoFits.isEmpty || limit.basis == .inferred && limit.value != nil else {
      return nil
    }
    let own: Sentence = limit.value.map { "\(setting) = \($0)" } ?? setting
    return limit.alsoFits.reduce(own) { fits, other in
      "\(fits), or \(Sentence(setting: other.setting)) = \(other.value) (\(other.decidedBy) tells)"
    }
  }

  private var setting: Sentence { Sentence(setting: limit.setting) }
}

extension Sentence {
  /// A setting's name, or the words that stand for one where the software is not known.
  init(setting: String) {
    self =
      switch setting {
      case "connections per user": "connections per user"
      case "connections per user and address": "connections per user and address"
      case "connections per client address": "connections per client address"
      case "connections in total": "connections in total"
      case "messages per minute": "messages per minute"
      case "recipients per minute": "recipients per minute"
      case "simultaneous connections": "simultaneous connections"
      default: Cause(rawValue: setting)?.sentence ?? Sentence(verbatim: setting)
      }
  }
}
