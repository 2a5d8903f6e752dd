import SensorMetrics
import Testing

struct SensorHealthTests {
  @Test
  func `health is one JSON object with a sentence for each trouble`() {
    #expect(SensorHealth().json == #"{"reasons":[],"status":"ok"}"#)
    let health = SensorHealth([
      .captureStalled(interface: "eth\"0", seconds: 31), .storeNotWriting(reason: "disk full"),
      .alertsFailing(target: "command page", reason: "exit status 1"),
    ])
    #expect(
      health.json
        == #"{"reasons":["capture on eth\"0 has stalled for 31 s","#
        + #""the store does not write: disk full","alerts fail: command page: exit status 1"],"#
        + #""status":"failing"}"#)
  }
}
