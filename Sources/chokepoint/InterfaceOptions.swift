import ArgumentParser
import Capture
import Pipeline
import Reports

/// What to capture from, as tcpdump names it.
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
    help: ArgumentHelp("The kernel's ring buffer in MiB.", valueName: "MiB"))
  var buffer = 64

  @Option(
    name: [.customShort("s"), .customLong("snaplen")],
    help: ArgumentHelp("Bytes kept of each frame; what is cut is missing.", valueName: "bytes"))
  var snapLength = CaptureLimits.capturedLength

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
    help: ArgumentHelp("What those files may take together, in MiB.", valueName: "MiB"))
  var ringSize = 256

  func validate() throws {
    if !(1...1_048_576).contains(ringSize) {
      throw ValidationError("'--ring-size' needs MiB from 1 to 1048576, not \(ringSize).")
    }
    if interfaces.isEmpty, !listsInterfaces {
      throw ValidationError("No interface given. Try 'chokepoint watch -i INTERFACE', or '-D'.")
    }
    if !(1...2_047).contains(buffer) {
      throw ValidationError("'-B' needs MiB from 1 to 2047, not \(buffer).")
    }
    if !(64...CaptureLimits.capturedLength).contains(snapLength) {
      throw ValidationError(
        "'-s' needs bytes from 64 to \(CaptureLimits.capturedLength), not \(snapLength).")
    }
    if anyPort, filter != nil { throw ValidationError("'--any-port' and '-f' exclude each other.") }
    if Set(interfaces).count < interfaces.count {
      throw ValidationError("An interface is given twice.")
    }
  }

  func printInterfaces() throws {
    let text: String
    do throws(LiveCaptureError) {
      let interfaces = try LiveInterface.all()
      let lines = interfaces.map { interface in
        let marks = [
          interface.isUp ? "up" : "down", interface.isRunning ? "running" : nil,
          interface.isLoopback ? "loopback" : nil,
        ].compactMap(\.self).joined(separator: ", ")
        let words = interface.description.isEmpty ? "" : "  \(terminalText(interface.description))"
        return "\(terminalText(interface.name))  [\(marks)]\(words)\n"
      }
      text = lines.joined()
    } catch {
      Terminal.message("\(error)")
      throw ExitCode(2)
    }
    try Output.write(text, to: nil)
  }

  /// Opens all of them, before any right is given up; one that cannot be opened ends the command.
  func open() throws -> [LiveCapture] {
    do throws(LiveCaptureError) {
      var captures: [LiveCapture] = []
      for name in interfaces { captures.append(try open(name)) }
      return captures
    } catch {
      Terminal.message("\(error)")
      throw ExitCode(2)
    }
  }

  func recorder(of captures: [LiveCapture]) -> RingRecorder? {
    ring.map { RingRecorder(folder: $0, bytes: ringSize << 20, captures: captures) }
  }

  private func open(_ name: String) throws(LiveCaptureError) -> LiveCapture {
    var options = LiveOptions()
    options.snapLength = snapLength
    options.isPromiscuous = !isNotPromiscuous
    options.bufferBytes = buffer << 20
    options.isImmediate = immediate
    options.filter = filter
    if filter != nil || anyPort { return try LiveCapture(name, options) }
    options.filter = MailFilter.expression(hasVLANs: true)
    do throws(LiveCaptureError) {
      return try LiveCapture(name, options)
    } catch {
      guard error.kind == .badFilter else { throw error }
      // Not every link has VLAN tags.
      options.filter = MailFilter.expression(hasVLANs: false)
      return try LiveCapture(name, options)
    }
  }
}
