import GRDB
struct Foo { let q: DatabaseQueue }
