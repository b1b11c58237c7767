package pdfnative

import "github.com/ledongthuc/pdf"

// resources is one resource dictionary. The parser reads an object again each
// time it is asked for, so what is found is kept.
type resources struct {
	file  *file
	dict  pdf.Value
	fonts map[string]*font
	refs  map[string]map[string]string // category → name → reference
	vals  map[string]pdf.Value
	cats  map[string]pdf.Value
}

func newResources(f *file, dict pdf.Value) *resources {
	return &resources{
		file: f, dict: dict,
		fonts: map[string]*font{},
		refs:  map[string]map[string]string{},
		vals:  map[string]pdf.Value{},
		cats:  map[string]pdf.Value{},
	}
}

func (r *resources) category(name string) pdf.Value {
	v, ok := r.cats[name]
	if !ok {
		v = r.dict.Key(name)
		r.cats[name] = v
	}
	return v
}

// value returns a named resource of a category, null if there is none.
func (r *resources) value(category, name string) pdf.Value {
	key := category + "/" + name
	v, ok := r.vals[key]
	if !ok {
		v = r.category(category).Key(name)
		r.vals[key] = v
	}
	return v
}

// font returns a named font, nil if there is none of that name.
func (r *resources) font(name string) *font {
	f, ok := r.fonts[name]
	if !ok {
		byName, ok := r.refs["Font"]
		if !ok {
			byName, _ = refs(r.category("Font"))
			r.refs["Font"] = byName
		}
		f = r.file.fontNamed(r, name, byName[name])
		r.fonts[name] = f
	}
	return f
}

// hiddenLayer reports whether an optional content group is switched off in the
// document's default view.
func (in *interp) hiddenLayer(group pdf.Value) bool {
	if group.Kind() != pdf.Dict {
		return false
	}
	off := in.file.layersOff()
	if len(off) == 0 {
		return false
	}
	if group.Key("Type").Name() == "OCMD" {
		ocgs := group.Key("OCGs")
		if ocgs.Kind() == pdf.Dict {
			return off[ocgs.String()]
		}
		// The default policy of a membership: visible when any group is.
		for i := range ocgs.Len() {
			if !off[ocgs.Index(i).String()] {
				return false
			}
		}
		return ocgs.Len() > 0
	}
	return off[group.String()]
}

// layersOff gives the optional content groups that are off, by their printed
// dictionaries. Two groups that print the same cannot be told apart; then
// neither counts as off, so that visible text is never lost.
func (f *file) layersOff() map[string]bool {
	if f.off != nil {
		return f.off
	}
	f.off = map[string]bool{}
	props := f.root.Key("OCProperties")
	list, all := props.Key("D").Key("OFF"), props.Key("OCGs")
	const most = 1000
	if list.Len() == 0 || list.Len() > most || all.Len() > most {
		return f.off
	}
	count := map[string]int{}
	for i := range all.Len() {
		count[all.Index(i).String()]++
	}
	for i := range list.Len() {
		if s := list.Index(i).String(); count[s] == 1 {
			f.off[s] = true
		}
	}
	return f.off
}
