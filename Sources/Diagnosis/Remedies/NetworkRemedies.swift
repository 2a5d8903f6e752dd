/// What to check where the network, not the server's mail software, is in the way.
enum NetworkRemedies {
  static func remedies(_ cause: Cause) -> [Remedy] {
    let check = ["Test-NetConnection HOST -Port 143", "telnet HOST 143"]
    return switch cause {
    case .unreachable:
      [
        Remedy(
          id: "network-path", title: "Follow the path from the agent's PC to the server",
          because: "connections are not answered at all: a firewall, a route or the server's power",
          read: check + ["tracert HOST"], verify: check, documentSteps: [.telnet])
      ]
    case .refused:
      [
        Remedy(
          id: "network-listener", title: "Start what should listen on this port",
          because: "the server, or a firewall that rejects, answers with a reset",
          read: check + ["netstat -ano | findstr :143"], verify: check, documentSteps: [.telnet])
      ]
    default:
      [
        Remedy(
          id: "network-loss", title: "Look for the link that loses segments",
          because:
            "data is sent again and again; error counters of the ports on the way tell where",
          read: ["ping -n 200 HOST", "pathping HOST"], verify: ["ping -n 200 HOST"],
          documentSteps: [.telnet])
      ]
    }
  }
}
