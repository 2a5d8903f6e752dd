import Foundation
import TestSupport
import Testing

/// The recorder's passwords, and every long word of base64, padding left out, that the captures' mail sessions carry.
struct Secrets {
  private static let shortestToken = 20
  private static let mailPorts: Set<UInt16> = [25, 143, 587]

  private var passwords: [[UInt8]] = []
  private var encodedPasswords: [[UInt8]] = []
  private var tokens: Set<ArraySlice<UInt8>> = []
  var tokenCount: Int { tokens.count }

  init() throws {
    let recorded = try Self.recorderPasswords()
    try #require(recorded.count >= 3)
    // Account names are shown in lower case: what is taken for one is, too.
    passwords =
      recorded + recorded.map { Array(String(decoding: $0, as: UTF8.self).lowercased().utf8) }
    encodedPasswords = passwords.flatMap(Self.encodings)
    for capture in SampleCapture.all {
      for frame in try capture.frames() {
        tokens.formUnion(Self.words(in: Self.mailPayload(of: frame.bytes)))
      }
    }
  }

  func isHeldInPlain(by text: [UInt8]) -> Bool { contains(text, anyOf: passwords) }
  func isHeldInBase64(by text: [UInt8]) -> Bool { contains(text, anyOf: encodedPasswords) }

  func isHeld(by text: [UInt8]) -> Bool {
    isHeldInPlain(by: text) || isHeldInBase64(by: text)
      || !tokens.isDisjoint(with: Self.words(in: text[...]))
  }

  private func contains(_ text: [UInt8], anyOf secrets: [[UInt8]]) -> Bool {
    let data = Data(text)
    return secrets.contains { data.range(of: Data($0)) != nil }
  }

  /// The constants of the recorder whose names end in `PASSWORD`.
  private static func recorderPasswords() throws -> [[UInt8]] {
    let folder = SampleCapture.folder.appending(path: "recorder")
    let names = FileManager.default.enumerator(atPath: folder.path)?.allObjects ?? []
    var passwords: Set<String> = []
    for case let name as String in names where name.hasSuffix(".py") {
      let source = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      for line in source.split(separator: "\n") {
        guard let match = line.wholeMatch(of: /(\w+, )?\w*PASSWORD = .*"([^"]+)"/) else { continue }
        passwords.insert(String(match.output.2))
      }
    }
    return passwords.sorted().map { Array($0.utf8) }
  }

  /// Base64 at each of the three places in a group, hexadecimal, and UTF-16.
  private static func encodings(_ password: [UInt8]) -> [[UInt8]] {
    let shifted = (0..<3).map { shift in
      let encoded = Data([UInt8](repeating: 0, count: shift) + password).base64EncodedString()
      let whole = encoded.prefix { $0 != "=" }
      // The first and last characters depend on the bytes around.
      return Array(whole.dropFirst([0, 2, 3][shift]).dropLast().utf8)
    }
    let hexadecimal = password.map { String($0, radix: 16) }.joined()
    let wide: [UInt8] = password.flatMap { [$0, 0] as [UInt8] }
    return shifted + [Array(hexadecimal.utf8), Array(hexadecimal.uppercased().utf8), wide]
  }

  private static func mailPayload(of frame: [UInt8]) -> ArraySlice<UInt8> {
    guard let packet = NetworkPacket(ethernet: frame)?.bytes, packet[9] == 6 else { return [] }
    let tcp = packet[(Int(packet[0] & 15) * 4)...]
    let start = tcp.startIndex
    let ports = [0, 2].map { UInt16(tcp[start + $0]) << 8 | UInt16(tcp[start + $0 + 1]) }
    guard !mailPorts.isDisjoint(with: ports) else { return [] }
    return tcp.dropFirst(Int(tcp[start + 12] >> 4) * 4)
  }

  private static func words(in text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    text.split { !isBase64($0) }.filter { $0.count >= shortestToken }
  }

  private static func isBase64(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
      true
    default: false
    }
  }
}
