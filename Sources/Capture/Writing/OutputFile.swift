/// Why a file could not be written: which one, at which step, and the system's reason.
package struct OutputFileError: Error, Equatable, Sendable, CustomStringConvertible {
  package var path: String
  package var step: String
  package var reason: String

  package var description: String { "\(path): cannot \(step): \(reason)" }
}

/// Writes whole files: a reader of the name finds either all of the new text or the old file.
package enum OutputFile {
  package static func write(_ text: String, to path: String) throws(OutputFileError) {
    var stream = try OutputStream(path: path)
    try stream.write(Array(text.utf8))
    try stream.finish()
  }
}
