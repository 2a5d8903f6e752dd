// swift-tools-version: 6.3
import PackageDescription

/// Fuzz targets are built on request only, and then everything with what libFuzzer needs to see:
/// `Tests/Fuzz/run.sh`.
let isFuzzing = Context.environment["CHOKEPOINT_FUZZ"] != nil

/// Every target of ours: strict memory safety, warnings are errors, imports say what they need.
let strict: [SwiftSetting] =
  [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableExperimentalFeature("Lifetimes"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
  ] + (isFuzzing ? [.unsafeFlags(["-sanitize=fuzzer,address"])] : [])

let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let nio: [Target.Dependency] = [
  .product(name: "NIOCore", package: "swift-nio"),
  .product(name: "NIOPosix", package: "swift-nio"),
  .product(name: "NIOTLS", package: "swift-nio"),
  .product(name: "NIOSSL", package: "swift-nio-ssl"),
]
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")
let httpMessages: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let httpClient: [Target.Dependency] = [
  .product(name: "AsyncHTTPClient", package: "async-http-client"), httpMessages,
]
let httpServer: [Target.Dependency] = [
  .product(name: "HummingbirdCore", package: "hummingbird"),
  .product(name: "HTTPTypes", package: "swift-http-types"),
  .product(name: "Logging", package: "swift-log"),
  .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
]
let systemPackage: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")

/// A stage of the pipeline; see "The way of a byte" in the documentation catalogue.
func stage(
  _ name: String, needs dependencies: [Target.Dependency] = [], resources: [Resource] = []
) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

func tests(of name: String, needs dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: [.target(name: name), "TestSupport"] + dependencies, swiftSettings: strict)
}

/// A program that gives libFuzzer's inputs to one entry point.
func fuzzer(_ name: String) -> Target {
  .executableTarget(
    name: name, dependencies: ["FuzzDriver", "FuzzTargets"], path: "Tests/Fuzz/\(name)",
    swiftSettings: strict,
    linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])])
}

