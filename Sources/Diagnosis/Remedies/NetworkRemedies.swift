/// What to check where the network, not the server's mail software, is in the way.
enum NetworkRemedies {
  static func remedies(_ context: RemedyContext) -> [Remedy] {
    let (host, port) = (context.host, context.port)
    let check: [CommandLine] = [
      "Test-NetConnection \(host) -Port \(port)", "telnet \(host) \(port)",
    ]
    return switch context.cause {
    case .unreachable:
      [
        Remedy(
          id: "network-path", title: "Follow the path from the agent's PC to the server",
          because: "connections are not answered at all: a firewall, a route or the server's power",
          read: check + ["tracert \(host)"], verify: check, documentSteps: [.telnet])
      ]
    case .refused:
      [
        Remedy(
          id: "network-listener", title: "Start what should listen on this port",
          because: "the server, or a firewall that rejects, answers with a reset: on the server,"
            + " netstat shows whether anything listens",
          read: check + ["netstat -ano | findstr :\(port)"], verify: check, documentSteps: [.telnet]
        )
      ]
    default:
      [
        Remedy(
          id: "network-loss", title: "Look for the link that loses segments",
          because:
            "data is sent again and again; error counters of the ports on the way tell where",
          read: ["ping -n 200 \(host)", "pathping \(host)"], verify: ["ping -n 200 \(host)"],
          documentSteps: [.telnet])
      ]
    }
  }
}
