package eval

import (
	"strings"
	"testing"
)

func TestBelow(t *testing.T) {
	floors, err := ReadFloors(strings.NewReader("# why\n\nalignment\tstrict F1\tall\t0.910\nseeded\tfalse alarms\tall\t0.020\nextraction\tword F1\tall\t0.970\n"))
	if err != nil {
		t.Fatal(err)
	}
	good := []Row{
		{Area: "alignment", Name: "strict F1", Group: "all", Value: 0.9097},
		{Area: "seeded", Name: "false alarms", Group: "all", Value: 0.019, Less: true},
	}
	if bad := Below(good, floors); len(bad) != 0 {
		t.Errorf("rows at their floors fail: %q", bad)
	}
	worse := []Row{
		{Area: "alignment", Name: "strict F1", Group: "law", Value: 0.99},
		{Area: "seeded", Name: "false alarms", Group: "all", Value: 0.03, Less: true},
	}
	want := "alignment, strict F1, all: no longer measured|seeded, false alarms, all: 0.030, the floor is 0.020"
	if got := strings.Join(Below(worse, floors), "|"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestReadFloorsTellsTheLine(t *testing.T) {
	_, err := ReadFloors(strings.NewReader("# ok\nalignment\tstrict F1\t0.9\n"))
	if err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("got %v, want an error that names line 2", err)
	}
}
