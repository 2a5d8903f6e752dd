import ArgumentParser
import Capture
import Pipeline
import Settings

/// Opens the interfaces of a configuration.
enum InterfaceOpening {
  /// All of them, before any right is given up; one that cannot be opened ends the command.
  static func open(_ configuration: SensorConfiguration) throws -> [LiveCapture] {
    do throws(LiveCaptureError) {
      var captures: [LiveCapture] = []
      for name in configuration.interfaces { captures.append(try open(name, configuration)) }
      return captures
    } catch {
      Terminal.message("\(error)")
      throw ExitCode(2)
    }
  }

  static func recorder(
    _ configuration: SensorConfiguration, of captures: [LiveCapture]
  ) -> RingRecorder? {
    configuration.ring.map { ring in
      RingRecorder(folder: ring.folder, bytes: ring.size << 20, captures: captures)
    }
  }

  private static func open(
    _ name: String, _ configuration: SensorConfiguration
  ) throws(LiveCaptureError) -> LiveCapture {
    var options = LiveOptions()
    options.snapLength = configuration.snapLength
    options.isPromiscuous = configuration.isPromiscuous
    options.bufferBytes = configuration.buffer << 20
    options.isImmediate = configuration.isImmediate
    options.filter = configuration.filter
    if options.filter != nil || configuration.anyPort { return try LiveCapture(name, options) }
    options.filter = MailFilter.expression(hasVLANs: true)
    do throws(LiveCaptureError) {
      return try LiveCapture(name, options)
    } catch {
      guard error.kind == .badFilter else { throw error }
      // Not every link has VLAN tags.
      options.filter = MailFilter.expression(hasVLANs: false)
      return try LiveCapture(name, options)
    }
  }
}
