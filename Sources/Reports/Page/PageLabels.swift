import Diagnosis

/// The words that templates place, by the names that they give them.
enum PageLabels {
  static let sentences: [String: Sentence] = [
    "accepted": "Accepted",
    "allFrames": "All of them in Wireshark:",
    "bytes": "Bytes",
    "capture": "Capture",
    "captures": "What was read",
    "client": "Client",
    "clients": "By client",
    "clientsCaption": "Attempts of each client, and the slots that it held at the first refusal",
    "drops": "Dropped",
    "evidence": "Evidence",
    "evidenceCaption": "Frames that show it, with the seconds since the capture's first frame",
    "file": "File",
    "filter": "Wireshark filter",
    "frame": "Frame",
    "frames": "Frames",
    "from": "From",
    "held": "Held at the first refusal",
    "incidents": "Incidents",
    "latency": "How long the server took to answer",
    "load": "Load over time",
    "more": "More incidents",
    "notNeeded": "Not needed",
    "plan": "What to do",
    "reach": "What this capture cannot show",
    "records": "Other evidence",
    "refused": "Refused",
    "retries": "Retries",
    "rivals": "Why not something else",
    "says": "Server says",
    "time": "Time",
    "until": "Until",
  ]
}
