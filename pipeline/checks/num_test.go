package checks

import (
	"testing"

	"concord/pipeline/check/checktest"
)

func TestNumMismatch(t *testing.T) { checktest.Run(t, "testdata/num/mismatch", NumMismatch) }
func TestNumMoney(t *testing.T)    { checktest.Run(t, "testdata/num/money", NumMoney) }
func TestNumUnit(t *testing.T)     { checktest.Run(t, "testdata/num/unit", NumUnit) }
func TestNumPercent(t *testing.T)  { checktest.Run(t, "testdata/num/percent", NumPercent) }
func TestNumDate(t *testing.T)     { checktest.Run(t, "testdata/num/date", NumDate) }
func TestNumTime(t *testing.T)     { checktest.Run(t, "testdata/num/time", NumTime) }
func TestNumPhone(t *testing.T)    { checktest.Run(t, "testdata/num/phone", NumPhone) }

func TestLinkMismatch(t *testing.T) { checktest.Run(t, "testdata/link/mismatch", LinkMismatch) }
func TestLinkMail(t *testing.T)     { checktest.Run(t, "testdata/link/mail", LinkMail) }
