/// The entry points for hostile input, each with what it promises about any bytes whatever.
///
/// A trap is a finding as well as a `FuzzFinding`. The same code serves libFuzzer and the tests that
/// replay what it once found.
package enum FuzzTarget: String, CaseIterable, Sendable {
  case file = "FuzzFile"
  case packets = "FuzzPackets"
  case streams = "FuzzStreams"
  case imap = "FuzzIMAP"
  case smtp = "FuzzSMTP"
  case ntlm = "FuzzNTLM"
  case pipeline = "FuzzPipeline"
  case probe = "FuzzProbe"

  /// Gives one input to the entry point.
  package func run(_ input: [UInt8]) throws(FuzzFinding) {
    switch self {
    case .file: try FileFuzz.run(input)
    case .packets: try PacketFuzz.run(input)
    case .streams: try StreamFuzz.run(input)
    case .imap: try MailFuzz.run(input, isIMAP: true)
    case .smtp: try MailFuzz.run(input, isIMAP: false)
    case .ntlm: try SASLFuzz.run(input)
    case .pipeline: try PipelineFuzz.run(input)
    case .probe: try ProbeFuzz.run(input)
    }
  }
}
