import ArgumentParser
import Capture
import Reports
import Settings

/// What to capture from, as tcpdump names it; what is given comes before the configuration file.
struct InterfaceOptions: ParsableArguments {
  @Option(
    name: [.customShort("i"), .customLong("interface")],
    help: ArgumentHelp("An interface; may be given several times.", valueName: "interface"))
  var interfaces: [String] = []

  @Flag(
    name: [.customShort("D"), .customLong("list-interfaces")], help: "List the interfaces and end.")
  var listsInterfaces = false

  @Option(
    name: [.customShort("f"), .customLong("filter")],
    help: ArgumentHelp(
      "Another kernel filter than the one for mail ports, in tcpdump's language.",
      valueName: "expression"))
  var filter: String?

  @Flag(help: "No kernel filter: mail on any port, and what is in tunnels.")
  var anyPort = false

  @Option(
    name: [.customShort("B"), .customLong("buffer")],
    help: ArgumentHelp("The kernel's ring buffer in MiB (64).", valueName: "MiB"))
  var buffer: Int?

  @Option(
    name: [.customShort("s"), .customLong("snaplen")],
    help: ArgumentHelp(
      "Bytes kept of each frame (all); what is cut is missing.", valueName: "bytes"))
  var snapLength: Int?

  @Flag(
    name: [.customShort("p"), .customLong("no-promiscuous")],
    help: "Only frames that are for this machine.")
  var isNotPromiscuous = false

  @Flag(help: "Hand over each frame as it comes: sooner, at more cost.")
  var immediate = false

  @Option(
    name: [.customShort("Z"), .customLong("user")],
    help: ArgumentHelp(
      "Whom to run as once the interfaces are open, when started as root.", valueName: "user"))
  var user: String?

  @Option(
    help: ArgumentHelp("Keep the last frames as pcapng files in this folder.", valueName: "folder"),
    completion: .directory)
  var ring: String?

  @Option(
    help: ArgumentHelp("What those files may take together, in MiB (256).", valueName: "MiB"))
  var ringSize: Int?

  func validate() throws {
    try Bound.check("-B", buffer, SensorConfiguration.Bounds.buffer)
    try Bound.check("-s", snapLength, SensorConfiguration.Bounds.snapLength)
    try Bound.check("--ring-size", ringSize, SensorConfiguration.Bounds.ringSize)
    if anyPort, filter != nil { throw ValidationError("'--any-port' and '-f' exclude each other.") }
    if Set(interfaces).count < interfaces.count {
      throw ValidationError("An interface is given twice.")
    }
  }

  func apply(to configuration: inout SensorConfiguration) {
    if !interfaces.isEmpty { configuration.interfaces = interfaces }
    if let filter {
      configuration.filter = filter
      configuration.anyPort = false
    }
    if anyPort {
      configuration.anyPort = true
      configuration.filter = nil
    }
    configuration.buffer = buffer ?? configuration.buffer
    configuration.snapLength = snapLength ?? configuration.snapLength
    if isNotPromiscuous { configuration.isPromiscuous = false }
    if immediate { configuration.isImmediate = true }
    configuration.user = user ?? configuration.user
    if let ring {
      let size = configuration.ring?.size
      configuration.ring = SensorConfiguration.Ring(folder: ring)
      if let size { configuration.ring?.size = size }
    }
    if let ringSize { configuration.ring?.size = ringSize }
  }

  func printInterfaces() throws {
    let text: String
    do throws(LiveCaptureError) {
      let interfaces = try LiveInterface.all()
      text = interfaces.map { interface in
        let marks = [
          interface.isUp ? "up" : "down", interface.isRunning ? "running" : nil,
          interface.isLoopback ? "loopback" : nil,
        ].compactMap(\.self).joined(separator: ", ")
        let words = interface.description.isEmpty ? "" : "  \(terminalText(interface.description))"
        return "\(terminalText(interface.name))  [\(marks)]\(words)\n"
      }.joined()
    } catch {
      Terminal.message("\(error)")
      throw ExitCode(2)
    }
    try Output.write(text, to: nil)
  }
}

/// The values that a flag may have.
enum Bound {
  static func check(_ name: String, _ value: Int?, _ range: ClosedRange<Int>) throws {
    guard let value, !range.contains(value) else { return }
    throw ValidationError(
      "'\(name)' needs a number from \(range.lowerBound) to \(range.upperBound), not \(value).")
  }
}
