package lexicon

import (
	_ "embed"
	"sync"
)

// shipped was learned from the laws of Canada and from TICO-19 by
// internal/lexicon/train. Contains information licensed under the Open
// Government Licence - Canada.
//
//go:embed fr-en.lexicon
var shipped []byte

// Shipped returns the table in the binary. The first call reads it, which
// BenchmarkRead measures; programs that never call it pay nothing.
var Shipped = sync.OnceValue(func() *Table {
	t, err := Read(shipped)
	if err != nil {
		panic("the table in the binary: " + err.Error())
	}
	return t
})
