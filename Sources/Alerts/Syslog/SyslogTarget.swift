import NIOCore
import NIOPosix
import Reports

/// A syslog daemon, here or elsewhere.
///
/// Over UDP and a local socket nobody says whether a message was kept; over TCP it is known to have
/// been taken by the other side's system at most.
package struct SyslogTarget: Hashable, Sendable {
  package let address: SyslogAddress

  package init(_ address: SyslogAddress) { self.address = address }

  var name: String { "syslog " + terminalText(address.description) }

  func deliver(_ alert: Alert, within limit: Duration) async throws {
    do {
      try await send(SyslogMessage(alert).text, within: limit)
    } catch {
      try Task.checkCancellation()
      if let error = error as? NIOConnectionError {
        throw DeliveryFailure(webhook: error)
      }
      throw DeliveryFailure(DeliveryFailure.words(for: error))
    }
  }

  private func send(_ text: String, within limit: Duration) async throws {
    let group = MultiThreadedEventLoopGroup.singleton
    switch address {
    case .local(let path):
      let channel = try await DatagramBootstrap(group: group)
        .connect(unixDomainSocketPath: path).get()
      try await write(text, to: channel)
    case .udp(let host, let port):
      // The resolver blocks its thread, which must not be one that others wait for.
      let peer = try await NIOThreadPool.singleton.runIfActive {
        try SocketAddress.makeAddressResolvingHost(host, port: port)
      }
      try await write(text, to: DatagramBootstrap(group: group).connect(to: peer).get())
    case .tcp(let host, let port):
      let channel = try await ClientBootstrap(group: group)
        .connectTimeout(TimeAmount(limit)).connect(host: host, port: port).get()
      // Octet counting: MSG-LEN SP SYSLOG-MSG (RFC 6587, section 3.4.1).
      try await write("\(text.utf8.count) \(text)", to: channel)
    }
  }

  private func write(_ text: String, to channel: any Channel) async throws {
    try await withTaskCancellationHandler {
      do {
        try await channel.writeAndFlush(ByteBuffer(string: text))
        try await channel.close()
      } catch {
        channel.close(promise: nil)
        throw error
      }
    } onCancel: {
      channel.close(promise: nil)
    }
  }
}
