import Bytes
import Diagnosis
import Foundation
import Reports
import Sessions
import Store
import StoreSupport
import Testing

struct RoundTripTests {
  @Test(arguments: Sample.names)
  func `sessions read back are the same and give the same report`(_ name: String) throws {
    let sample = try Sample(name)
    let folder = try Folder()
    do {
      let store = try SensorStore(path: folder.path())
      try store.write(StoreBatch(captures: [sample.stored], sessions: sample.sessions))
    }
    let history = try StoreReader(path: folder.path()).history(in: StoreSpan())
    let sessions = history.sessions.first ?? []
    #expect(sessions.map(\.allFacts) == sample.sessions.map(\.allFacts))
    #expect(try sample.report(of: sessions) == sample.report(of: sample.sessions))
    if let facts = history.captures.first {
      #expect(facts.frames == sample.facts.frames)
      #expect(facts.linkTypes == sample.facts.linkTypes)
      #expect(facts.start == sample.facts.start)
      #expect(facts.end == sample.facts.end)
      #expect(history.connections == sample.stored.connections)
    }
  }

  @Test func `a session that was open is replaced when it closes`() throws {
    let sample = try Sample("per-user-limit-16.pcap")
    let folder = try Folder()
    let store = try SensorStore(path: folder.path())
    let early = sample.sessions.map { session in
      var open = session
      open.closing = .open
      open.last = open.first
      open.authentications = []
      return open
    }
    try store.write(StoreBatch(captures: [sample.stored], sessions: early))
    try store.write(StoreBatch(captures: [sample.stored], sessions: sample.sessions))
    let history = try StoreReader(of: store).history(in: StoreSpan())
    #expect(history.sessions.first?.map(\.allFacts) == sample.sessions.map(\.allFacts))
    #expect(
      try number(folder.path(), "SELECT count(*) FROM sign_ins")
        == sample.sessions.reduce(0) { $0 + $1.authentications.count })
  }

  @Test func `times from before the clock was set are read by the clock as it is`() throws {
    let folder = try Folder()
    let store = try SensorStore(path: folder.path())
    let hour = Interval.seconds(3_600)
    // It is set while the second session signs in, which is written before it and after it.
    let setting = ClockSetting(frame: 14, step: hour)
    try store.write(
      StoreBatch(sessions: [Samples.session(0), Samples.session(1, isOpen: true)]))
    try store.write(
      StoreBatch(clock: [setting], sessions: [Samples.session(1), Samples.session(2)]))
    let read = try #require(try StoreReader(of: store).history(in: StoreSpan()).sessions.first)
    #expect(
      read.map(\.first.time)
        == [
          Samples.time(0).advanced(by: hour), Samples.time(1).advanced(by: hour), Samples.time(2),
        ]
    )
    let signIn = try #require(read[1].authentications.first)
    #expect(signIn.request.time.since(signIn.answer.time) == hour)
    let stamped = read.map { $0.timed(after: [setting.undone]).allFacts }
    #expect(stamped == (0..<3).map { Samples.session($0).allFacts })
    // Another run has a clock of its own.
    try SensorStore(path: folder.path()).write(StoreBatch(sessions: [Samples.session(3)]))
    let all = try StoreReader(of: store).history(in: StoreSpan()).sessions
    #expect(all.last?.map(\.first.time) == [Samples.time(3)])
  }

  @Test func `fingerprints of secrets are not kept, equal secrets still are equal`() throws {
    let folder = try Folder()
    let prints: [UInt64?] = [0x1122_3344_5566_7788, 0x99aa_bbcc_ddee_ff00, nil]
    let sessions = [0, 1, 0, 2].enumerated().map { number, secret in
      Samples.session(number, secret: prints[secret])
    }
    try SensorStore(path: folder.path()).write(StoreBatch(sessions: sessions))
    let read = try #require(
      try StoreReader(path: folder.path()).history(in: StoreSpan()).sessions.first)
    let secrets = read.map { $0.authentications[0].secretFingerprint }
    #expect(secrets[0] == secrets[2])
    #expect(secrets[0] != nil && secrets[1] != nil && secrets[0] != secrets[1])
    #expect(secrets[3] == nil)
    #expect(secrets.allSatisfy { !prints.contains($0) || $0 == nil })
    let values: [Data] = try query(folder.path(), "SELECT value FROM sessions")
    for text in values.map({ String(decoding: $0, as: UTF8.self) }) {
      for print in prints.compactMap(\.self) { #expect(!text.contains("\(print)")) }
    }
  }

  @Test func `secrets of different runs are not compared`() throws {
    let folder = try Folder()
    for run in 0..<2 {
      let sessions = (0..<(2 + run)).map { Samples.session(run * 10 + $0, secret: 7) }
      try SensorStore(path: folder.path()).write(StoreBatch(sessions: sessions))
    }
    let history = try StoreReader(path: folder.path()).history(in: StoreSpan())
    let secrets = history.sessions.map { $0.map { $0.authentications[0].secretFingerprint } }
    #expect(secrets == [[nil, nil], [1, 1, 1]])
    #expect(history.sessions.map { $0.map(\.capture) } == [[0, 0], [1, 1, 1]])
    #expect(history.captures.count == 2)
  }

  @Test func `a span holds what lasted into it`() throws {
    let folder = try Folder()
    let store = try SensorStore(path: folder.path())
    // Each lasts ten seconds.
    try store.write(StoreBatch(sessions: (0..<10).map { Samples.session($0, at: $0 * 100) }))
    let reader = StoreReader(of: store)
    func starts(_ since: Int?, _ until: Int?) throws -> [Int] {
      let span = StoreSpan(since: since.map(Samples.time), until: until.map(Samples.time))
      return try reader.history(in: span).sessions.flatMap(\.self).map { $0.first.frame / 10 }
    }
    #expect(try starts(nil, nil) == Array(0..<10))
    #expect(try starts(205, 300) == [2, 3])
    #expect(try starts(211, 299) == [])
    #expect(try starts(800, nil) == [8, 9])
    let latest = try reader.history(in: StoreSpan(), limit: 3)
    #expect(latest.leftOut == 7)
    #expect(latest.sessions.first?.map { $0.first.frame / 10 } == [7, 8, 9])
  }

  @Test func `what earlier versions wrote is read, and written the same way`() throws {
    let kept = """
      {"a":"10.5.0.0:10000","au":[{"a":[5,1795000001000000000],"l":10000000,"m":"PLAIN",\
      "n":{"user":"uccxmail"},"q":[4,1795000001000000000],"r":"ok","s":"uccxmail",\
      "t":"A1 OK done"}],"b":[200,4000],"e":"client-fin","eb":[6,1795000010000000000],\
      "ec":[7,1795000010000000000],"es":[2,1795000000000000000],"f":[1,1795000000000000000],\
      "g":{"isRefusal":false,"stamp":[3,1795000000000000000],\
      "text":"OK The Microsoft Exchange IMAP4 service is ready."},"l":[7,1795000010000000000],\
      "o":"handshake","p":"imap","s":"10.4.4.95:143","se":[true,true]}
      """
    let session = try JSONDecoder().decode(MailSession.self, from: Data(kept.utf8))
    #expect(session.allFacts == Samples.session(0).allFacts)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(String(decoding: try encoder.encode(session), as: UTF8.self) == kept)
  }

  @Test(
    arguments: [
      [], [0], Array("ASCII \"quoted\" \\ \r\n\u{1}".utf8), Array("메일 😀 e\u{301}".utf8),
      [0xff, 0xfe, 0x41], [0xc3], Array(0...255), Array("\u{feff}\u{2028}".utf8),
    ] as [[UInt8]])
  func `text from the wire comes back byte for byte`(bytes: [UInt8]) throws {
    for text in [WireText(bytes), WireText(bytes, wireCount: bytes.count + 10)] {
      let data = try JSONEncoder().encode([text])
      #expect(try JSONDecoder().decode([WireText].self, from: data) == [text])
    }
  }
}
