// Package baseline keeps the findings that people have accepted: each with a
// reason, a name and a date, and an expiry if they like. Load reads the file,
// Apply marks a run's findings and says which entries matched nothing, Accept
// and Prune change the list, Write puts it back so that a review shows a small
// difference.
//
// An entry holds a finding's fingerprint, which is made of words and not of
// pages, so it follows its paragraph when the document is edited around it.
// The package has no clock: the day is handed in.
package baseline

// An Entry is one accepted finding.
type Entry struct {
	// Fingerprint and Rule are the finding's.
	Fingerprint, Rule string
	// Reason says why the divergence is right. It is required.
	Reason string
	// By names who accepted it.
	By string
	// Date is the day it was accepted, Expires the last day on which it
	// holds; Expires is empty for an entry that does not expire.
	Date, Expires Date
	// FR and EN are the marked words, cut short, for people who read the
	// file. They play no part in matching.
	FR, EN string
	// Line is where the entry starts in the file it was read from; 0 for a
	// new one.
	Line int
}

// A Date is a day as YYYY-MM-DD; such strings sort as the days do. The empty
// Date means none.
type Date string
