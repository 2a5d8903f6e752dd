import Packets
import Testing

struct AddressTextTests {
  @Test(arguments: [
    "0.0.0.0", "10.4.5.108", "255.255.255.255", "192.0.2.1", "::", "::1", "2001:db8::1",
    // RFC 5952: no leading zeros, the longest run, the first of two, never a single group.
    "2001:db8::1:0:0:1", "2001:db8:0:1:1:1:1:1", "2001:0:0:1::1", "1::", "1:2:3:4:5:6:7:8",
    "fe80::a:b:c:d", "1:0:0:2::", "::2:0:0:0:1", "64:ff9b::a04:55f", "0:0:1::",
  ])
  func `canonical text is read and printed`(_ text: String) throws {
    let address = try #require(IPAddress(text))
    #expect(address.description == text)
  }

  @Test(arguments: [
    ("2001:DB8:0:0:0:0:0:1", "2001:db8::1"), ("2001:0db8::0001", "2001:db8::1"),
    ("::ffff:10.4.5.108", "10.4.5.108"), ("::ffff:a04:56c", "10.4.5.108"),
    ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"), ("64:ff9b::10.4.5.95", "64:ff9b::a04:55f"),
    ("::10.4.5.95", "::a04:55f"), ("0:0:0:0:0:0:0:0", "::"),
    ("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"),
  ])
  func `other forms are read`(text: String, canonical: String) throws {
    let address = try #require(IPAddress(text))
    #expect(address.description == canonical)
  }

  @Test(arguments: [
    "", ".", ":", ":::", "1.2.3", "1.2.3.4.5", "256.1.1.1", "1.2.3.-4", "01.2.3.4", "1.2.3.4 ",
    "+1.2.3.4", "1..2.3", "1.2.3.4:5", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::",
    "g::", "1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8", ":1:2:3:4:5:6:7", "1:2:3:4:5:6:7:", "::1%eth0",
    "::1/64", "[::1]", "1.2.3.4::", "::1.2.3", "::1.2.3.4:5", "+1::", "-1::", "١.2.3.4",
    "0000000000000000000000000000000000000000000000::1",
  ])
  func `what is no address is refused`(_ text: String) {
    #expect(IPAddress(text) == nil)
  }

  @Test func `random addresses survive the way through text`() {
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<2000 {
      // Mostly zero groups, so that runs of every length and place occur.
      var words: [UInt64] = [0, 0]
      for index in 0..<8 where Int.random(in: 0..<3, using: &generator) == 0 {
        let group = UInt64.random(in: 0...0xffff, using: &generator)
        words[index / 4] |= group << (16 * UInt64(index % 4))
      }
      let address = IPAddress(high: words[0], low: words[1])
      #expect(IPAddress(address.description) == address)
    }
  }

  @Test(arguments: ["10.4.4.95:143", "[2001:db8::1]:143", "0.0.0.0:0", "[::]:65535"])
  func `endpoints are read and printed`(_ text: String) throws {
    let endpoint = try #require(Endpoint(text))
    #expect(endpoint.description == text)
  }

  @Test(arguments: [
    "", ":", "10.4.4.95", "10.4.4.95:", "10.4.4.95:65536", "10.4.4.95:-1", "10.4.4.95:+1",
    "[10.4.4.95]:143", "2001:db8::1:143", "2001:db8::1", "[2001:db8::1]", "[]:1", "[:1", "]:1",
    "10.4.4.95:14 3", "[2001:db8::1:143",
  ])
  func `what is no endpoint is refused`(_ text: String) {
    #expect(Endpoint(text) == nil)
  }

  @Test func `endpoints have one order and keys forget the direction`() throws {
    let low = try #require(Endpoint("10.4.4.95:143"))
    let high = try #require(Endpoint("10.4.4.95:144"))
    let other = try #require(Endpoint("[2001:db8::1]:1"))
    #expect([other, high, low].sorted() == [low, high, other])
    #expect(ConnectionKey(low, other) == ConnectionKey(other, low))
    #expect(ConnectionKey(high, low).lower == low)
    #expect(ConnectionKey(low, low).upper == low)
  }
}
