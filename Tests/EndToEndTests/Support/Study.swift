import Bytes
import Capture
import Diagnosis
import Pipeline
import Reports
import Sessions

/// What the whole program makes of one capture, short of the command line.
struct Study {
  var result: CaptureResult
  var diagnosis: Diagnosis
  /// Every line of every session, as `trace --both` shows it.
  var trace = ""

  init(path: String) throws {
    try self.init { () throws(CaptureError) in try CaptureFile(path: path) }
  }

  init(bytes: [UInt8]) throws {
    try self.init { () throws(CaptureError) in try CaptureFile(bytes: bytes) }
  }

  init(source: any ByteSource) throws {
    try self.init { () throws(CaptureError) in try CaptureFile(source: source, name: "source") }
  }

  private init(_ open: () throws(CaptureError) -> CaptureFile) throws {
    var pipeline = Pipeline(file: try open(), index: 0, options: PipelineOptions())
    pipeline.run()
    result = pipeline.result
    diagnosis = Diagnosis(of: Self.inOrder(result.sessions))
  }

  /// Reads a capture line by line, which fills `trace`.
  init(tracing bytes: [UInt8]) throws {
    let file = try CaptureFile(bytes: bytes)
    var pipeline = Pipeline(file: file, index: 0, options: PipelineOptions())
    var text = ""
    pipeline.trace { line, frame in
      text += line.text(
        frameLength: frame.length, captureStart: frame.captureStart, digits: frame.digits,
        showsDestination: true)
      return true
    }
    trace = text
    result = pipeline.result
    diagnosis = Diagnosis(of: Self.inOrder(result.sessions))
  }

  /// As the commands order sessions.
  private static func inOrder(_ sessions: [MailSession]) -> [MailSession] {
    sessions.sorted { $0.first.frame < $1.first.frame }
  }

  var sessions: [MailSession] { Self.inOrder(result.sessions) }

  /// The capture's facts under a path that does not depend on the machine.
  func facts(path: String) -> CaptureFacts {
    let summary = result.summary
    return CaptureFacts(
      path: path, linkTypes: summary.linkTypes.map(\.name), frames: summary.frames,
      bytes: summary.bytes, start: summary.firstTime, end: summary.lastTime,
      origin: result.firstFrameTime, digits: summary.subsecondDigits,
      warnings: result.warnings, drops: summary.drops)
  }

  /// As `ladder` prints it: of the account that was refused most.
  func ladder(path: String) throws -> String {
    let ladder = try SignInLadder(
      sessions, captures: [facts(path: path)], selection: LadderSelection())
    return LadderPrint(ladder).text
  }

  func report(path: String) -> Report {
    Report(
      captures: [facts(path: path)], diagnosis: diagnosis, connections: result.connections,
      books: [
        Book(
          capture: path,
          lines: result.identities.map { identity in
            Book.Line(
              name: identity.name, left: identity.left.map { ($0.name, $0.value) },
              right: identity.right.map { ($0.name, $0.value) }, balances: identity.holds)
          }, limitsMet: result.limitsMet.map { ($0.name, $0.value) })
      ])
  }
}
