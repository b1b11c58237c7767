package check

import (
	"context"
	"fmt"
	"sync"
)

// An AnyFact is a Fact of whatever type, for Check.Requires.
type AnyFact interface {
	factName() string
	compute(context.Context, *Pass) (any, error)
	requires() []AnyFact
}

// A Fact is something worth knowing about a pair of documents that several
// checks share. It is computed at most once per pair, when the first check
// that requires it runs. Facts are compared by address: declare each once, as
// a package variable.
type Fact[T any] struct {
	Name string
	// Requires names the facts that Compute takes with Get.
	Requires []AnyFact
	// Compute derives the fact. It sees the same Pass a check does, and must
	// not report.
	Compute func(context.Context, *Pass) (T, error)
}

func (f *Fact[T]) factName() string    { return f.Name }
func (f *Fact[T]) requires() []AnyFact { return f.Requires }
func (f *Fact[T]) compute(ctx context.Context, p *Pass) (any, error) {
	return f.Compute(ctx, p)
}

// Get returns a fact. It panics when the check or fact that runs did not
// declare it in Requires: that is a mistake in the program.
func Get[T any](p *Pass, f *Fact[T]) T {
	for _, r := range p.allowed {
		if r == AnyFact(f) {
			return p.facts.value(f).(T)
		}
	}
	panic(fmt.Sprintf("check: %s takes fact %q without requiring it", p.who, f.Name))
}

// facts holds what has been computed for one pair.
type facts struct {
	mu     sync.Mutex
	values map[AnyFact]*factValue
}

type factValue struct {
	once  sync.Once
	value any
	err   error
}

// value returns what ensure computed before the check or fact that asks began.
func (fs *facts) value(f AnyFact) any {
	fs.mu.Lock()
	defer fs.mu.Unlock()
	return fs.values[f].value
}

// ensure computes a fact and what it requires, once.
func (fs *facts) ensure(ctx context.Context, base *Pass, f AnyFact) error {
	for _, r := range f.requires() {
		if err := fs.ensure(ctx, base, r); err != nil {
			return err
		}
	}
	fs.mu.Lock()
	v := fs.values[f]
	if v == nil {
		v = &factValue{}
		fs.values[f] = v
	}
	fs.mu.Unlock()
	v.once.Do(func() {
		p := *base
		p.allowed, p.who, p.report = f.requires(), "fact "+f.factName(), nil
		v.value, v.err = f.compute(ctx, &p)
	})
	return v.err
}
