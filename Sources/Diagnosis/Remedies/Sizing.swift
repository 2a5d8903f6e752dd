/// How large a limit has to be, and why.
struct Sizing {
  /// What a limit counts; the raw value stands in a command for a number that is not known.
  enum Quantity: String {
    case connections = "CONNECTIONS"
    case messages = "MESSAGES"
    case recipients = "RECIPIENTS"
  }

  let quantity: Quantity
  /// What has to fit below the limit; nil where neither captures nor the user say it.
  let demand: Int?
  private let isSMTP: Bool
  private let source: Sentence

  /// The value of a 32-bit setting without a limit.
  static let unlimited = 2_147_483_647

  init(_ context: RemedyContext) {
    quantity =
      switch context.cause {
      case .smtpMessageRate: .messages
      case .smtpRecipientRate: .recipients
      default: .connections
      }
    isSMTP = context.cause.isSMTP
    // Only the UCCX server speaks SMTP: agents say nothing of it.
    let planned = isSMTP ? nil : Self.planned(context)
    let wanted = [planned, context.peakDemand].compactMap(\.self).max()
    // A value that is not above the one in force lifts nothing.
    demand = wanted.map { max($0, min(context.limitAtLeast ?? 0, 1_000_000_000) + 1) }
    source =
      if let agents = context.agents, let planned, planned >= context.peakDemand ?? 0 {
        "\(agents) agents x \(context.connectionsPerLogin) + UCCX \(context.serverConnections)"
          + " = \(planned) connections"
      } else {
        switch quantity {
        case .connections: "\(context.peakDemand ?? 0) connections wanted at the peak"
        case .messages:
          "\(context.peakDemand ?? 0) messages in the busiest minute, tries again included"
        case .recipients:
          "\(context.peakDemand ?? 0) recipients in the busiest minute, tries again included"
        }
      }
  }

  /// Connections of so many agents and the UCCX server, as the user counts them.
  private static func planned(_ context: RemedyContext) -> Int? {
    context.agents.map {
      min(max(0, $0), 1_000_000) * min(max(1, context.connectionsPerLogin), 100_000)
        + min(max(0, context.serverConnections), 1_000_000)
    }
  }

  /// The number to set, never below the default; nil where the setting ends below the demand.
  func number(_ setting: VersionTable.Setting?) -> Int? {
    if setting?.defaultValue == Self.unlimited { return Self.unlimited }
    guard let demand else { return nil }
    let wanted = max(Remedies.size(forDemand: demand), setting?.defaultValue ?? 0)
    let highest = setting?.range.upperBound ?? Self.unlimited
    return wanted <= highest ? wanted : demand <= highest ? highest : nil
  }

  /// The number to set as a command spells it: a placeholder where the demand is not known.
  func value(_ setting: VersionTable.Setting?) -> String {
    number(setting).map(String.init) ?? quantity.rawValue
  }

  /// Whether a value of the setting is large enough for what is wanted.
  func fits(_ setting: VersionTable.Setting?) -> Bool { demand == nil || number(setting) != nil }

  /// Why the number is what it is.
  ///
  /// - Parameter isOpen: whether it is told of several versions at once.
  func because(_ setting: VersionTable.Setting?, isOpen: Bool = false) -> Sentence {
    if setting?.defaultValue == Self.unlimited {
      return isOpen
        ? "\(demand == nil ? unknown : source); from 2013 on it ships without a limit: somebody has set one"
        : "as it ships there is no such limit: somebody has set one"
    }
    guard let demand else { return unknown }
    let shipped = setting?.defaultValue ?? 0
    if Remedies.size(forDemand: demand) < shipped {
      return "\(source); \(shipped) is what it ships with, and less would tighten it"
    }
    return quantity == .connections
      ? "\(source); a fifth more leaves room for half-open ones"
      : "\(source); a fifth more leaves room"
  }

  private var unknown: Sentence {
    let word = quantity.rawValue
    switch quantity {
    case .connections where isSMTP:
      return "\(word) stands for the most that the senders open at one time, a fifth more, and more"
        + " than the value in force"
    case .connections:
      return "\(word) stands for connections per login x agents + those of the UCCX server, a fifth"
        + " more (--agents fills it in), and more than the value in force"
    case .messages, .recipients:
      return
        "\(word) stands for what the busiest minute needs, a fifth more, and more than the value"
        + " in force"
    }
  }
}
