import Bytes
import Capture
import Pipeline
import Reports
import Sessions

/// All captures of a command, read one after the other; one bad file does not stop the others.
struct CaptureReading {
  private(set) var results: [CaptureResult] = []
  /// Whether something could not be read, or not to its end; it is on standard error already.
  private(set) var hasTrouble = false
  /// By path, where they were asked for.
  private var hashes: [String: String] = [:]

  /// - Parameter hashes: whether to hash the files, which reads them once more.
  init(paths: [String], options: PipelineOptions, hashes: Bool = false) {
    for path in paths {
      do throws(CaptureError) {
        var pipeline = try Pipeline(path: path, index: results.count, options: options)
        var progress = Progress(path: path)
        pipeline.run { frames in progress.update(frames: frames) }
        progress.finish()
        let result = pipeline.result
        results.append(result)
        if hashes { self.hashes[path] = SHA256.hash(ofFile: path) }
        if let damage = result.summary.damage { report(damage) }
      } catch {
        report(error)
      }
    }
  }

  private mutating func report(_ error: CaptureError) {
    Terminal.message("\(error)")
    hasTrouble = true
  }

  /// The sessions of all captures as one case.
  var merge: CaptureMerge { CaptureMerge(results.map(\.sessions)) }

  /// All sessions in the order of their first frames, capture by capture.
  var orderedSessions: [MailSession] {
    let sessions = results.count == 1 ? results[0].sessions : results.flatMap(\.sessions)
    return sessions.indices.sorted { left, right in
      let (one, other) = (sessions[left], sessions[right])
      return (one.capture, one.first.frame) < (other.capture, other.first.frame)
    }.map { sessions[$0] }
  }

  var connections: Int { results.reduce(0) { $0 + $1.connections } }

  var facts: [CaptureFacts] {
    results.map { result in
      let summary = result.summary
      return CaptureFacts(
        path: summary.path, linkTypes: summary.linkTypes.map(\.name), frames: summary.frames,
        bytes: summary.bytes, start: summary.firstTime, end: summary.lastTime,
        origin: result.firstFrameTime, digits: summary.subsecondDigits,
        warnings: result.warnings, drops: summary.drops,
        sha256: hashes[summary.path])
    }
  }

  var books: [Book] {
    results.map { result in
      Book(
        capture: result.summary.path,
        lines: result.identities.map { identity in
          Book.Line(
            name: identity.name, left: identity.left.map { ($0.name, $0.value) },
            right: identity.right.map { ($0.name, $0.value) }, balances: identity.holds)
        }, limitsMet: result.limitsMet.map { ($0.name, $0.value) })
    }
  }
}
