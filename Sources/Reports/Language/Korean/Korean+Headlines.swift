extension Korean {
  /// The sentence that is forwarded: what happens, and who does it to whom.
  static let headlines: [String: String] = [
    "The mail server": "메일 서버",
    "account {0}": "계정 {0}",
    "accounts": "계정",
    "too many": "너무 많이",
    "at least {0}": "{0} 이상",
    "at most {0}": "{0} 이하",
    "{0} to {1}": "{0}~{1}",
    "{0} at {1} refuses new IMAP sign-ins of {2} while {3} of its connections are open. Not the password, not the network.":
      "{1}의 {0:은} {2}의 연결이 {3} 열려 있는 동안 새 IMAP 로그인을 거부합니다. 암호 문제도, 네트워크 문제도 아닙니다.",
    "{0} at {1} refused {2} of {3}, each right after a good greeting: the mark of a limit on the connections of one account. What this capture shows cannot rule out a wrong password.":
      "{1}의 {0:이} 정상 인사말 직후에 {3}의 {2:을} 거부했습니다. 한 계정의 연결 수를 제한할 때 나타나는 모습입니다. 이 캡처만으로는 잘못된 암호를 배제할 수 없습니다.",
    "{0} at {1} refuses new sign-ins of {2} from one client address while {3} of its connections from there are open.":
      "{1}의 {0:은} 한 클라이언트 주소에서 연 {2}의 연결이 {3} 열려 있는 동안 그 주소의 새 로그인을 거부합니다.",
    "{0} at {1} turns connections away while {2} of the same client address are open. Other addresses are served.":
      "{1}의 {0:은} 같은 클라이언트 주소의 연결이 {2} 열려 있는 동안 그 주소의 새 연결을 돌려보냅니다. 다른 주소는 정상 처리됩니다.",
    "{0} at {1} turns connections of all clients away while {2} are open in all.":
      "{1}의 {0:은} 연결이 모두 {2} 열려 있는 동안 모든 클라이언트의 새 연결을 돌려보냅니다.",
    "{0} at {1} turns SMTP connections away while {2} of the same client address are open, or too many came in a minute.":
      "{1}의 {0:은} 같은 클라이언트 주소의 SMTP 연결이 {2} 열려 있거나 1분에 너무 많이 들어오면 새 SMTP 연결을 돌려보냅니다.",
    "{0} at {1} turns SMTP connections away: too many are open in all.":
      "{1}의 {0:은} 열려 있는 SMTP 연결이 모두 합쳐 너무 많아 새 SMTP 연결을 돌려보냅니다.",
    "{0} at {1} refuses mail from one client address after {2} messages in a minute.":
      "{1}의 {0:은} 한 클라이언트 주소에서 1분에 메시지가 {2} 들어온 뒤로 그 주소의 메일을 거부합니다.",
    "{0} at {1} refuses recipients from one client address: too many in a minute.":
      "{1}의 {0:은} 한 클라이언트 주소에서 1분에 보낸 수신자가 너무 많아 수신자를 거부합니다.",
    "{0} at {1} cannot open more mailbox sessions for {2}.":
      "{1}의 {0:은} {2}의 사서함 세션을 더 열 수 없습니다.",
    "{0} at {1} slows {2} down without a word.": "{1}의 {0:이} {2}의 처리를 아무 말 없이 늦추고 있습니다.",
    "{0} at {1} slows {2} down and says so.": "{1}의 {0:이} {2}의 처리를 늦추고 있으며, 응답에서 그렇게 밝힙니다.",
    "{0} at {1} refuses mail because its own resources are short.":
      "{1}의 {0:이} 자체 리소스가 부족하여 메일을 거부합니다.",
    "{0} at {1} refuses commands that are too long.": "{1}의 {0:이} 너무 긴 명령을 거부합니다.",
    "{0} at {1} refuses the name or password of {2} from {3}. Not a limit, not the network.":
      "{1}의 {0:이} {3}에서 보낸 {2}의 이름 또는 암호를 거부합니다. 제한 문제도, 네트워크 문제도 아닙니다.",
    "{0} at {1} accepted {2} at first and refuses it since {3}: locked, disabled, or its password changed.":
      "{1}의 {0:은} 처음에는 {2}의 로그인을 수락했지만 {3}부터 거부합니다. 계정이 잠겼거나, 사용 안 함으로 설정되었거나, 암호가 바뀌었습니다.",
    "{0} at {1} does not accept the way in which {2} signs in.":
      "{1}의 {0:은} {2}의 인증 방식을 받아들이지 않습니다.",
    "{0} does not answer: {1} from {2} got no answer at all.":
      "{0}에서 응답이 없습니다. {2}에서 연 {1}에 아무 응답도 오지 않았습니다.",
    "Nothing listens at {0}: it answers every connection with a reset.":
      "{0}에서 수신 대기하는 서비스가 없습니다. 모든 연결에 RST로 응답합니다.",
    "The network between clients and {0} loses data.": "클라이언트와 {0} 사이의 네트워크에서 데이터가 손실됩니다.",
    "{0} accepts connections and then says nothing.": "{0:이} 연결을 수락한 뒤 아무 응답도 하지 않습니다.",
    "{0} accepts connections and closes them at once, without a greeting.":
      "{0:이} 연결을 수락하자마자 인사말 없이 끊습니다.",
    "{0} at {1} says that it is not available.": "{1}의 {0:이} 서비스를 사용할 수 없다고 응답합니다.",
    "{0} at {1} is shutting down.": "{1}의 {0:이} 종료되는 중입니다.",
    "{0} at {1} does not allow sign-in without encryption.":
      "{1}의 {0:은} 암호화 없는 로그인을 허용하지 않습니다.",
    "{0} at {1} cannot start TLS.": "{1}의 {0:이} TLS를 시작하지 못합니다.",
    "{0} at {1} and the client share no way to sign in.":
      "{1}의 {0:과} 클라이언트가 함께 쓸 수 있는 인증 방식이 없습니다.",
    "Also: {0}, {1}": "추가: {0}, {1}",
    "{0} more incidents, less grave than these, are counted only: read one server or account at a time (-f 'host ADDRESS').":
      "이보다 덜 심각한 인시던트 {0}건은 수만 세었습니다. 서버나 계정을 하나씩 나누어 읽으십시오(-f 'host ADDRESS').",
    "No IMAP or SMTP connection is in this capture. Capture on the agent's PC or on a span port of the mail server while an agent signs in (ports 143, 993, 25, 587).":
      "이 캡처에는 IMAP 또는 SMTP 연결이 없습니다. 상담원이 로그인하는 동안 상담원 PC 또는 메일 서버의 스팬 포트에서 캡처하십시오(포트 143, 993, 25, 587).",
    "Only one direction of the mail traffic was captured: what the other side said is not in it. Capture both directions (on a span port, 'both' or 'rx and tx').":
      "메일 트래픽의 한쪽 방향만 캡처되어 상대편이 보낸 내용이 없습니다. 양방향을 모두 캡처하십시오(스팬 포트에서는 'both' 또는 'rx and tx').",
    "All {0} are encrypted from the start: sign-ins are not visible. The server's protocol log would decide.":
      "{0} 모두 처음부터 암호화되어 있어 로그인이 보이지 않습니다. 서버의 프로토콜 로그로 판단할 수 있습니다.",
    "Nothing is refused: {0} of {1} with {2} accepted, {3} refused and not repeated.":
      "반복해서 거부된 것이 없습니다. {1}에서 연 {0}에서 {2:이} 수락되었고, {3}회는 거부된 뒤 다시 시도되지 않았습니다.",
    "Nothing is refused: {0} of {1} with {2} accepted.":
      "거부된 것이 없습니다. {1}에서 연 {0}에서 {2:이} 수락되었습니다.",
    "{0} Account {1} had at most {2} open at one time on {3}":
      "{0} {3}에서 계정 {1}의 {2:이} 동시에 열린 것이 최대입니다",
    "{0} ({1} is {2} as it ships).": "{0}({1} 기본값은 {2}).",
    "{0} (the limit is {1}).": "{0}(제한은 {1}).",
    "Read {0}, {1}, {2} bytes missing, {3} frames dropped.":
      "읽은 {0}, {1}, 누락된 바이트 {2}개, 손실된 프레임 {3}개.",
    "Warning: {0}": "경고: {0}",
  ]
}
