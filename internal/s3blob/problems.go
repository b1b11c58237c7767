package s3blob

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"time"

	"github.com/minio/minio-go/v7"

	"concord/documents"
	"concord/documents/archive"
)

// attempts bounds how often one request is sent; a pause of 0.2 s to 0.8 s,
// jittered, lies between them.
const attempts = 4

// try sends a request until it succeeds, fails for good, or has been tried
// often or long enough: no attempt begins once the location's timeout has
// passed, so a server that hangs is given up after one of them. A request that
// was performed and whose answer was lost is sent again too; its condition then
// fails, and the archive finds its own write by reading.
func (b *Bucket) try(ctx context.Context, send func() error) error {
	start := time.Now()
	for attempt := 1; ; attempt++ {
		err := send()
		if err == nil || ctx.Err() != nil || attempt == attempts || !transient(err) || time.Since(start) >= b.loc.Timeout {
			return err
		}
		limit := 200 * time.Millisecond << min(attempt-1, 2)
		pause := time.NewTimer(limit/2 + rand.N(limit/2))
		select {
		case <-ctx.Done():
			pause.Stop()
			return err
		case <-pause.C:
		}
	}
}

// transient tells whether an error may pass: the server is busy or had a
// fault, or the line broke. What the server refuses stays refused.
func transient(err error) bool {
	var local localError
	var unknown x509.UnknownAuthorityError
	var host x509.HostnameError
	var record tls.RecordHeaderError
	var dns *net.DNSError
	switch {
	case errors.As(err, &local), errors.As(err, &unknown), errors.As(err, &host), errors.As(err, &record):
		return false
	case errors.As(err, &dns) && dns.IsNotFound:
		return false
	}
	var answer minio.ErrorResponse
	if errors.As(err, &answer) && answer.StatusCode != 0 {
		switch answer.StatusCode {
		case http.StatusRequestTimeout, http.StatusTooManyRequests:
			return true
		case http.StatusConflict:
			// Amazon's answer to two conditional writes at once.
			return answer.Code == "ConditionalRequestConflict" || answer.Code == "OperationAborted"
		}
		return answer.StatusCode >= 500 && answer.StatusCode != http.StatusNotImplemented
	}
	return true
}

// localError marks an error of our own side, which is passed on as it is.
type localError struct{ error }

func (e localError) Unwrap() error { return e.error }

func conditionFailed(err error) bool {
	var answer minio.ErrorResponse
	return errors.As(err, &answer) && (answer.StatusCode == http.StatusPreconditionFailed || answer.Code == "PreconditionFailed")
}

// notFound tells whether the answer is that there is no such key. The status
// alone does not say so: versitygw answers 404 to an unknown access key as well.
func notFound(err error) bool {
	var answer minio.ErrorResponse
	if !errors.As(err, &answer) {
		return false
	}
	switch answer.Code {
	case "NoSuchKey", "NoSuchVersion", "NotFound":
		return true
	}
	return false
}

