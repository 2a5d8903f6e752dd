import CFuzzer
package import FuzzTargets

/// Hands libFuzzer's inputs to one target; a program has one.
package enum FuzzDriver {
  /// libFuzzer's callback is a C function, which cannot carry a target with it.
  nonisolated(unsafe) private static var target = FuzzTarget.file

  /// Runs libFuzzer with the arguments of this process, until it ends the process.
  package static func run(_ target: FuzzTarget) -> Never {
    unsafe Self.target = target
    var count = CommandLine.argc
    var arguments = unsafe CommandLine.unsafeArgv
    let status = unsafe withUnsafeMutablePointer(to: &arguments) { arguments in
      // The shim knows no null in argv; its type as imported does.
      unsafe arguments.withMemoryRebound(
        to: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?.self, capacity: 1
      ) { unsafe LLVMFuzzerRunDriver(&count, $0, Self.take) }
    }
    fatalError("libFuzzer returned \(status)")
  }

  private static let take: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt = { start, count in
    let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    do throws(FuzzFinding) {
      try unsafe target.run(input)
    } catch {
      fatalError(error.words)
    }
    return 0
  }
}
