import Bytes
import Diagnosis
import Sessions
import TestSupport
import Testing

@testable import Pipeline

/// A system whose clock is set while it captures.
struct ClockTests {
  private func stamp(_ frame: Int, _ seconds: Int64) -> Stamp {
    Stamp(frame: frame, time: Timestamp(nanoseconds: seconds * 1_000_000_000))
  }

  @Test(arguments: [3_600, -3_600, 60, -60] as [Int64])
  func `a step is found at the first frame that has the new time`(step: Int64) {
    var watch = ClockWatch()
    for second in 0..<5 as Range<Int64> {
      watch.compare(system: stamp(0, 100_000 + second).time, steady: .seconds(second))
      #expect(!watch.isLooking)
    }
    let system = stamp(0, 100_005 + step).time
    watch.compare(system: system, steady: .seconds(5))
    // Frames that waited since before the step.
    for frame in 1...3 { watch.look(at: stamp(frame, 100_003 + Int64(frame)), system: system) }
    #expect(watch.isLooking && watch.settings.isEmpty)
    watch.compare(system: system, steady: .seconds(5))
    watch.look(at: stamp(4, 100_005 + step), system: system)
    #expect(watch.settings == [ClockSetting(frame: 3, step: .seconds(step))])
    #expect(!watch.isLooking && watch.count == 1)
  }

  @Test func `a clock that drifts, or is set by seconds, is let pass`() {
    var watch = ClockWatch()
    for second in 0..<100 as Range<Int64> {
      watch.compare(system: stamp(0, 100_000 + second * 3).time, steady: .seconds(second))
    }
    #expect(!watch.isLooking)
  }

  @Test func `a clock that is set and set right again was not set`() {
    var watch = ClockWatch()
    watch.compare(system: stamp(0, 100_000).time, steady: .seconds(0))
    watch.compare(system: stamp(0, 103_601).time, steady: .seconds(1))
    watch.compare(system: stamp(0, 100_003).time, steady: .seconds(2))
    #expect(!watch.isLooking && watch.count == 0)
  }

  @Test func `so many settings are remembered, and all are counted`() {
    var watch = ClockWatch()
    for number in 0..<100 as Range<Int64> {
      let time = stamp(Int(number) + 1, 1_000 * number)
      watch.compare(system: time.time, steady: .seconds(number))
      watch.look(at: time, system: time.time)
    }
    #expect(watch.settings.count == 16 && watch.count == 99)
  }

  @Test(
    arguments: ["per-user-limit-16", "wrong-password-everywhere", "total-limit"],
    [-3_600, 3_600] as [Int64])
  func `sessions across it are those of a clock that was right all along`(
    name: String, step: Int64
  ) throws {
    let frames = try SampleCapture(name: name).frames()
    let middle = frames.count / 2
    var (right, wrong) = (PcapFile(), PcapFile())
    for (index, frame) in frames.enumerated() {
      let moved = frame.time + step * 1_000_000_000
      right.append(time: moved, bytes: frame.bytes)
      wrong.append(time: index < middle ? frame.time : moved, bytes: frame.bytes)
    }
    let setting = ClockSetting(frame: middle, step: .seconds(step))
    let expected = try Study(bytes: right.bytes)
    let sessions = try Study(bytes: wrong.bytes).sessions.map { $0.timed(after: [setting]) }
    #expect(sessions.contains { $0.first.frame <= middle && $0.last.frame > middle })
    let found = Diagnosis(of: sessions)
    #expect(found.verdict == expected.diagnosis.verdict)
    #expect(found.incidents.count == expected.diagnosis.incidents.count)
    for (one, other) in zip(found.incidents, expected.diagnosis.incidents) {
      #expect(one.cause == other.cause && one.account == other.account)
      #expect(one.limit?.value == other.limit?.value)
      #expect(one.attempts == other.attempts && one.failures == other.failures)
      #expect(one.start == other.start && one.end == other.end)
    }
  }
}
