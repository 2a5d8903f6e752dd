package import Bytes

/// The server texts that are known, in the order in which they are tried: most specific first.
package struct SignatureTable: Sendable {
  package let signatures: [Signature]
  /// How many of them, at the front, are a user's own.
  private let ownCount: Int
  private let byPlace: [Signature.Place: [Signature]]

  /// A row that matched, with what its stars stood for.
  package struct Match: Sendable {
    package var signature: Signature
    package var runs: [[UInt8]]

    /// The only number among the runs, where the pattern's star stands for a limit's value.
    package var statedValue: Int? {
      // A back-off is a number, too, and no limit's.
      if statedBackoff != nil { return nil }
      let numbers = runs.compactMap { Int(String(decoding: $0, as: UTF8.self)) }
      return numbers.count == 1 ? numbers[0] : nil
    }

    /// How long the server asks the client to wait, in milliseconds, at most a day.
    ///
    /// Exchange says `Suggested Backoff Time: 299502 milliseconds`; other patterns that speak of a
    /// back-off are taken to give milliseconds, too.
    package var statedBackoff: Int? {
      guard signature.patternText.lowercased().contains("backoff time: *"), let run = runs.last
      else { return nil }
      let digits = run.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      return Int(String(decoding: digits, as: UTF8.self)).map { min($0, 86_400_000) }
    }
  }

  package init(_ signatures: [Signature]) { self.init(own: [], signatures) }

  /// This table with a user's own rows: they are tried first, and one with the id of another row
  /// takes its place.
  package func extended(by own: [Signature]) -> SignatureTable {
    let ids = Set(own.map(\.id))
    let earlier = signatures.prefix(ownCount).filter { !ids.contains($0.id) }
    return SignatureTable(
      own: own + earlier, signatures.dropFirst(ownCount).filter { !ids.contains($0.id) })
  }

  private init(own: [Signature], _ others: [Signature]) {
    ownCount = own.count
    signatures = own + others
    let ownCount = ownCount
    byPlace = Dictionary(grouping: signatures.enumerated(), by: \.element.place).mapValues { rows in
      rows.sorted { left, right in
        let (one, other) = (left.element, right.element)
        let (isOwn, isOthers) = (left.offset < ownCount, right.offset < ownCount)
        if isOwn != isOthers { return isOwn }
        if one.pattern.literalCount != other.pattern.literalCount {
          return one.pattern.literalCount > other.pattern.literalCount
        }
        return left.offset < right.offset
      }.map(\.element)
    }
  }

  /// The row that fits a text best.
  ///
  /// `text` is what is left after the fixed part of the line: for a greeting all after `* `, for
  /// tagged answers all after `tag NO `, for BYE all after `* BYE `. Rows of families that the
  /// server is known not to be are passed over.
  package func match(
    _ text: WireText, at place: Signature.Place, family: ServerFamily = .unknown
  ) -> Match? {
    firstMatch(text.bytes[...], at: place, family: family) { _ in true }
  }

  /// The row that fits an SMTP reply best; `text` is what follows the reply code.
  package func match(
    reply code: Int, _ text: WireText, family: ServerFamily = .unknown
  ) -> Match? {
    let (enhanced, rest) = EnhancedStatusCode.split(text.bytes[...])
    return firstMatch(rest, at: .smtpReply, family: family) {
      $0.fits(code: code, enhanced: enhanced)
    }
  }

  /// Whose words a text may be.
  struct Speakers: Hashable {
    /// Empty where the text says nothing of the family.
    var families: Set<ServerFamily> = []
    /// Whether a row says so that nobody has confirmed.
    var isSoft = false
  }

  /// The families of all rows that fit a text as well as the best one: Courier and Exchange both
  /// say "login failed.".
  func speakers(
    of text: ArraySlice<UInt8>, at place: Signature.Place, code: Int? = nil
  ) -> Speakers {
    let parts = code == nil ? (code: nil, rest: text) : EnhancedStatusCode.split(text)
    var best = -1
    var speakers = Speakers()
    for signature in byPlace[place] ?? [] where signature.pattern.literalCount >= best {
      guard signature.fits(code: code, enhanced: parts.code),
        signature.pattern.match(parts.rest) != nil
      else { continue }
      // Cyrus' `[ALERT] *` would make a Cyrus of everybody.
      guard let family = signature.serverFamily, signature.isTelling else { return Speakers() }
      if signature.pattern.literalCount > best { speakers = Speakers() }
      best = signature.pattern.literalCount
      speakers.families.insert(family)
      speakers.isSoft = speakers.isSoft || signature.isUnconfirmed
    }
    return speakers
  }

  private func firstMatch(
    _ text: ArraySlice<UInt8>, at place: Signature.Place, family: ServerFamily,
    where accepts: (Signature) -> Bool
  ) -> Match? {
    let first = text.first.map(SignaturePattern.lowered)
    for signature in byPlace[place] ?? [] {
      if let wanted = signature.pattern.firstByte, wanted != first { continue }
      if family != .unknown, let own = signature.serverFamily, !own.mayBe(family) { continue }
      guard accepts(signature), let runs = signature.pattern.match(text) else { continue }
      return Match(signature: signature, runs: runs.map(Array.init))
    }
    return nil
  }
}

extension ServerFamily {
  /// Whether words of the one family can come from a server that looks like the other.
  ///
  /// Exchange on premises and the service share most of their texts.
  func mayBe(_ other: ServerFamily) -> Bool {
    let exchange: Set<ServerFamily> = [.exchange, .exchangeOnline]
    return self == other || (exchange.contains(self) && exchange.contains(other))
  }
}

extension Signature {
  /// Whether an SMTP row's codes, as far as it has any, are those of a reply.
  fileprivate func fits(code: Int?, enhanced: String?) -> Bool {
    guard let code else { return true }
    return self.code.split(separator: " ")
      .allSatisfy { $0.contains(".") ? $0 == (enhanced ?? "") : Int($0) == code }
  }

  /// Whether the row has enough text of its own to tell a family by it.
  var isTelling: Bool { pattern.literalCount >= 10 }
}
