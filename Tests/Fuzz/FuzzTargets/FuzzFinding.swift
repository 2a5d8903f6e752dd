/// What a fuzz target has against the code under test: a broken promise, in words.
package struct FuzzFinding: Error {
  package var words: String
}

/// Makes a finding of a promise that is not kept.
func require(_ holds: Bool, _ words: @autoclosure () -> String) throws(FuzzFinding) {
  guard holds else { throw FuzzFinding(words: words()) }
}
