import Bytes
import NIOCore
import NIOPosix
import NIOSSL

/// Looks at a mail server from outside, as `telnet HOST 143` does, and never signs in.
package enum Probe {
  /// Why a probe could not begin.
  package struct Trouble: Error, CustomStringConvertible {
    package var description: String
  }

  /// Runs the plan to its end; every step has its time limit.
  ///
  /// Blocks the calling thread, which must not be one of an event loop or of Swift's own pool.
  package static func run(_ plan: ProbePlan) throws -> ProbeResult {
    let setups: ProbeRun.Setups
    do {
      setups = try ProbeRun.Setups(plan)
    } catch {
      throw Trouble(description: "no certificates can be read from the file of '--ca'")
    }
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    return try loop.makeFutureWithTask {
      await ProbeRun(plan: plan, setups: setups, loop: loop).run()
    }.wait()
  }
}
