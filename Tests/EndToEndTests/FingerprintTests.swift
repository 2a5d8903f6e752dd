import Bytes
import Diagnosis
import Reports
import Sessions
import Testing

/// The fingerprints of passwords serve comparisons within the process, and leave it nowhere.
struct FingerprintTests {
  @Test(arguments: SampleCapture.all)
  func `no output holds one`(_ capture: SampleCapture) throws {
    let study = try Study(path: capture.path)
    let fingerprints = study.sessions.flatMap(\.authentications).compactMap(\.secretFingerprint)
    let report = study.report(path: "x.pcap")
    let list = SessionReport(captures: report.captures, signatures: .builtIn)
    var text = try TextReport(evidenceShown: nil).text(report) + JSONReport.text(report)
    for format in SessionReport.Format.allCases {
      text += try study.sessions.reduce("") { try $0 + list.line($1, format) }
    }
    let words = Set(text.split { !$0.isLetter && !$0.isNumber && $0 != "-" }.map(String.init))
    for fingerprint in Set(fingerprints) {
      let signed = Int64(bitPattern: fingerprint)
      let spellings = ["\(fingerprint)", "\(signed)", String(fingerprint, radix: 16)]
      #expect(words.isDisjoint(with: spellings))
    }
  }

  @Test func `the captures hold passwords, and few of them`() throws {
    let study = try Study(path: SampleCapture(name: "per-user-limit-16").path)
    let fingerprints = study.sessions.flatMap(\.authentications).compactMap(\.secretFingerprint)
    #expect(fingerprints.count > 10)
    #expect(Set(fingerprints).count == 1)
  }
}
