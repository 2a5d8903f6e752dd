import ArgumentParser
import Capture
import Probe
import Reports
import Sessions

struct ProbeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "probe",
    abstract: "Connect to a mail server, read its greeting and say what was met; never signs in.",
    discussion: """
      What 'telnet HOST 143' shows, with times and a finding: healthy, network, service, tls or \
      limit-before-greeting. Exits with 0 when the server is healthy, 1 with another finding, 2 \
      when nothing could be done. A certificate that is not trusted costs a second connection.
      """)

  @Argument(
    help: ArgumentHelp(
      "A name or an address, with a port or without: mail.example.com, [::1]:143.",
      valueName: "host[:port]"))
  var target: String

  @Option(
    name: .customLong("protocol"),
    help: "What the server speaks; by default its greeting decides.")
  var mailProtocol: ProbeProtocol?

  @Flag(name: .customLong("tls"), help: "TLS from the first byte; so on ports 993 and 465 anyway.")
  var implicitTLS = false

  @Flag(name: .customLong("starttls"), help: "Ask for TLS after the greeting.")
  var startTLS = false

  @Option(help: ArgumentHelp("Time for each step, from 1 to 600.", valueName: "seconds"))
  var timeout = 10

  @Option(
    help: ArgumentHelp(
      """
      Connections to open and hold together, at most 64, to find a limit before the greeting. \
      They take places from real clients while they are open.
      """, valueName: "count"))
  var connections = 1

  @Flag(name: .customShort("4"), help: "IPv4 addresses only.")
  var version4 = false

  @Flag(name: .customShort("6"), help: "IPv6 addresses only.")
  var version6 = false

  @Option(
    name: .customLong("ca"),
    help: ArgumentHelp(
      "Certificates in PEM to trust beside the system's.", valueName: "file"),
    completion: .file())
  var authorities: String?

  @Option(help: "How the finding is written.")
  var format = PlainFormat.text

  func validate() throws {
    do throws(ProbeTarget.Problem) {
      _ = try ProbeTarget(target)
    } catch {
      throw ValidationError("'\(terminalText(target))': \(error).")
    }
    if !(1...600).contains(timeout) {
      throw ValidationError("'--timeout' needs a number from 1 to 600, not \(timeout).")
    }
    if !(1...64).contains(connections) {
      throw ValidationError("'--connections' needs a number from 1 to 64, not \(connections).")
    }
    if implicitTLS, startTLS { throw ValidationError("'--tls' and '--starttls' exclude another.") }
    if version4, version6 { throw ValidationError("'-4' and '-6' exclude another.") }
  }

  func run() throws {
    let plan = try makePlan()
    let result: ProbeResult
    do {
      result = try Probe.run(plan)
    } catch {
      Terminal.message("\(error)")
      throw ExitCode(2)
    }
    let finding = ProbeFinding(result)
    let text =
      switch format {
      case .text: ProbeText.text(result, finding)
      case .json: try ProbeJSON.text(result, finding)
      }
    try Output.write(text, to: nil)
    if finding.kind != .healthy { throw ExitCode(1) }
  }

  private func makePlan() throws -> ProbePlan {
    var plan = ProbePlan(
      target: try ProbeTarget(target), protocol: mailProtocol?.mailProtocol,
      implicitTLS: implicitTLS, startTLS: startTLS)
    plan.family = version4 ? .v4 : version6 ? .v6 : .any
    plan.timeout = timeout
    plan.connections = connections
    guard let authorities else { return plan }
    do throws(InputFileError) {
      plan.authorities = try InputFile.read(authorities, limit: 4 << 20)
    } catch {
      Terminal.message("\(error)")
      throw ExitCode(2)
    }
    return plan
  }
}

/// The protocols that a probe speaks, as `--protocol` spells them.
enum ProbeProtocol: String, ExpressibleByArgument, CaseIterable {
  case imap
  case smtp

  var mailProtocol: MailProtocol {
    switch self {
    case .imap: .imap
    case .smtp: .smtp
    }
  }
}
