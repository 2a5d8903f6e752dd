extension Korean {
  /// The labelled facts of an incident.
  static let facts: [String: String] = [
    "Verdict": "판정",
    "Limit": "제한",
    "Fits": "해당 설정",
    "Since": "시작",
    "Who": "계정",
    "Server": "서버",
    "Attempts": "시도",
    "Refused": "거부",
    "Affected": "영향 대상",
    "Agents see": "상담원 화면",
    "Ghosts": "유령 세션",
    "Words": "서버 응답",
    "{0}, for {1} s": "{0}부터 {1}초 동안",
    "{0}: {1} accepted, {2} refused": "{0}회: 수락 {1}회, 거부 {2}회",
    "suspected (confidence {0} %)": "의심(신뢰도 {0}%)",
    "confidence {0} %": "신뢰도 {0}%",
    "{0} and {1} more": "{0} 외 {1}대",
    "{0} held a slot until the server gave up waiting: the client was gone without a word":
      "{0:이} 서버가 기다리기를 포기할 때까지 자리를 차지했습니다. 클라이언트는 아무 말 없이 사라진 상태였습니다",
    "at most {0} may hold a slot although the client is gone: silent, while the client asks for a place again":
      "클라이언트가 사라졌는데도 최대 {0:이} 자리를 차지하고 있을 수 있습니다. 이 세션은 조용한데 클라이언트는 다시 자리를 요청합니다",
    "{0} (silent for up to {1} s)": "{0}(최대 {1}초 동안 침묵)",
    "READY stays grey": "READY 버튼이 회색으로 표시됨",
    "Agent Email stays on \"Loading\"": "Agent Email 탭이 \"Loading(로드)\"에서 잠김",
    "no mail is routed to agents": "이메일이 상담원에게 라우팅되지 않음",
    "mails open late, or not at all": "상담원이 이메일을 늦게 검색하거나 검색할 수 없음",
    "replies are not sent": "회신이 전송되지 않음",
    "once": "한 번",
    "twice": "두 번",
    "{0} times": "{0}번",
    "{0} ms": "{0}ms",
    "{0} s": "{0}초",
    "{0}.{1} s": "{0}.{1}초",
  ]
}
