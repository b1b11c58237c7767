package archive

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"
)

// Memory is a Blobs that keeps its values in memory, for tests and for trying
// things out. It is not made for large files.
type Memory struct {
	mu     sync.Mutex
	values map[string]memoryValue
}

type memoryValue struct {
	data     []byte
	modified time.Time
}

// NewMemory returns an empty store.
func NewMemory() *Memory { return &Memory{values: map[string]memoryValue{}} }

// Get implements Blobs.
func (m *Memory) Get(ctx context.Context, key string) (*Blob, error) {
	if err := begin(ctx, key); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	v, ok := m.values[key]
	if !ok {
		return nil, fmt.Errorf("get %s: %w", key, ErrNotFound)
	}
	return &Blob{Body: io.NopCloser(bytes.NewReader(v.data)), Size: int64(len(v.data)), Tag: tagOf(v.data)}, nil
}

// PutIfAbsent implements Blobs.
func (m *Memory) PutIfAbsent(ctx context.Context, key string, c Content) (Tag, error) {
	return m.put(ctx, key, c, func(_ memoryValue, ok bool) error {
		if ok {
			return ErrExists
		}
		return nil
	})
}

// PutIfMatch implements Blobs.
func (m *Memory) PutIfMatch(ctx context.Context, key string, tag Tag, c Content) (Tag, error) {
	return m.put(ctx, key, c, func(v memoryValue, ok bool) error {
		if !ok || tagOf(v.data) != tag {
			return ErrChanged
		}
		return nil
	})
}

func (m *Memory) put(ctx context.Context, key string, c Content, allowed func(memoryValue, bool) error) (Tag, error) {
	if err := begin(ctx, key); err != nil {
		return "", err
	}
	r, err := c.Reader()
	if err != nil {
		return "", fmt.Errorf("put %s: %w", key, err)
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		return "", fmt.Errorf("put %s: %w", key, err)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	v, ok := m.values[key]
	if err := allowed(v, ok); err != nil {
		return "", fmt.Errorf("put %s: %w", key, err)
	}
	m.values[key] = memoryValue{data, time.Now()}
	return tagOf(data), nil
}

// List implements Blobs.
func (m *Memory) List(ctx context.Context, prefix string) ([]Info, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := CheckPrefix(prefix); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	var list []Info
	for k, v := range m.values {
		if strings.HasPrefix(k, prefix) {
			list = append(list, Info{k, int64(len(v.data)), v.modified})
		}
	}
	slices.SortFunc(list, func(a, b Info) int { return cmp.Compare(a.Key, b.Key) })
	return list, nil
}

// Delete implements Blobs.
func (m *Memory) Delete(ctx context.Context, key string) error {
	if err := begin(ctx, key); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.values, key)
	return nil
}

// begin looks at what every method looks at first.
func begin(ctx context.Context, key string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return CheckKey(key)
}

func tagOf(data []byte) Tag {
	sum := sha256.Sum256(data)
	return Tag(hex.EncodeToString(sum[:]))
}
