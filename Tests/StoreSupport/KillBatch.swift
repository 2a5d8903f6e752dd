/// The batches of a writer that is killed.
package enum KillBatch {
  /// How many sessions a batch has.
  package static func size(_ batch: Int) -> Int { 1 + batch * 7 % 20 }
}
