extension Korean {
  /// What else it could have been, and what speaks against it.
  static let rivals: [String: String] = [
    "possible ({0} %): {1}": "가능({0}%): {1}",
    "no: {0}": "아님: {0}",
    "refused even with no other connection of the account open":
      "계정의 다른 연결이 하나도 열려 있지 않을 때에도 거부되었습니다",
    "refused with {0} open, accepted with as many or more at other times":
      "{0}개 열려 있을 때 거부되었지만, 다른 때에는 같거나 더 많아도 수락되었습니다",
    "refused clients held no connection of their own, or accepted ones held as many":
      "거부된 클라이언트에는 자체 연결이 없었거나, 수락된 클라이언트도 그만큼 가지고 있었습니다",
    "the same account signed in {0} in this capture": "같은 계정이 이 캡처에서 {0} 로그인했습니다",
    "{0} from before the capture, most likely of the same account, stayed open":
      "캡처 전부터 있던, 같은 계정으로 보이는 {0:이} 계속 열려 있었습니다",
    "nothing in this capture rules it out; ask whether others sign in with this account":
      "이 캡처로는 배제할 수 없습니다. 다른 사람도 이 계정으로 로그인하는지 확인하십시오",
    "{0} was refused at one time and accepted at another":
      "{0:이} 어느 때에는 거부되고 다른 때에는 수락되었습니다",
    "{0} were refused at one time and accepted at another":
      "{0:이} 어느 때에는 거부되고 다른 때에는 수락되었습니다",
    "{0} would have to have a wrong password": "{0}의 암호가 모두 틀려야 합니다",
    "sign-ins with other mechanisms than {0} were refused as well":
      "{0} 이외의 방식으로 한 로그인도 거부되었습니다",
    "sign-ins succeeded again {0} after refusals": "거부된 뒤에도 로그인이 다시 {0} 성공했습니다",
    "possible only if the account was locked at that very moment":
      "바로 그 순간에 계정이 잠겼을 때에만 가능합니다",
    "no sign-in succeeded before, so nothing shows a turn":
      "그 전에 성공한 로그인이 없어 바뀐 시점이 보이지 않습니다",
    "acceptance and refusal alternate; an outage would refuse everybody for a while":
      "수락과 거부가 번갈아 나타납니다. 장애라면 한동안 모두 거부되었을 것입니다",
    "possible only if the service behind sign-in failed at that very moment":
      "로그인을 처리하는 서비스가 바로 그 순간에 실패했을 때에만 가능합니다",
    "possible only if the service behind sign-in failed all the while":
      "로그인을 처리하는 서비스가 내내 실패했을 때에만 가능합니다",
    "the same mailbox was opened {0} in this capture": "같은 사서함이 이 캡처에서 {0} 열렸습니다",
    "nothing in this capture rules it out; event 9646 on the mailbox server would":
      "이 캡처로는 배제할 수 없습니다. 사서함 서버의 이벤트 9646으로 확인할 수 있습니다",
    "every explanation predicts the attempts better than chance does":
      "어떤 설명이든 우연보다는 시도의 결과를 더 잘 예측합니다",
    "of the same address": "같은 주소의",
    "in all": "전체",
    "turned away even with no other connection {0} open":
      "{0} 연결이 하나도 열려 있지 않을 때에도 거부되었습니다",
    "turned away with {0} {1} open, served with {2} open at other times":
      "{1} 연결이 {0}개 열려 있을 때 거부되었지만, 다른 때에는 {2}개가 열려 있어도 처리되었습니다",
    "{0} to the same port was served in this capture":
      "같은 포트에 대한 {0:이} 이 캡처에서 정상 처리되었습니다",
    "{0} to the same port were served in this capture":
      "같은 포트에 대한 {0:이} 이 캡처에서 정상 처리되었습니다",
    "nothing in this capture rules it out": "이 캡처로는 배제할 수 없습니다",
    "connections were turned away and served by turns": "연결이 거부되었다가 처리되기를 되풀이했습니다",
    "commands of other accounts took {0} at the same times":
      "같은 시간에 다른 계정의 명령은 {0} 걸렸습니다",
    "hardly a segment of these sessions was sent twice, and TCP answers at once":
      "이 세션들에서는 재전송된 세그먼트가 거의 없고, TCP는 즉시 응답합니다",
    "{0} of {1} segments were sent again; a slow server sends none twice":
      "세그먼트 {1}개 중 {0}개가 재전송되었습니다. 느린 서버라면 재전송하지 않습니다",
    "the server names its throttling in words of its own": "서버가 응답에서 제한이라고 직접 밝힙니다",
    "shorter commands were answered on the same connections":
      "같은 연결에서 더 짧은 명령에는 응답했습니다",
    "the words are about the way or the account, not about name and password":
      "서버의 응답은 이름과 암호가 아니라 인증 방식이나 계정에 관한 것입니다",
    "the connections themselves were taken; the words count what is sent on them":
      "연결 자체는 수락되었고, 서버의 응답은 그 연결로 보낸 것에 관한 것입니다",
    "{0} of {1} segments of these sessions were sent again":
      "이 세션들의 세그먼트 {1}개 중 {0}개가 재전송되었습니다",
    "the server took its time or named its resources; a rate limit refuses at once":
      "서버가 응답을 늦추거나 리소스를 언급했습니다. 속도 제한이라면 즉시 거부합니다",
    "said with {0} open, while with {1} open others were served":
      "{0:이} 열려 있을 때의 응답입니다. {1}개가 열려 있을 때에도 다른 연결은 처리되었습니다",
    "the same words stand for it; only a log can tell":
      "같은 응답이 이 경우에도 쓰입니다. 로그로만 구별할 수 있습니다",
    "refused also while fewer connections were open than the limit allows":
      "제한보다 적은 연결이 열려 있을 때에도 거부되었습니다",
    "the server's words name a limit": "서버의 응답이 제한을 가리킵니다",
    "the server's words name a limit, and the account signed in {0}":
      "서버의 응답이 제한을 가리키고, 계정은 {0} 로그인했습니다",
    "the server's words name another reason": "서버의 응답이 다른 이유를 가리킵니다",
  ]
}
