/// Those of `keys` that a JSON object does not have; all of them where `value` is no object.
func missingKeys(_ keys: [String], in value: Any?) -> [String] {
  let object = value as? [String: Any] ?? [:]
  return keys.filter { object[$0] == nil }
}
