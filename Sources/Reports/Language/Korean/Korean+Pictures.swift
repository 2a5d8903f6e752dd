extension Korean {
  /// Pictures: what is written in them, and what they show for those who do not see them.
  static let pictures: [String: String] = [
    "refused": "거부",
    "affected": "영향",
    "limit {0}": "제한 {0}",
    "accepted {0}": "수락 {0}",
    "refused {0}": "거부 {0}",
    "{0} have no lane for want of room.": "공간이 부족하여 {0:은} 표시하지 않았습니다.",
    "Time runs from {0}; below the line each client's own connections, crosses where it was refused. {1}":
      "시간은 {0}부터입니다. 선 아래는 각 클라이언트의 연결이며, 거부된 곳은 가위표로 표시했습니다. {1}",
    "At one time at most {0} open.": "동시에 최대 {0:이} 열려 있었습니다.",
    "{0} {1} attempts were refused, the first at {2}.":
      "{0} 시도 {1}회가 거부되었고, 첫 거부는 {2}입니다.",
    "Half of the answers came within {0}. Dots were accepted, crosses refused; each line is ten times the one below it.":
      "응답의 절반이 {0} 안에 왔습니다. 점은 수락, 가위표는 거부이며, 눈금선마다 열 배씩 커집니다.",
    "Half of the answers came within {0}, half of the refusals within {1}. Dots were accepted, crosses refused; each line is ten times the one below it.":
      "응답의 절반이 {0} 안에, 거부의 절반이 {1} 안에 왔습니다. 점은 수락, 가위표는 거부이며, 눈금선마다 열 배씩 커집니다.",
    "{0} µs": "{0}µs",
    "{0} min": "{0}분",
    "{0} h": "{0}시간",
  ]
}
