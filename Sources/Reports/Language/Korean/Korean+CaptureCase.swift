extension Korean {
  /// How several captures were made one case.
  static let captureCase: [String: String] = [
    "Captures as one case": "하나로 묶은 캡처",
    "{0} went on from one file to the next.": "{0:이} 한 파일에서 다음 파일로 이어졌습니다.",
    "{0}: all times are by its clock": "{0}: 모든 시각은 이 캡처의 시계를 따릅니다",
    "{0}: shares no connection with the others; its clock is taken as it is":
      "{0}: 다른 캡처와 공유하는 연결이 없어 시계를 그대로 사용했습니다",
    "ahead": "빠름",
    "gains": "빨라짐",
    "loses": "느려짐",
    "{0}: its clock is {1} s {2}, give or take {3} s, and {4} {5} parts per million (from {6}, each counted once)":
      "{0}: 시계가 {1}초 {2}(오차 {3}초), 100만 분의 {5}씩 {4}({6} 기준, 각각 한 번만 계산)",
  ]
}
