import ArgumentParser
import Capture
import Diagnosis

/// A user's own tables of server texts.
struct SignatureOptions: ParsableArguments {
  @Option(
    name: .customLong("signatures"),
    help: ArgumentHelp(
      """
      A file of server texts that come before the built-in ones; a row with the id of a built-in \
      one takes its place. 'chokepoint signatures --format tsv' writes such a file. May be given \
      several times.
      """, valueName: "file"),
    completion: .file())
  var files: [String] = []

  /// Bytes that a table may have.
  private static let sizeLimit = 4 << 20

  /// Has the files' rows, if there are files, come before the built-in ones.
  ///
  /// Without files the built-in table is read meanwhile, as nothing needs it before the captures'
  /// end.
  func apply(to options: inout DiagnosisOptions) throws {
    if files.isEmpty { SignatureTable.prepare() } else { options.signatures = try table() }
  }

  /// The built-in table with the files' rows; a file that cannot be read ends the command.
  ///
  /// Nothing is analysed then: the verdict would rest on other texts than the user means.
  func table() throws -> SignatureTable {
    var table = SignatureTable.builtIn
    for path in files {
      do {
        let bytes = try InputFile.read(path, limit: Self.sizeLimit)
        table = table.extended(by: try SignatureFile.parse(bytes))
      } catch let error as SignatureFileError {
        Terminal.message("\(path): \(error)")
        throw ExitCode(2)
      } catch {
        Terminal.message("\(error)")
        throw ExitCode(2)
      }
    }
    return table
  }
}
