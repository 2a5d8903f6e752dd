/// Why a file could not be read: which one, and the system's reason.
package struct InputFileError: Error, Equatable, Sendable, CustomStringConvertible {
  package var path: String
  package var reason: String

  package var description: String { "\(path): \(reason)" }
}

/// Reads small files whole: tables and settings, not captures.
package enum InputFile {
  /// All bytes of the file, which may have at most `limit`; `-` is no special name.
  package static func read(_ path: String, limit: Int) throws(InputFileError) -> [UInt8] {
    let source: FileSource
    do throws(CaptureFault) {
      source = try FileSource(path: path)
    } catch {
      throw InputFileError(path: path, reason: "cannot be read: found \(error.found)")
    }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      switch source.read(into: &buffer, at: 0, limit: buffer.count) {
      case .bytes(let count): bytes += buffer[..<count]
      case .end, .interrupted: return bytes
      case .failed(let fault):
        throw InputFileError(path: path, reason: "cannot be read: \(fault.found)")
      }
      guard bytes.count <= limit else {
        throw InputFileError(path: path, reason: "larger than \(limit) bytes")
      }
    }
  }
}
