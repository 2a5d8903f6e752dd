package import Diagnosis

/// Writes the server texts that are known: for people, as a file to edit, for programs.
package struct SignatureReport {
  package enum Format: String, Sendable, CaseIterable {
    case table
    case tsv
    case json
  }

  private let signatures: [Signature]
  /// All families of the table, as it spells them.
  package let families: [String]

  /// - Parameter family: leaves the texts of other families out.
  package init(_ table: SignatureTable, family: String? = nil) {
    families = Set(table.signatures.map(\.family)).sorted()
    signatures = table.signatures.filter { family == nil || $0.family == family }
  }

  package var isEmpty: Bool { signatures.isEmpty }

  package func text(_ format: Format) throws -> String {
    switch format {
    case .table: signatures.map(paragraph).joined(separator: "\n")
    case .tsv: SignatureFile.text(of: signatures)
    case .json:
      try JSONText.encode(
        SignatureDocument(signatures: signatures.map(document)), pretty: true) + "\n"
    }
  }

  private func paragraph(_ signature: Signature) -> String {
    let code = signature.place == .smtpReply ? signature.code + " " : ""
    var lines = [
      "\(signature.id)  (\(signature.family), \(signature.versions))",
      "    \(Self.place(signature.place)): \(code)\(signature.patternText)",
      "    means     \(signature.meaning)",
    ]
    if !signature.causes.isEmpty {
      lines.append("    cause     " + signature.causes.map(\.rawValue).joined(separator: ", or "))
    }
    if !signature.setting.isEmpty {
      let value = signature.defaultValue.isEmpty ? "" : " (default \(signature.defaultValue))"
      lines.append("    setting   \(signature.setting)\(value)")
    }
    lines.append("    " + Self.confidence(signature))
    return lines.map { terminalText($0) + "\n" }.joined()
  }

  /// How far a text is to be trusted, and where it comes from.
  private static func confidence(_ signature: Signature) -> String {
    if signature.isUnconfirmed { return "unconfirmed: speaks softly" }
    return signature.source.isEmpty
      ? "confirmed by who wrote the row" : "confirmed \(signature.source)"
  }

  private static func place(_ place: Signature.Place) -> String {
    switch place {
    case .greeting: "greeting  *"
    case .taggedOK: "answer    tag OK"
    case .taggedNO: "answer    tag NO"
    case .taggedBAD: "answer    tag BAD"
    case .untaggedBYE: "goodbye   * BYE"
    case .smtpReply: "reply"
    }
  }

  private func document(_ signature: Signature) -> SignatureDocument.Row {
    SignatureDocument.Row(
      id: signature.id, protocol: signature.protocolName, family: signature.family,
      versions: signature.versions, where: signature.place.rawValue, code: signature.code,
      pattern: signature.patternText, causes: signature.causes.map(\.rawValue),
      meaning: signature.meaning, setting: signature.setting, default: signature.defaultValue,
      source: signature.source, confirmed: !signature.isUnconfirmed)
  }
}