let package = Package(
  name: "chokepoint",
  products: [.executable(name: "chokepoint", targets: ["chokepoint"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    // Traits off: they bring Foundation into the sensor and a configuration system of their own.
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
  ],
  targets: [
    .systemLibrary(
      name: "CPcap", pkgConfig: "libpcap", providers: [.apt(["libpcap-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CMalloc"),
    .systemLibrary(name: "CCapability"),
    stage("Bytes"),
    stage("Capture", needs: ["CPcap", "CZlib", "CMalloc", "CCapability", "Bytes"]),
    stage("Packets", needs: ["Bytes"]),
    stage("Streams", needs: ["Bytes", "Packets"]),
    stage("Mail", needs: ["Bytes"]),
    stage("Sessions", needs: ["Bytes", "Packets", "Streams", "Mail"]),
    stage("ServerRecords", needs: ["Bytes"]),
    stage(
      "Diagnosis", needs: ["Bytes", "Packets", "Mail", "Sessions", "ServerRecords"],
      resources: [.embedInCode("Resources/signatures.tsv")]),
    stage(
      "Reports", needs: ["Bytes", "Packets", "Mail", "Sessions", "Diagnosis", "Sensor", mustache],
      resources: [
        .embedInCode("Resources/report.css"), .embedInCode("Resources/report.html.mustache"),
        .embedInCode("Resources/report.md.mustache"),
      ]),
    stage("Settings", needs: [.product(name: "Yams", package: "Yams")]),
    stage("Sensor", needs: ["Bytes", "Packets", "Sessions", "Diagnosis"]),
    stage(
      "Pipeline",
      needs: ["Bytes", "Capture", "Packets", "Streams", "Mail", "Sessions", "Diagnosis"]),
    stage(
      "Probe", needs: ["Bytes", "Mail", "Sessions", "Diagnosis", "Reports", systemPackage] + nio),
    stage(
      "Alerts", needs: ["Bytes", "Reports", subprocess, systemPackage] + httpClient + nio),
    // Not `Metrics`: a package that the HTTP server is built on has a module of that name.
    stage("SensorMetrics", needs: ["Capture", "Reports"] + httpServer + nio),
    stage(
      "Store",
      needs: ["Bytes", "Packets", "Mail", "Sessions", "Reports", grdb, systemPackage]),
    .executableTarget(
      name: "chokepoint",
      dependencies: [
        "Bytes", "Capture", "Packets", "Mail", "Sessions", "ServerRecords", "Pipeline", "Diagnosis",
        "Reports", "Probe", "Sensor", "SensorMetrics", "Alerts", "Settings", "Store",
        argumentParser, systemPackage,
      ],
      swiftSettings: strict,
      // One file to copy to a machine without Swift; it also starts sooner.
      linkerSettings: [
        .unsafeFlags(
          [
            "-static-stdlib", "-lCoreFoundation", "-l_FoundationICU", "-l_FoundationCShims",
            "-l_FoundationCollections",
          ],
          .when(platforms: [.linux], configuration: .release))
      ]),
    .target(
      name: "TestSupport", dependencies: ["Bytes"], path: "Tests/TestSupport",
      swiftSettings: strict),
    tests(of: "Bytes"),
    tests(of: "Capture", needs: ["Bytes"]),
    tests(of: "Packets", needs: ["Bytes"]),
    tests(of: "Streams", needs: ["Bytes", "Packets"]),
    tests(of: "Mail", needs: ["Bytes"]),
    tests(of: "Sessions", needs: ["Bytes", "Packets", "Streams", "Mail"]),
    .testTarget(
      name: "ServerRecordsTests", dependencies: ["ServerRecords", "TestSupport", "Bytes"],
      exclude: ["Fixtures"], swiftSettings: strict),
    tests(of: "Diagnosis", needs: ["Bytes", "Packets", "Mail", "Sessions", "ServerRecords"]),
    tests(of: "Reports", needs: ["Bytes", "Packets", "Mail", "Sessions", "Diagnosis"]),
    tests(of: "Settings"),
    tests(of: "Sensor", needs: ["Bytes", "Packets", "Mail", "Sessions", "Diagnosis"]),
    tests(of: "Probe", needs: ["Bytes", "Mail", "Sessions", "Diagnosis"]),
    tests(of: "Alerts", needs: ["Bytes", systemPackage, httpMessages] + nio),
    tests(of: "SensorMetrics", needs: nio),
    .target(
      name: "StoreSupport",
      dependencies: ["Bytes", "Packets", "Mail", "Sessions", "Reports", "Store"],
      path: "Tests/StoreSupport", swiftSettings: strict),
    // A writer to be killed and to be left without room.
    .executableTarget(
      name: "StoreChild", dependencies: ["Bytes", "Reports", "Store", "StoreSupport"],
      path: "Tests/StoreChild", swiftSettings: strict),
    .testTarget(
      name: "StoreTests",
      dependencies: [
        "TestSupport", "Bytes", "Capture", "Packets", "Mail", "Sessions", "Diagnosis", "Reports",
        "Pipeline", "Store", "StoreSupport", "StoreChild", "chokepoint", grdb,
      ], swiftSettings: strict),
    .target(
      name: "FuzzTargets",
      dependencies: [
        "Bytes", "Capture", "Packets", "Streams", "Mail", "Sessions", "Diagnosis", "Reports",
        "Pipeline", "Probe",
      ],
      path: "Tests/Fuzz/FuzzTargets", swiftSettings: strict),
    .testTarget(
      name: "FuzzRegressionTests", dependencies: ["FuzzTargets"],
      path: "Tests/Fuzz/FuzzRegressionTests", swiftSettings: strict),
    // The command is a dependency so that it stands built beside the tests, which run it.
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "TestSupport", "Bytes", "Capture", "Packets", "Streams", "Mail", "Sessions", "Diagnosis",
        "Reports", "Pipeline", "chokepoint",
      ] + nio,
      exclude: ["Golden"], swiftSettings: strict),
  ])

if isFuzzing {
  package.targets += [
    .systemLibrary(name: "CFuzzer", path: "Tests/Fuzz/CFuzzer"),
    .target(
      name: "FuzzDriver", dependencies: ["CFuzzer", "FuzzTargets"], path: "Tests/Fuzz/FuzzDriver",
      swiftSettings: strict),
    fuzzer("FuzzFile"), fuzzer("FuzzPackets"), fuzzer("FuzzStreams"), fuzzer("FuzzIMAP"),
    fuzzer("FuzzSMTP"), fuzzer("FuzzNTLM"), fuzzer("FuzzPipeline"), fuzzer("FuzzProbe"),
  ]
}
