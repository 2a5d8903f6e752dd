import Bytes
import Capture
import Mail

/// Both directions of a mail connection: the books balance, and events do not depend on the cuts.
///
/// Input: a byte of options, then a `MailScript`.
enum MailFuzz {
  static func run(_ input: [UInt8], isIMAP: Bool) throws(FuzzFinding) {
    var reader = InputReader(input)
    let choice = reader.byte()
    try run(MailScript(&reader), isIMAP: isIMAP, options: options(choice))
  }

  static func run(
    _ script: MailScript, isIMAP: Bool, options: MailOptions
  ) throws(FuzzFinding) {
    let parts = script.parts
    let whole = MailRun(parts, longest: .max, isIMAP: isIMAP, options: options)
    try whole.checkBooks()
    for longest in [1, 7] {
      let cut = MailRun(parts, longest: longest, isIMAP: isIMAP, options: options)
      try whole.checkSame(as: cut)
    }
  }

  /// Printable letters for the usual ones: `@` is all off.
  static func options(_ choice: UInt8) -> MailOptions {
    var options = MailOptions()
    options.midstream = choice & 1 != 0
    options.oneSided = choice & 2 != 0
    options.lmtp = choice & 4 != 0
    options.reportsLines = choice & 8 != 0
    options.keepsUnknownWords = choice & 16 != 0
    if choice & 32 != 0 { options.inflater = { ZlibInflater() } }
    guard choice & 128 != 0 else { return options }
    options.limits.line = 64
    options.limits.nesting = 3
    options.limits.inflateMinimum = 256
    options.limits.inflateRatio = 20
    options.limits.smtpCommand = 32
    options.limits.smtpLine = 24
    options.limits.earlyData = 32
    options.limits.outstandingTags = 2
    options.limits.pendingReplies = 2
    options.limits.literals = 2
    options.limits.capabilities = 2
    options.limits.signIns = 1
    options.limits.gapSizes = 1
    options.limits.secrets = 1
    options.limits.tlsEvents = 1
    return options
  }
}
