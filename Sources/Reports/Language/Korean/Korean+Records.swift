extension Korean {
  /// What the server's own records say to an incident.
  static let records: [String: String] = [
    "{0} ({1}:{2}): {3}, which {4}": "{0}({1}:{2}): {3}. {4}",
    "confirms the finding": "진단을 뒷받침합니다",
    "speaks against what the capture suggests": "캡처가 시사하는 것과 어긋납니다",
    "corrects what the capture suggests": "캡처가 시사하는 것을 바로잡습니다",
    "decides nothing": "결정적이지 않습니다",
    "behind": "느림",
    "ahead of": "빠름",
    "events of shared connections": "공유 연결의 이벤트",
    "events that fall on refusals": "거부 시점과 일치하는 이벤트",
    " ({0} minutes of it as a time zone)": "(그중 {0}분은 표준 시간대 차이)",
    "clock of {0} is {1} s {2} the capture's{3}, +-{4} ms, from {5} {6}":
      "{0}의 시계는 캡처의 시계보다 {1}초{3} {2}(오차 ±{4}ms, 근거: {6} {5}건)",
    "event 9646": "이벤트 9646",
    "event 1009": "이벤트 1009",
    "event 1021": "이벤트 1021",
    "store parameters": "저장소 매개변수",
    "Get-ThrottlingPolicy": "Get-ThrottlingPolicy",
    "IMAP4 protocol log": "IMAP4 프로토콜 로그",
    "{0} exceeded the maximum of {1} objects of type {2}, {3}":
      "{0:이} {2} 형식 개체의 최대 수 {1}개를 {3} 초과",
    "{0}: another limit": "{0}: 다른 제한",
    "{0}; not aligned with the refusals": "{0}; 거부 시점과 맞지 않음",
    "{0}: the store's limit is met too": "{0}: 저장소의 제한에도 걸림",
    "event 9646 was logged at the refusals": "거부 시점에 이벤트 9646이 기록되었습니다",
    "connections of {0} exceeded {1}, {2}": "{0}의 연결이 {1}개를 {2} 초과",
    "event 1009 was logged at the refusals": "거부 시점에 이벤트 1009가 기록되었습니다",
    "connector {0} allows {1} connections": "커넥터 {0:은} 연결을 {1}개까지 허용",
    "{0} at {1} of {2}": "{2} 중 {1}개에 {0} 기록",
    "the server logged {0}": "서버가 {0:을} 기록했습니다",
    "{0}: the mailbox's server was not reached": "{0}: 사서함이 있는 서버에 연결하지 못함",
    "no budget for IMAP is set in any policy listed": "나열된 정책 가운데 IMAP 예산을 설정한 것이 없음",
    "{0} differs between the listings": "{0} 값이 목록마다 다름",
    "{0} is unlimited": "{0}에 제한이 없음",
    "{0}: it does not bind, or the service was not restarted since it was changed":
      "{0}: 이 값이 제한하는 것이 아니거나, 변경한 뒤 서비스를 다시 시작하지 않음",
    "{0}: more were open at once, so it is not in force on this server":
      "{0}: 동시에 더 많이 열려 있었으므로 이 서버에는 적용되지 않음",
    "{0} by {1}": "{1}에 따르면 {0}입니다",
  ]
}