// problem says in words what went wrong with a request.
func (b *Bucket) problem(ctx context.Context, verb, key string, err error) error {
	var local localError
	var answer minio.ErrorResponse
	switch {
	case errors.As(err, &local):
		return fmt.Errorf("%s %s: %w", verb, key, local.error)
	case ctx.Err() != nil:
		return fmt.Errorf("%s %s: %w", verb, key, ctx.Err())
	case notFound(err):
		return fmt.Errorf("%s %s: %w", verb, key, archive.ErrNotFound)
	case !errors.As(err, &answer) || answer.StatusCode == 0:
		return b.unreachable(err)
	}
	switch answer.Code {
	case "NoSuchBucket":
		return documents.Problemf(documents.Misuse, "archive-no-bucket",
			"le serveur %[2]s n’a pas de compartiment « %[1]s » : vérifiez le nom, ou créez-le",
			"the server %[2]s has no bucket %[1]q: check the name, or make it", b.loc.Bucket, b.loc.Endpoint)
	case "InvalidAccessKeyId", "XAdminUserNotFound", "SignatureDoesNotMatch", "InvalidToken", "ExpiredToken", "AuthorizationHeaderMalformed":
		return documents.Problemf(documents.Unreachable, "archive-credentials",
			"le serveur %s refuse la clé d’accès : vérifiez AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY et AWS_SESSION_TOKEN, ou le fichier ~/.aws/credentials, et la région",
			"the server %s refuses the access key: check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or the file ~/.aws/credentials, and the region",
			b.loc.Endpoint).Because(answerText(answer))
	case "PermanentRedirect", "AuthorizationQueryParametersError":
		return documents.Problemf(documents.Misuse, "archive-region",
			"le compartiment « %s » est dans une autre région : ajoutez « region=… » à l’emplacement",
			"the bucket %q is in another region: add region=… to the location", b.loc.Bucket).Because(answerText(answer))
	}
	switch {
	case b.anonymous && (answer.StatusCode == http.StatusForbidden || answer.StatusCode == http.StatusUnauthorized):
		return documents.Problemf(documents.Misuse, "archive-no-credentials",
			"le serveur %s demande une clé d’accès et aucune n’a été trouvée : mettez-la dans AWS_ACCESS_KEY_ID et AWS_SECRET_ACCESS_KEY, ou dans le fichier ~/.aws/credentials",
			"the server %s asks for an access key and none was found: put it into AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or into the file ~/.aws/credentials",
			b.loc.Endpoint)
	case answer.StatusCode == http.StatusForbidden || answer.StatusCode == http.StatusUnauthorized:
		return documents.Problemf(documents.Unreachable, "archive-forbidden",
			"le serveur %[2]s ne vous permet pas cette opération dans le compartiment « %[1]s » : donnez une clé d’accès (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY) qui en a le droit",
			"the server %[2]s does not allow this in the bucket %[1]q: give an access key (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY) that may",
			b.loc.Bucket, b.loc.Endpoint).Because(answerText(answer))
	case answer.StatusCode >= 500 && answer.StatusCode != http.StatusNotImplemented || answer.StatusCode == http.StatusTooManyRequests:
		return documents.Problemf(documents.Unreachable, "archive-server-fault",
			"le serveur %s est en panne ou surchargé : réessayez plus tard",
			"the server %s is broken or overloaded: try again later", b.loc.Endpoint).Because(answerText(answer))
	}
	return documents.Problemf(documents.Unreachable, "archive-refused",
		"le serveur %s refuse la demande pour « %s »", "the server %s refuses the request for %q",
		b.loc.Endpoint, key).Because(answerText(answer))
}

func answerText(a minio.ErrorResponse) error {
	return fmt.Errorf("%d %s: %s", a.StatusCode, a.Code, a.Message)
}

// unreachable is the problem of a server that does not answer as it should.
func (b *Bucket) unreachable(err error) error {
	return documents.Problemf(documents.Unreachable, "archive-unreachable",
		"le serveur de l’archive %s ne répond pas : vérifiez l’adresse et le réseau, puis recommencez",
		"the archive's server %s does not answer: check the address and the network, then try again",
		b.loc.Endpoint).Because(b.cause(err))
}

// cause says the usual reasons in both languages; others are given as they are.
func (b *Bucket) cause(err error) error {
	say := func(fr, en string) error {
		return &documents.Problem{Class: documents.Unreachable, Code: "archive-unreachable",
			Message: documents.Pair[string]{FR: fr, EN: en}}
	}
	var dns *net.DNSError
	var timeout net.Error
	var ue *url.Error
	switch {
	case errors.As(err, &dns) && dns.IsNotFound:
		return say("ce nom d’hôte est inconnu", "the host name is not known")
	case errors.Is(err, syscall.ECONNREFUSED):
		return say("la connexion est refusée", "the connection is refused")
	case errors.Is(err, errStalled), errors.Is(err, errStuck), errors.As(err, &timeout) && timeout.Timeout():
		return say("aucune réponse en "+b.loc.Timeout.String(), "no answer within "+b.loc.Timeout.String())
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE),
		strings.Contains(err.Error(), "Connection closed by foreign host"), strings.Contains(err.Error(), "readLoopPeekFailLocked"):
		return say("la connexion a été coupée", "the connection was cut")
	case errors.As(err, &ue):
		return ue.Err // leaves out the address, which the message has already
	}
	return err
}
