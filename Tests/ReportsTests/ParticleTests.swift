import Testing

@testable import Reports

/// Korean particles go with the last sound of what stands before them.
struct ParticleTests {
  @Test(arguments: [
    // Hangul: without and with a final consonant.
    ("메일 서버", "는", "가", "를", "와", "로"), ("계정", "은", "이", "을", "과", "으로"),
    ("메일", "은", "이", "을", "과", "로"), ("연결 16개", "는", "가", "를", "와", "로"),
    // Digits: 영 일 이 삼 사 오 육 칠 팔 구.
    ("10", "은", "이", "을", "과", "으로"), ("10.4.4.1", "은", "이", "을", "과", "로"),
    ("2", "는", "가", "를", "와", "로"), ("2013", "은", "이", "을", "과", "으로"),
    ("4", "는", "가", "를", "와", "로"), ("10.4.4.95", "는", "가", "를", "와", "로"),
    ("16", "은", "이", "을", "과", "으로"), ("7", "은", "이", "을", "과", "로"),
    ("8", "은", "이", "을", "과", "로"), ("9", "는", "가", "를", "와", "로"),
    // Latin names as they are read: 익스체인지, 도브콧, 샌드메일, 엑심, 리밋, 클라이언트.
    ("Exchange", "는", "가", "를", "와", "로"), ("Dovecot", "은", "이", "을", "과", "으로"),
    ("sendmail", "은", "이", "을", "과", "로"), ("Exim", "은", "이", "을", "과", "으로"),
    ("process_limit", "은", "이", "을", "과", "으로"), ("client", "는", "가", "를", "와", "로"),
    ("Postfix", "는", "가", "를", "와", "로"), ("MaxConnectionsPerUser", "는", "가", "를", "와", "로"),
    // Capitals are spelt out: 유알엘, 티엘에스, 디엔.
    ("URL", "은", "이", "을", "과", "로"), ("TLS", "는", "가", "를", "와", "로"),
    ("DN", "은", "이", "을", "과", "으로"),
    // Marks and what stands in brackets are not read.
    ("uccxmail (CONTOSO\\uccx2)", "은", "이", "을", "과", "로"), ("\"메일\"", "은", "이", "을", "과", "로"),
    ("38 %", "는", "가", "를", "와", "로"),
  ])
  func `the particle is the one that Koreans say`(
    text: String, topic: String, subject: String, object: String, with: String, toward: String
  ) {
    #expect(Particle.topic.form(after: text) == topic)
    #expect(Particle.subject.form(after: text) == subject)
    #expect(Particle.object.form(after: text) == object)
    #expect(Particle.with.form(after: text) == with)
    #expect(Particle.toward.form(after: text) == toward)
  }

  @Test(arguments: ["", "…", "表", "почта"])
  func `both forms stand where nobody can say how the end is read`(text: String) {
    #expect(Particle.object.form(after: text) == "을(를)")
  }

  @Test func `a template takes the value with its particle`() {
    let template = Template("{1:이} {0:을} 거부, {0}")
    #expect(template.places == [1, 0, 0])
    #expect(template.filled(with: ["로그인", "Exchange"]) == "Exchange가 로그인을 거부, 로그인")
  }

  @Test func `what a value says is not read as a place`() {
    #expect(Template("{0} {1}").filled(with: ["{1:을}", "{0}"]) == "{1:을} {0}")
    #expect(Template("{x} {} {0:무} {0").filled(with: ["a"]) == "{x} {} {0:무} {0")
  }
}
