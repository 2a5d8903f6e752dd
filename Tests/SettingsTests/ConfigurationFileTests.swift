import Settings
import Testing

/// A sensor's file: every key, and the place of whatever is wrong.
struct ConfigurationFileTests {
  private static let whole = """
    # A sensor beside one Exchange.
    interfaces: [eth1, eth2]
    any-port: true
    buffer: 128
    snaplen: 2048
    promiscuous: false
    immediate: true
    user: chokepoint
    ring:
      folder: /var/lib/chokepoint/ring
      size: 512
    refusals: 5
    quiet: 120
    sessions: 20000
    format: jsonl
    known: others-sign-in
    agents: 24
    limit: 16
    connections-per-login: 3
    server: exchange-2010-sp3
    signatures:
      - own.tsv
    store:
      path: /var/lib/chokepoint/sensor.sqlite
      days: 30
      size: 100
    alerts:
      - command: [/usr/local/bin/page, --urgent]
      - webhook: https://hooks.example.org/x
      - syslog: /dev/log
    metrics:
      listen: 127.0.0.1:9464
      open-to-others: false
    """

  @Test func `every key is read`() {
    let (found, problems) = ConfigurationFile.parse(Self.whole)
    #expect(problems == [])
    var expected = SensorConfiguration()
    expected.interfaces = ["eth1", "eth2"]
    expected.anyPort = true
    expected.buffer = 128
    expected.snapLength = 2_048
    expected.isPromiscuous = false
    expected.isImmediate = true
    expected.user = "chokepoint"
    expected.ring = .init(folder: "/var/lib/chokepoint/ring")
    expected.ring?.size = 512
    expected.refusals = 5
    expected.quiet = 120
    expected.sessions = 20_000
    expected.format = .jsonl
    expected.known = ["others-sign-in"]
    expected.agents = 24
    expected.limit = 16
    expected.connectionsPerLogin = 3
    expected.server = "exchange-2010-sp3"
    expected.signatures = ["own.tsv"]
    expected.store = .init(path: "/var/lib/chokepoint/sensor.sqlite")
    expected.store?.days = 30
    expected.store?.size = 100
    expected.alerts = [
      .command(["/usr/local/bin/page", "--urgent"]), .webhook("https://hooks.example.org/x"),
      .syslog("/dev/log"),
    ]
    expected.metrics = .init(listen: "127.0.0.1:9464")
    #expect(found == expected)
  }

  @Test func `an empty file is the defaults`() {
    for text in ["", "\n", "# nothing\n"] {
      let (found, problems) = ConfigurationFile.parse(text)
      #expect(found == SensorConfiguration())
      #expect(problems == [])
    }
  }

  @Test(arguments: [
    ("interfaces: [eth1]\nbufer: 3\n", 2, 1, "did you mean 'buffer'?"),
    ("buffer: lots\n", 1, 9, "a number from 1 to 2047, not 'lots'"),
    ("buffer: 99999\n", 1, 9, "a number from 1 to 2047"),
    ("quiet: [1, 2]\n", 1, 8, "not a list"),
    ("any-port: yes\n", 1, 11, "true or false, not 'yes'"),
    ("ring:\n  size: 3\n", 2, 3, "'ring' needs 'folder'"),
    ("ring: /tmp\n", 1, 7, "'ring' must be keys with values"),
    ("alerts:\n  - command: /bin/true\n    webhook: x\n", 2, 5, "an alert has one of"),
    ("alerts:\n  - mail: me\n", 2, 5, "is no key of an entry of 'alerts'"),
    ("format: xml\n", 1, 9, "one of text, jsonl"),
    ("known: [all]\n", 1, 9, "others-sign-in, password-verified"),
    ("- eth1\n", 1, 1, "the file must be keys with values"),
    ("interfaces: [eth1\nbuffer: 3\n", 2, 7, "no YAML"),
    ("buffer: 3\nbuffer: 4\n", 1, 1, "given twice"),
    ("store:\n\tpath: x\n", 2, 1, "no YAML"),
  ])
  func `what is wrong is named with its line and column`(
    _ text: String, _ line: Int, _ column: Int, _ words: String
  ) throws {
    let problems = ConfigurationFile.parse(text).problems
    let first = try #require(problems.first { $0.message.contains(words) }, "\(problems)")
    #expect(first.line == line, "\(first)")
    #expect(first.column == column, "\(first)")
  }

  @Test func `everything that is wrong is named, in the order of the lines`() {
    let problems = ConfigurationFile.parse("buffer: 0\nfoo: 1\nquiet: x\n").problems
    #expect(problems.map(\.line) == [1, 2, 3])
  }

  @Test func `the file may end anywhere`() {
    for length in 0...Self.whole.utf8.count {
      _ = ConfigurationFile.parse(String(decoding: Self.whole.utf8.prefix(length), as: UTF8.self))
    }
  }

  @Test func `anchors that multiply do not fill the memory`() {
    var text = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for (name, before) in zip("bcdefghi", "abcdefgh") {
      text +=
        "\(name): &\(name) [" + Array(repeating: "*\(before)", count: 9).joined(separator: ", ")
        + "]\n"
    }
    #expect(!ConfigurationFile.parse(text).problems.isEmpty)
  }
}
