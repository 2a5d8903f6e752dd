import Foundation
import Store

// StoreChild write STORE          writes batches until it is killed, and says which are written
// StoreChild outage FOLDER        fills the volume of a folder, and says what a writer makes of it

let arguments = CommandLine.arguments
guard arguments.count == 3 else { exit(64) }
do {
  switch arguments[1] {
  case "write": try Writing.run(path: arguments[2])
  case "outage": try Outage.run(folder: arguments[2])
  default: exit(64)
  }
} catch {
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  exit(2)
}
