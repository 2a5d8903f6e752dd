/// How large a limit has to be, and why.
struct Sizing {
  private let demand: Int?
  private let atLeast: Int
  private let source: String

  init(_ context: RemedyContext) {
    let planned = context.agents.map {
      $0.multipliedReportingOverflow(by: max(1, context.connectionsPerLogin)).partialValue
        + context.serverConnections
    }
    atLeast = context.limitAtLeast ?? 0
    demand = [planned, context.peakDemand].compactMap(\.self).max()
    source =
      if let agents = context.agents, let planned, planned >= context.peakDemand ?? 0 {
        "\(agents) agents x \(context.connectionsPerLogin) + UCCX \(context.serverConnections)"
          + " = \(planned) connections"
      } else {
        "\(context.peakDemand ?? 0) connections wanted at the peak"
      }
  }

  /// The number to set, never below the default or what is known of the limit in force; the letter
  /// N where the demand is not known.
  func value(_ setting: VersionTable.Setting?) -> String {
    let unlimited = 2_147_483_647
    if setting?.defaultValue == unlimited { return "\(unlimited)" }
    guard let demand else { return "N" }
    let wanted = max(
      Remedies.size(forDemand: max(demand, atLeast + 1)), setting?.defaultValue ?? 0)
    let number = min(wanted, setting?.range.upperBound ?? unlimited)
    return number > atLeast ? "\(number)" : "N"
  }

  var because: String {
    demand == nil
      ? "N is connections per login x agents + those of the UCCX server + 20 %, rounded up to ten,"
        + " and more than the value in force"
      : source + "; a fifth more is left for half-open ones, and no default is lowered"
  }
}
