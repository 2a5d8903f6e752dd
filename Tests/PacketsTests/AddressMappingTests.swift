import Packets
import TestSupport
import Testing

struct AddressMappingTests {
  private func sharedBits(_ one: IPAddress, _ other: IPAddress) -> Int {
    let high = one.high ^ other.high
    return high != 0 ? high.leadingZeroBitCount : 64 + (one.low ^ other.low).leadingZeroBitCount
  }

  private func addresses(seed: UInt64) -> [IPAddress] {
    var random = SeededGenerator(seed: seed)
    return (0..<60).map { index in
      switch index % 4 {
      case 0: IPAddress(v4: 0x0a00_0000 | UInt32.random(in: 1..<0x00ff_ffff, using: &random))
      case 1: IPAddress(v4: UInt32.random(in: 0x0100_0000..<0xdfff_ffff, using: &random))
      case 2: IPAddress(v4: 0xc0a8_0000 | UInt32.random(in: 1..<0xffff, using: &random))
      default:
        IPAddress(
          high: 0x2001_0db8_0000_0000 | UInt64.random(in: 0..<0xffff_ffff, using: &random),
          low: .random(in: 1..<(.max), using: &random))
      }
    }.filter { $0.low >> 24 & 0xff != 127 }
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `two addresses share as many first bits as before`(seed: UInt64) {
    var mapping = AddressMapping()
    let addresses = addresses(seed: seed)
    let mapped = addresses.map { mapping.mapped($0) }
    #expect(mapped.map(\.isIPv4) == addresses.map(\.isIPv4))
    for one in addresses.indices {
      for other in addresses.indices.dropFirst(one + 1)
      where addresses[one].isIPv4 == addresses[other].isIPv4 {
        #expect(
          sharedBits(addresses[one], addresses[other]) == sharedBits(mapped[one], mapped[other]))
      }
    }
    #expect(zip(addresses, mapped).count { $0 != $1 } > addresses.count / 2)
    #expect(addresses.map { mapping.mapped($0) } == mapped)
  }

  @Test func `private networks stay private, and what names no host stays as it is`() {
    var mapping = AddressMapping()
    for address in ["10.1.2.3", "172.20.1.1", "192.168.7.9", "169.254.3.4"] {
      guard let original = IPAddress(address) else { continue }
      let text = mapping.mapped(original).description
      #expect(text.split(separator: ".").first == address.split(separator: ".").first)
      if address.hasPrefix("192.168") { #expect(text.hasPrefix("192.168.")) }
      if address.hasPrefix("172") {
        let second = Int(text.split(separator: ".")[1]) ?? 0
        #expect((16...31).contains(second))
      }
    }
    for address in ["0.0.0.0", "127.0.0.1", "224.0.0.1", "255.255.255.255", "::1", "ff02::1"] {
      guard let original = IPAddress(address) else {
        Issue.record("no address: \(address)")
        continue
      }
      #expect(mapping.mapped(original) == original)
    }
  }

  @Test func `hardware addresses become local ones, one for one, and groups stay`() {
    let mapping = AddressMapping()
    let one = mapping.mapped(hardware: [0x00, 0x50, 0x56, 1, 2, 3])
    #expect(one.count == 6)
    #expect(one[0] & 3 == 2)
    #expect(one == mapping.mapped(hardware: [0x00, 0x50, 0x56, 1, 2, 3]))
    #expect(one != mapping.mapped(hardware: [0x00, 0x50, 0x56, 1, 2, 4]))
    #expect(mapping.mapped(hardware: [1, 0, 0x5e, 1, 2, 3]) == [1, 0, 0x5e, 1, 2, 3])
  }

  @Test(arguments: [
    (
      "too many connections from unknown[10.4.5.108]",
      "too many connections from unknown[00.0.0.000]"
    ),
    ("rip=10.4.5.108, lip=10.4.4.95.", "rip=00.0.0.000, lip=10.4.4.95."),
    ("Version: 15.0.1497.2", "Version: 15.0.1497.2"),
    ("EHLO [IPv6:2001:db8::5]", "EHLO [IPv6:0000:000::0]"),
    ("4.7.0 no", "4.7.0 no"),
  ])
  func `known addresses in words become zeros`(text: String, hidden: String) throws {
    let known = try ["10.4.5.108", "2001:db8::5"].map { try #require(IPAddress($0)) }
    #expect(AddressText(Set(known)).hiding(in: text) == hidden)
  }
}
