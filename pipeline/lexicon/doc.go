// Package lexicon is a translation table of French and English word stems: how
// likely each stands for the other. Shipped returns the table in the binary,
// which was learned from the laws of Canada; Read reads another; Mix puts two
// together.
//
// To ask it about a text, cut the text with Words, find the ID of each stem in
// its language, and ask Prob about two IDs, or Partners about one. A lookup
// takes some tens of nanoseconds and allocates nothing. Whoever learns a table
// and whoever uses it cut and stem by the same functions; changing them means
// learning the table again.
//
// A table knows single stems. It has no grammar, no senses and no multi-word
// units, and what it learned from laws it says about novels as well.
// internal/lexicon/learn makes tables; docs/lexicon.md has the method, the
// sources and the measurements.
package lexicon
