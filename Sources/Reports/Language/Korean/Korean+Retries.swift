extension Korean {
  /// How clients came back after refusals.
  static let retries: [String: String] = [
    "{0} of {1} were refused; clients came back {2}, typically {3} after the refusal: a retry storm.":
      "전체 {1}개 중 {0:이} 거부되었고 클라이언트가 {2} 다시 시도했습니다. 보통 거부 후 {3} 만에 다시 시도하는 재시도 폭주입니다.",
    "{0} of {1} were refused; clients came back {2}, typically {3} after the refusal.":
      "전체 {1}개 중 {0:이} 거부되었고 클라이언트가 {2} 다시 시도했습니다. 보통 거부 후 {3} 만에 다시 시도합니다.",
    "{0} attempts for each success.": "성공 한 번에 {0}회 시도했습니다.",
    "{0} % of all connections to the server only repeated a refused one.":
      "서버에 연 전체 연결의 {0}%가 거부된 연결을 되풀이한 것입니다.",
    "The server asked to wait up to {0}: obeyed {1}, ignored {2}.":
      "서버가 최대 {0} 기다리라고 요청했습니다. 따른 것이 {1}, 무시한 것이 {2}입니다.",
    "{0} different passwords in {1} refused attempts: somebody is guessing.":
      "거부된 시도 {1}회에 서로 다른 암호 {0}개가 쓰였습니다. 누군가 암호를 추측하고 있습니다.",
    "The {0} refused attempts whose password can be compared all used the same one.":
      "암호를 비교할 수 있는 거부된 시도 {0}회는 모두 같은 암호를 사용했습니다.",
    "{0} different passwords in {1} refused attempts.":
      "거부된 시도 {1}회에 서로 다른 암호 {0}개가 쓰였습니다.",
  ]
}
