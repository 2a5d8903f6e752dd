extension Korean {
  /// How close accounts came to their limits, and what other agents would need.
  static let demand: [String: String] = [
    "Little room left": "남은 여유 부족",
    "What if": "가정",
    "{0} on {1}: {2} of {3} connections at the peak ({4} % of {5}, {6})":
      "{1}의 {0}: 최대 연결 {3}개 중 {2}개 사용({5}의 {4}%, {6})",
    "found here": "여기서 확인한 값",
    "as it ships; compare with the server's settings": "기본값. 서버의 설정과 비교하십시오",
    "as told": "지정한 값",
    "{0} and {1} that there is one of": "{0} 및 공용 {1}",
    "{0} on account {1} want {2} at the peak (recorded: {3}). A limit of {4} would do.":
      "계정 {1:을} 쓰는 {0}에는 최대 {2:이} 필요합니다(기록: {3}). 제한값은 {4:이라}면 충분합니다.",
    "A limit of {0} would refuse none of the {1} connections wanted.":
      "제한값이 {0:이라}면 필요한 연결 {1}개 중 거부되는 것이 없습니다.",
    "A limit of {0} would refuse {1} of the {2} connections wanted, each counted once.":
      "제한값이 {0:이라}면 필요한 연결 {2}개 중 {1}개가 거부됩니다(각 연결은 한 번만 계산).",
    "{0} = {1} (as it ships) would bind: {2} tells.":
      "{0} = {1}(기본값)에 걸리게 됩니다. {2}에서 확인하십시오.",
  ]
}
