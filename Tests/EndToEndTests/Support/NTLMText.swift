import Foundation
import TestSupport

/// NTLM messages (MS-NLMP) in base64, with names of a test's choice and no secret.
enum NTLMText {
  private static let flags: UInt32 = 0x0208_8207
  private static let version = [UInt8](repeating: 0, count: 8)

  static let negotiate = encode(header(1) + little(flags) + empty + empty + version)
  static let challenge = encode(
    header(2) + field(0, at: 56) + little(flags) + [UInt8](1...8)
      + [UInt8](repeating: 0, count: 8) + field(0, at: 56) + version)

  /// The client's last message; names are UTF-16.
  static func authenticate(user: [UInt8], workstation: [UInt8]) -> [UInt8] {
    let payloads = [
      [UInt8](repeating: 0, count: 24), [UInt8](repeating: 7, count: 24), [], user, workstation, [],
    ]
    var message = header(3)
    var offset = 72
    for payload in payloads {
      message += field(payload.count, at: offset)
      offset += payload.count
    }
    return encode(message + little(flags) + version + payloads.flatMap(\.self))
  }

  private static let empty = [UInt8](repeating: 0, count: 8)

  private static func header(_ type: UInt32) -> [UInt8] {
    Array("NTLMSSP\0".utf8) + little(type)
  }

  private static func field(_ count: Int, at offset: Int) -> [UInt8] {
    let length = little(UInt16(truncatingIfNeeded: count))
    return length + length + little(UInt32(offset))
  }

  private static func little(_ number: some FixedWidthInteger) -> [UInt8] {
    CaptureByteOrder.little.bytes(number)
  }

  private static func encode(_ message: [UInt8]) -> [UInt8] {
    Array(Data(message).base64EncodedData())
  }
}
