import ArgumentParser
import Pipeline

/// Which captures to read, and what of them.
struct CaptureOptions: ParsableArguments {
  @Argument(
    help: "Capture files (pcap or pcapng, also gzipped), or '-' for standard input.",
    completion: .file())
  var captures: [String] = []

  @Option(
    name: .customShort("r"),
    help: ArgumentHelp("Another capture file, as tcpdump and tshark write it.", valueName: "file"),
    completion: .file())
  var read: [String] = []

  @Option(
    name: [.customShort("f"), .customLong("filter")],
    help: ArgumentHelp("Only frames that this BPF filter takes.", valueName: "expression"))
  var filter: String?

  @Option(
    name: [.customShort("c"), .customLong("count")],
    help: ArgumentHelp("Stop after so many frames of each capture.", valueName: "frames"))
  var count: Int?

  @Flag(
    name: .customShort("n"),
    help: "Accepted for tcpdump's sake: addresses are never turned into names.")
  var numeric = false

  func validate() throws {
    if paths.isEmpty { throw ValidationError("No capture given. Try 'chokepoint analyze FILE'.") }
    if let count, count < 1 { throw ValidationError("'-c' needs a number above 0.") }
    if paths.filter({ $0 == "-" }).count > 1 {
      throw ValidationError("Standard input can be read only once.")
    }
  }

  var paths: [String] { read + captures }

  var options: PipelineOptions {
    var options = PipelineOptions()
    options.filter = filter
    options.frameLimit = count
    return options
  }
}
