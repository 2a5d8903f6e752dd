/// What a server's own words tell of its version.
extension ServerVersion {
  /// The version of recognised software, as narrow as its words are.
  init(of identity: ServerIdentity) {
    switch identity.family {
    case .exchange: self = Self.exchange(identity.versionText ?? "")
    case .dovecot:
      switch Self.numbers(identity.versionText ?? "").prefix(2) {
      case let numbers where numbers.count < 2: self = .dovecot
      case let numbers: self = numbers.lexicographicallyPrecedes([2, 4]) ? .dovecot23 : .dovecot24
      }
    default: self = ServerVersion(rawValue: identity.family.rawValue) ?? .unknown
    }
  }

  /// Exchange by a name (`2007`), a range that greetings leave open (`2007-SE`), or a build number.
  private static func exchange(_ text: String) -> ServerVersion {
    switch text {
    case "2007": return .exchange2007
    // Older than anything that plans are for.
    case "5.5", "2000", "2003", "5.5-2003": return .unknown
    default: return exchange(build: numbers(text)) ?? .exchange
    }
  }

  /// Exchange by its build number, such as 14.3.123.4; nil where it is none.
  static func exchange(build: [Int]) -> ServerVersion? {
    guard build.count >= 2 else { return nil }
    switch (build[0], build[1]) {
    case (5, 5), (6, _): return .unknown
    case (8, _): return .exchange2007
    case (14, 0): return .exchange2010RTM
    case (14, 1): return .exchange2010SP1
    case (14, 2): return .exchange2010SP2
    case (14, 3): return .exchange2010SP3
    case (15, 0): return .exchange2013
    case (15, 1): return .exchange2016
    case (15, 2):
      // The Subscription Edition goes on counting where 2019 ended.
      return build.count > 2 && build[2] >= 2_562 ? .exchangeSE : .exchange2019
    default: return nil
    }
  }

  /// The numbers of a version between its dots; none where it begins otherwise.
  static func numbers(_ text: String) -> [Int] {
    var numbers: [Int] = []
    for part in text.split(separator: ".", omittingEmptySubsequences: false).prefix(4) {
      let digits = part.prefix { $0.isASCII && $0.isNumber }
      guard let number = Int(digits) else { break }
      numbers.append(number)
      if digits.count < part.count { break }
    }
    return numbers
  }

  /// What the words of Dovecot's own limit tell: the response code changed with 2.4.
  static func dovecot(refusal words: String) -> ServerVersion? {
    guard words.contains("] Maximum number of connections from user+IP") else { return nil }
    if words.contains("[LIMIT]") { return .dovecot24 }
    return words.contains("[UNAVAILABLE]") ? .dovecot23 : nil
  }
}
