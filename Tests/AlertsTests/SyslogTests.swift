import Testing

@testable import Alerts

struct SyslogTests {
  private func send(_ alert: Alert = .example(), to address: SyslogAddress) async throws {
    try await withTimeLimit(.seconds(60)) {
      try await SyslogTarget(address).deliver(alert, within: .seconds(60))
    }
  }

  @Test
  func `a message is made as RFC 5424 wants it`() {
    let message = SyslogMessage(.example(), host: "sensor 1", process: 42)
    #expect(
      message.text == "<28>1 2026-11-23T14:52:13.104218Z sensor1 chokepoint 42 open - "
        + "10.4.4.95:143 turns away uccxmail key=\"a1b2\" verdict=\"throttling\" "
        + "cause=\"connections-per-user\" server=\"10.4.4.95:143\" account=\"uccxmail\"")
    #expect(SyslogMessage(.example(.worsened, step: 1)).text.hasPrefix("<27>1 "))
    #expect(SyslogMessage(.example(.closed)).text.hasPrefix("<29>1 "))
    #expect(SyslogMessage(.example(), host: "").text.contains("Z - chokepoint "))
  }

  @Test
  func `what stood on the wire can neither end a message nor begin one`() {
    let text = SyslogMessage(
      .example(account: "a\" b\\c\r\n<0>1 evil\u{0}\u{1b}[2J\u{202e}", sentence: "x\ny")
    ).text
    #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202e })
    #expect(text.contains(#"account="a\" b\\c\\x0d\\x0a<0>1 evil\\x00\\x1b[2J\\u{202e}""#))
  }

  @Test
  func `a message is cut at its limit, in whole characters`() {
    for padding in 0..<4 {
      let sentence = String(repeating: "a", count: padding) + String(repeating: "계", count: 3_000)
      let text = SyslogMessage(.example(sentence: sentence)).text
      #expect(text.utf8.count > SyslogMessage.limit - 4)
      #expect(text.utf8.count <= SyslogMessage.limit)
      #expect(text.last == "계")
    }
  }

  @Test
  func `a local socket gets the message as one datagram`() async throws {
    let log = try LocalSyslog()
    #expect(try await eventually { log.isListening })
    try await send(to: SyslogAddress(log.path))
    #expect(try await eventually { log.message(0) == SyslogMessage(.example()).text })
    // As long as one may be.
    let long = Alert.example(sentence: String(repeating: "계", count: 3_000))
    try await send(long, to: SyslogAddress(log.path))
    #expect(try await eventually { log.message(1) == SyslogMessage(long).text })
  }

  @Test
  func `over UDP a message is one datagram`() async throws {
    let receiver = try await SyslogReceiver(.udp)
    try await send(to: SyslogAddress("udp:127.0.0.1:\(receiver.port)"))
    #expect(try await eventually { receiver.messages == [SyslogMessage(.example()).text] })
  }

  @Test
  func `over TCP a message begins with its length`() async throws {
    let receiver = try await SyslogReceiver(.tcp)
    try await send(.example(account: "계정"), to: SyslogAddress("tcp:127.0.0.1:\(receiver.port)"))
    let text = SyslogMessage(.example(account: "계정")).text
    #expect(
      try await eventually { receiver.messages.joined() == "\(text.utf8.count) \(text)" },
      "\(receiver.messages)")
  }

  @Test
  func `a daemon that is not there is named as such`() async throws {
    await #expect(throws: DeliveryFailure("No such file or directory")) {
      try await send(to: .local(path: "/nonexistent/log"))
    }
    await #expect(throws: DeliveryFailure("Connection refused")) {
      // tcpmux, which nobody runs.
      try await send(to: .tcp(host: "127.0.0.1", port: 1))
    }
  }

  @Test(arguments: [
    ("/dev/log", SyslogAddress.usual), ("udp:loghost", .udp(host: "loghost", port: 514)),
    ("tcp:10.0.0.1:6514", .tcp(host: "10.0.0.1", port: 6_514)),
    ("udp:[fe80::1]", .udp(host: "fe80::1", port: 514)),
    ("tcp:[::1]:1514", .tcp(host: "::1", port: 1_514)),
  ])
  func `addresses are a path, or a transport with a host and maybe a port`(
    text: String, address: SyslogAddress
  ) throws {
    #expect(try SyslogAddress(text) == address)
  }

  @Test(arguments: ["", "loghost", "udp:", "udp:host:", "udp:host:0", "tcp:host:70000", "tcp:[::1"])
  func `anything else is refused`(text: String) {
    #expect(throws: SyslogAddress.Problem(text: text)) { try SyslogAddress(text) }
  }
}
