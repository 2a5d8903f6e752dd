import Diagnosis

/// What a report says about the evidence file that was written with it.
package struct EvidenceFile: Sendable {
  package var path: String
  package var frames: Int
  package var isRedacted: Bool
  package var hasOtherAddresses: Bool
  /// Payload bytes that stand for others.
  package var replacedBytes: Int
  /// Fragments whose payload was left out, as secrets in it could not be told.
  package var fragmentsWithoutPayload: Int

  package init(
    path: String, frames: Int, isRedacted: Bool = false, hasOtherAddresses: Bool = false,
    replacedBytes: Int = 0, fragmentsWithoutPayload: Int = 0
  ) {
    self.path = path
    self.frames = frames
    self.isRedacted = isRedacted
    self.hasOtherAddresses = hasOtherAddresses
    self.replacedBytes = replacedBytes
    self.fragmentsWithoutPayload = fragmentsWithoutPayload
  }
}

extension EvidenceFile {
  /// What is in it, to follow another sentence.
  var sentence: Sentence {
    let name = terminalText(path)
    var sentence: Sentence =
      " The frames that show it (\(grouped: frames)) are in \(name), with remarks on the proof."
    if isRedacted {
      sentence +=
        hasOtherAddresses
        ? " Passwords, tokens, message text and addresses in it are replaced."
        : " Passwords, tokens and message text in it are replaced."
    }
    if fragmentsWithoutPayload > 0 {
      sentence +=
        " Of \(grouped: fragmentsWithoutPayload) IP fragments it holds only the headers."
    }
    return sentence
  }
}
