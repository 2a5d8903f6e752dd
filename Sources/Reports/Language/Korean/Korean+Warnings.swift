extension Korean {
  /// What was odd about a capture's file.
  static let warnings: [String: String] = [
    "frame {0}, byte {1}": "프레임 {0}, 바이트 {1}",
    "byte {0}": "바이트 {0}",
    "{0}: {1}, first at {2}": "{0}: {1}, 처음 위치 {2}",
    "{0}: {1}, first at {2}, largest length {3} bytes": "{0}: {1}, 처음 위치 {2}, 최대 길이 {3}바이트",
    "{0}: {1}, first at {2}, largest step {3} s {4} ns": "{0}: {1}, 처음 위치 {2}, 최대 간격 {3}초 {4}ns",
    "{0}: {1}, first at {2}, {3} interfaces": "{0}: {1}, 처음 위치 {2}, 인터페이스 {3}개",
  ]
}
