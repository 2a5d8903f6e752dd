import Bytes
import CPcap

/// A BPF filter expression (pcap-filter(7)), with a program for each link type it met.
///
/// Host names in it are looked up by libpcap, as tcpdump does.
final class CaptureFilter {
  /// Names a program of a filter; without a filter it means nothing.
  struct ProgramIndex {
    fileprivate var value: Int32
    /// Matches no frame: the filter does not compile for the link type.
    static let never = ProgramIndex(value: -1)
    static let none = ProgramIndex(value: -2)

    var isNever: Bool { value == Self.never.value }
  }

  private enum Entry {
    case compiled(FilterProgram)
    case refused(CaptureFault)
  }

  private let expression: String
  private var linkTypes: [LinkType] = []
  private var entries: [Entry] = []

  init(_ expression: String) { self.expression = expression }

  /// The program for a link type, compiled when it is new; at most `CaptureLimits.linkTypes`.
  func program(for linkType: LinkType) throws(CaptureFault) -> ProgramIndex {
    if let known = linkTypes.firstIndex(of: linkType) { return try index(of: known) }
    guard entries.count < CaptureLimits.linkTypes else {
      throw CaptureFault(
        .badFilter, expected: "at most \(CaptureLimits.linkTypes) link types to filter",
        found: "one more, \(linkType.name)")
    }
    linkTypes.append(linkType)
    do throws(CaptureFault) {
      entries.append(.compiled(try FilterProgram(expression, for: linkType)))
    } catch {
      entries.append(.refused(error))
    }
    return try index(of: entries.count - 1)
  }

  /// Whether a frame passes.
  func matches(_ header: FrameHeader, _ bytes: Span<UInt8>, with program: ProgramIndex) -> Bool {
    let index = Int(program.value)
    guard entries.indices.contains(index), case .compiled(let program) = entries[index] else {
      return false
    }
    return program.matches(header, bytes)
  }

  private func index(of entry: Int) throws(CaptureFault) -> ProgramIndex {
    if case .refused(let fault) = entries[entry] { throw fault }
    return ProgramIndex(value: Int32(entry))
  }
}
