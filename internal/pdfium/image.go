package pdfium

import (
	"image"
	"math"

	"github.com/klippa-app/go-pdfium/requests"
)

// maxPixels bounds the picture of a page: 8.7 million are an A4 page at 300
// dots per inch. Larger pages are drawn at fewer dots.
const maxPixels = 16_000_000

// Image draws a page (from 1) in grey. dpi is dots per inch, which may be
// lowered for very large pages; the resolution that was used is returned.
func (f *File) Image(number, dpi int) (img *image.Gray, used int, err error) {
	err = f.do(func() error {
		img, used, err = f.draw(number, dpi)
		return err
	})
	if err != nil {
		return nil, 0, err
	}
	return img, used, nil
}

func (f *File) draw(number, dpi int) (*image.Gray, int, error) {
	page := requests.Page{ByIndex: &requests.PageByIndex{Document: f.doc, Index: number - 1}}
	size, err := f.inst.GetPageSize(&requests.GetPageSize{Page: page})
	if err != nil {
		return nil, 0, err
	}
	inches := size.Width / 72 * size.Height / 72
	if !(inches > 0) || math.IsInf(inches, 0) {
		return nil, 0, errRefused
	}
	dpi = min(dpi, int(math.Sqrt(maxPixels/inches)))
	if dpi < 20 { // nothing can be read on it
		return nil, 0, errRefused
	}
	drawn, err := f.inst.RenderPageInDPI(&requests.RenderPageInDPI{
		Page: page, DPI: dpi, ImageFormat: requests.RenderImageFormatGrayscale,
	})
	if err != nil {
		return nil, 0, err
	}
	defer drawn.Cleanup()
	grey, ok := drawn.Result.RenderedImage.(*image.Gray)
	if !ok {
		return nil, 0, errRefused
	}
	// The pixels lie in the library's memory until Cleanup.
	out := image.NewGray(image.Rect(0, 0, grey.Rect.Dx(), grey.Rect.Dy()))
	for y := range out.Rect.Dy() {
		copy(out.Pix[y*out.Stride:], grey.Pix[y*grey.Stride:y*grey.Stride+out.Rect.Dx()])
	}
	return out, dpi, nil
}
