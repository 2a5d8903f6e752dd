import Packets
import TestSupport
import Testing

struct TCPHeaderTests {
  @Test func `every field of the headers arrives`() throws {
    let transport = TransportPacket.tcp(
      from: 41_916, to: 143, sequence: 0xfedc_ba98, acknowledgement: 0x7654_3210, flags: 0x3f,
      window: 0x8001, urgent: 0x0203, payload: Example.text, checksum: .value(0xabcd))
    let frame = Frame.ethernet(
      .ipv4(
        from: Example.client, to: Example.server, transport, identification: 0x1234, hopLimit: 57))
    let segment = try #require(decode(frame).segment)
    let expected = TCPSegment(
      source: Example.clientEndpoint, destination: Example.serverEndpoint,
      sequenceNumber: 0xfedc_ba98, acknowledgementNumber: 0x7654_3210,
      flags: [.fin, .syn, .rst, .psh, .ack, .urg], window: 0x8001, urgentPointer: 0x0203,
      checksum: 0xabcd, identification: 0x1234, hopLimit: 57, offset: 34, headerLength: 20,
      payloadCount: 11, payloadWireCount: 11)
    #expect(segment == expected)
  }

  @Test func `bytes written down by hand give what they say`() throws {
    // Ethernet, IPv4 192.0.2.1 > 192.0.2.2, TCP 1025 > 25, SYN 0x11223344, MSS 1460.
    let frame = hex(
      """
      020000000002 020000000001 0800
      4500 002c abcd 4000 40 06 0000 c0000201 c0000202
      0401 0019 11223344 00000000 60 02 faf0 0000 0000 020405b4
      """)
    let segment = try #require(decode(frame).segment)
    #expect(segment.source.description == "192.0.2.1:1025")
    #expect(segment.destination.description == "192.0.2.2:25")
    #expect(segment.sequenceNumber == 0x1122_3344)
    #expect(segment.flags == .syn)
    #expect(segment.window == 0xfaf0)
    #expect(segment.headerLength == 24)
    #expect(segment.payloadWireCount == 0)
  }

  @Test(arguments: OptionsCase.all)
  func `options are read`(_ example: OptionsCase) throws {
    let transport = TransportPacket.tcp(
      from: 1, to: 2, options: example.options, payload: Example.text)
    let frame = Frame.ethernet(.ipv4(from: Example.client, to: Example.server, transport))
    let segment = try #require(decode(frame).segment)
    #expect(segment.windowScale == example.windowScale)
    #expect(segment.timestamps == example.timestamps)
    #expect(segment.isSigned == example.isSigned)
    #expect(segment.headerLength == 20 + example.options.count)
    #expect(segment.payloadCount == Example.text.count)
  }

  @Test(arguments: [UInt8(0), 4, 9, 15])
  func `a data offset below the header or beyond the segment is bad`(_ words: UInt8) throws {
    let transport = TransportPacket.tcp(from: 1, to: 2, payload: Example.text, dataOffset: words)
    let frame = Frame.ethernet(
      .ipv4(from: Example.client, to: Example.server, transport), paddedTo: 200)
    let segment = try #require(decode(frame).segment)
    #expect(segment.hasBadDataOffset)
    #expect(segment.headerLength == 20)
    #expect(segment.payloadCount == 0)
    #expect(segment.payloadWireCount == 0)
    #expect(segment.sequenceNumber == 1)
  }

  @Test func `a header that fills the segment to its last byte is good`() throws {
    let transport = TransportPacket.tcp(from: 1, to: 2, options: [1, 1, 1, 1])
    let frame = Frame.ethernet(.ipv4(from: Example.client, to: Example.server, transport))
    let segment = try #require(decode(frame).segment)
    #expect(!segment.hasBadDataOffset)
    #expect(segment.headerLength == 24)
  }
}

/// TCP options and what the segment says of them.
struct OptionsCase: Sendable, CustomTestStringConvertible {
  var name: String
  var options: [UInt8]
  var windowScale: UInt8?
  var timestamps: TCPTimestamps?
  var isSigned = false
  var testDescription: String { name }

  static let stamps = TCPTimestamps(value: 0x0102_0304, echoReply: 0x0506_0708)

  static let all = [
    OptionsCase(name: "none", options: []),
    OptionsCase(
      name: "the usual timestamps", options: hex("01 01 08 0a 01020304 05060708"),
      timestamps: stamps),
    OptionsCase(
      name: "timestamps first", options: hex("08 0a 01020304 05060708 01 00"), timestamps: stamps),
    OptionsCase(
      name: "a SYN of Windows", options: hex("02 04 05b4 01 03 03 08 01 01 04 02"), windowScale: 8),
    OptionsCase(
      name: "a SYN of Linux", options: hex("02 04 05b4 04 02 08 0a 01020304 05060708 01 03 03 07"),
      windowScale: 7, timestamps: stamps),
    OptionsCase(name: "a shift that RFC 7323 limits", options: hex("03 03 ff 00"), windowScale: 14),
    OptionsCase(
      name: "an MD5 signature", options: hex("01 01 13 12 00112233445566778899aabbccddeeff"),
      isSigned: true),
    OptionsCase(
      name: "TCP-AO", options: hex("1d 10 01 02 00112233445566778899aabb"), isSigned: true),
    OptionsCase(name: "nothing behind the end of the list", options: hex("00 03 03 07")),
    OptionsCase(name: "a length of zero", options: hex("05 00 03 03 07 00 00 00")),
    OptionsCase(name: "a length of one", options: hex("05 01 03 03 07 00 00 00")),
    OptionsCase(
      name: "a length beyond the header", options: hex("03 03 07 08 0a 01 02 03"), windowScale: 7),
    OptionsCase(name: "a kind without a length", options: hex("01 01 01 08")),
    OptionsCase(name: "timestamps of a wrong length", options: hex("08 06 01020304 01 01")),
    OptionsCase(name: "a window scale of a wrong length", options: hex("03 04 07 07")),
  ]
}

/// The bytes that hexadecimal digits spell; white space does not count.
func hex(_ text: String) -> [UInt8] {
  let digits = text.compactMap(\.hexDigitValue)
  return stride(from: 0, to: digits.count - 1, by: 2).map {
    UInt8(digits[$0] << 4 | digits[$0 + 1])
  }
}
