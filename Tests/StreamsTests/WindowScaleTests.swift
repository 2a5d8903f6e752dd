import Bytes
import Packets
import Streams
import Testing

/// The window of connections whose SYNs were not both captured.
struct WindowScaleTests {
  /// Puts one SYN with a scale of 7 on the wire, then segments that only a scaled window allows.
  private func wire(synOf side: Side, infers: Bool) -> Wire {
    var limits = StreamLimits()
    limits.infersWindowScale = infers
    var wire = Wire(limits)
    var talk = Conversation()
    let isClient = side == .client
    var syn = talk.segment(&wire, fromClient: isClient, isClient ? .syn : [.syn, .ack])
    syn.windowScale = 7
    syn.window = 500
    wire.send(syn)
    talk.skip(1, fromClient: isClient)
    for _ in 0..<3 {
      // The server's bytes are acknowledged, or the client's sent, beyond the bare window of 500.
      if isClient { talk.skip(2000, fromClient: false) }
      var segment = talk.segment(&wire, fromClient: isClient)
      segment.window = 500
      wire.send(segment, isClient ? [65] : [])
      talk.skip(isClient ? 1 : 0, fromClient: true)
      if !isClient {
        talk.say(String(repeating: "b", count: 1000), fromClient: true, &wire)
        talk.say(String(repeating: "b", count: 1000), fromClient: true, &wire)
      }
    }
    wire.finish()
    return wire
  }

  @Test(arguments: [(Side.client, 3), (.server, 6000)])
  func `where a SYN is missing the other tells the scale, or there is no limit`(
    side: Side, delivered: Int
  ) {
    let wire = wire(synOf: side, infers: true)
    #expect(wire.summaries[0].sides.client.counters.delivered == delivered)
    #expect(wire.log.filter { $0.contains("bad_ack") || $0.contains("window") } == [])
  }

  @Test(arguments: Side.allCases)
  func `without inference the window counts as it stands`(side: Side) {
    let wire = wire(synOf: side, infers: false)
    #expect(wire.log.filter { $0.contains("bad_ack") || $0.contains("window") }.isEmpty == false)
  }
}
