/// A segment as the naive rules see it.
struct NaiveSegment {
  var time: Int
  var isClient: Bool
  var sequence: Int
  var flags: String
  var data: [UInt8]
  var wireCount: Int
  var ack: Int?
  var window: Int
  var scale: Int?
  var timestamp: Int?
  var checksum: String
  var urgent: Int?
  var hasBadHeader: Bool
  var isSigned: Bool

  init(_ event: ReassemblyCase.Event, of example: ReassemblyCase) {
    let incarnation = event.inst ?? 0
    let opposite = event.dir == "c2s" ? "s2c" : "c2s"
    let bytes = (event.data ?? "").unicodeScalars.map { UInt8($0.value) }
    time = Int((event.t * 1e9).rounded())
    isClient = event.dir == "c2s"
    sequence = naiveModulo(Int(example.initialNumber(event.dir, incarnation)) + event.off)
    flags = event.flags
    data = Array(bytes.prefix(event.cap ?? bytes.count))
    wireCount = bytes.count
    ack = event.ack.map { naiveModulo(Int(example.initialNumber(opposite, incarnation)) + $0) }
    window = Int(event.win ?? 65535)
    scale = event.ws.map { Int($0) }
    timestamp = event.ts.map { Int($0[0]) }
    checksum = event.csum ?? "ok"
    urgent = event.urg.map { Int($0) }
    hasBadHeader = event.doff != nil
    isSigned = event.md5 ?? false
  }

  func has(_ flag: Character) -> Bool { flags.contains(flag) }
}

func naiveModulo(_ number: Int) -> Int {
  let rest = number % (1 << 32)
  return rest < 0 ? rest + 1 << 32 : rest
}

/// `a - b` as a signed 32-bit number.
func naiveDifference(_ a: Int, _ b: Int) -> Int {
  let difference = naiveModulo(a - b)
  return difference >= 1 << 31 ? difference - 1 << 32 : difference
}
