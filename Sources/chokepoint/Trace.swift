import ArgumentParser
import Bytes
import Capture
import Pipeline
import Reports
import Sessions

struct Trace: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "List the mail lines of a capture as Wireshark's packet list shows them.",
    discussion: """
      Number, time since the first frame, source, protocol, frame length and the first line in \
      each frame of the server. Passwords, tokens and message text are replaced.
      """)

  @OptionGroup var input: CaptureOptions

  @Flag(help: "The clients' lines too, with the destination behind the source.")
  var both = false

  func run() throws {
    var hasTrouble = false
    for path in input.paths {
      do {
        hasTrouble = try trace(path) || hasTrouble
      } catch let error as CaptureError {
        Terminal.message("\(error)")
        hasTrouble = true
      }
    }
    if hasTrouble { throw ExitCode(2) }
  }

  /// Prints one capture's lines; returns whether something could not be read.
  private func trace(_ path: String) throws -> Bool {
    var pipeline = try Pipeline(path: path, index: 0, options: input.options)
    var failure: (any Error)?
    var lastFrame: [Side: Int] = [:]
    var text = ""
    pipeline.trace { line, frame in
      guard both || line.side == .server else { return true }
      // Wireshark shows the first line of a frame.
      guard lastFrame.updateValue(line.stamp.frame, forKey: line.side) != line.stamp.frame else {
        return true
      }
      text += line.text(
        frameLength: frame.length, captureStart: frame.captureStart, digits: frame.digits,
        showsDestination: both)
      guard text.utf8.count >= 1 << 16 else { return true }
      defer { text = "" }
      do { try Terminal.print(text) } catch { failure = error }
      return failure == nil
    }
    if let failure { try Output.fail(failure) }
    try Output.write(text, to: nil)
    if let damage = pipeline.result.summary.damage { Terminal.message("\(damage)") }
    return pipeline.result.summary.damage != nil
  }
}
