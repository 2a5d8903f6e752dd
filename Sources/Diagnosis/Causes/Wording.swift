import Glibc

/// The natural logarithm.
func ln(_ value: Double) -> Double { log(value) }
