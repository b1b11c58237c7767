package values

import (
	"strings"
	"testing"
)

func BenchmarkFind(b *testing.B) {
	text := "Le 1er juin 2007, à 15 h 30, le comité a versé 1 234,5 $ (3,2 %) aux douze centres visés à l’alinéa 12(1)a), puis a décidé de verser le reste dans un délai de trente jours. "
	text = strings.Repeat(text, 20)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Find(text, fr)
	}
}
