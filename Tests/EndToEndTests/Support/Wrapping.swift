import Packets
import TestSupport
import Testing

/// A way in which a capture may come that must not change what is found in it.
struct Wrapping: Sendable, CustomTestStringConvertible {
  var name: String
  var transformation = Transformation.none
  var linkType: UInt32 = 1
  var container = Container.pcap()
  /// Undoes what the transformation did to addresses.
  var restored: @Sendable (IPAddress) -> IPAddress = { $0 }
  var testDescription: String { name }

  /// The capture file.
  func file(of frames: [TimedFrame]) -> [UInt8] {
    container.write(transformation.apply(frames), linkType)
  }

  static let all = containers + encapsulations + packets + orders

  /// Those that large captures take part in: one of each kind, for the sake of time.
  static let few = all.filter { wrapping in
    [
      "pcap big nanoseconds", "two interfaces big", "gzip of pcap", "vlan", "tinyFragments",
      "fourTunnels", "IPv6", "every frame again behind a router",
    ].contains(wrapping.name)
  }

  private static let containers =
    CaptureByteOrder.allCases.flatMap { order in
      CaptureResolution.allCases.flatMap { resolution in
        [
          Wrapping(name: "pcap \(order) \(resolution)", container: .pcap(order, resolution)),
          Wrapping(name: "pcapng \(order) \(resolution)", container: .pcapng(order, resolution)),
        ]
      } + [Wrapping(name: "two interfaces \(order)", container: .twoInterfaces(order))]
    } + [
      Wrapping(name: "gzip of pcap", container: .pcap().gzipped),
      Wrapping(name: "gzip of pcapng", container: .pcapng().gzipped),
    ]

  private static let encapsulations = Encapsulation.allCases.filter { $0 != .plain }.map {
    Wrapping(
      name: $0.rawValue, transformation: .encapsulated($0), linkType: $0.linkType)
  }

  private static let packets = [
    Wrapping(name: "one label of MPLS", transformation: .eachPacket { .mpls([16], $0) }),
    Wrapping(
      name: "three labels of MPLS", transformation: .eachPacket { .mpls([16, 17, 18], $0) }),
    Wrapping(
      name: "IPv6", transformation: IPv6Mapping.transformation, restored: IPv6Mapping.restored),
    Wrapping(
      name: "fragments of IPv6 in VXLAN",
      transformation: IPv6Mapping.transformation.then(.encapsulated(.fragmentsInTunnel)),
      restored: IPv6Mapping.restored),
    Wrapping(
      name: "raw IP in pcapng", transformation: .encapsulated(.rawIP), linkType: 101,
      container: .pcapng(.big, .nanoseconds).gzipped),
  ]

  private static let orders = [
    Wrapping(name: "every frame twice", transformation: .doubled),
    Wrapping(name: "every frame again behind a router", transformation: .doubledBehindRouter),
    Wrapping(
      name: "twice in ERSPAN",
      transformation: .doubled.then(.encapsulated(.erspan2))),
  ]
}
