// Writes lint/kubernetes_types.def: the fields of Kubernetes' own kinds, from its Go API types.
//
// usage: go run . > ../../lint/kubernetes_types.def    (from this folder; for maintainers)
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"reflect"
	"sort"
	"strings"

	apiextensions "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/client-go/kubernetes/scheme"
)

const header = `/* The fields of Kubernetes' own kinds: names and types, which are facts of its API.
 *
 * Written by scripts/kubernetes-types from the Go modules k8s.io/api, k8s.io/apimachinery and
 * k8s.io/apiextensions-apiserver v0.36.1 (Kubernetes 1.36; Copyright The Kubernetes Authors,
 * Apache License 2.0). Do not edit.
 *
 * NAME(name)                        each name of a field, once
 * KIND(api version, kind, type)     sorted by both texts
 * TYPE(type)                        followed by its fields, sorted by name
 * FIELD(type, name, shape, scalar)  shape: ONE, LIST, MAP (of any keys) or MAP_OF_LISTS
 * OBJECT(type, name, shape, type of the value)
 *
 * Scalars: STRING, INTEGER, NUMBER, BOOLEAN, BASE64, QUANTITY (text or number), ANY (no scalar, too).
 */
`

// Types that read their JSON themselves: what they accept.
var special = map[reflect.Type]string{
	reflect.TypeFor[resource.Quantity]():    "QUANTITY",
	reflect.TypeFor[intstr.IntOrString]():   "QUANTITY",
	reflect.TypeFor[meta.Duration]():        "STRING",
	reflect.TypeFor[runtime.RawExtension](): "ANY",
	// A type that holds itself; its schemas are not looked into.
	reflect.TypeFor[apiextensions.JSONSchemaProps](): "ANY",
}

type field struct{ name, shape, scalar, object string }

type table struct {
	kinds map[[2]string]string
	types map[string][]field
}

var unmarshaler = reflect.TypeFor[json.Unmarshaler]()

func typeName(t reflect.Type) string {
	p := t.PkgPath()
	return path.Base(path.Dir(p)) + "_" + path.Base(p) + "_" + t.Name()
}

// scalar tells what a value of t is, and the name of its type when it has fields.
func (tab *table) scalar(t reflect.Type) (scalar, object string) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if s, ok := special[t]; ok {
		return s, ""
	}
	if reflect.PointerTo(t).Implements(unmarshaler) {
		return "ANY", ""
	}
	switch t.Kind() {
	case reflect.String:
		return "STRING", ""
	case reflect.Bool:
		return "BOOLEAN", ""
	case reflect.Int, reflect.Int32, reflect.Int64:
		return "INTEGER", ""
	case reflect.Float64:
		return "NUMBER", ""
	case reflect.Interface:
		return "ANY", ""
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return "BASE64", ""
		}
	case reflect.Struct:
		tab.add(t)
		return "", typeName(t)
	}
	panic("what is " + t.String())
}

func (tab *table) field(name string, t reflect.Type) field {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	f := field{name: name, shape: "ONE"}
	if _, known := special[t]; !known && !reflect.PointerTo(t).Implements(unmarshaler) {
		if t.Kind() == reflect.Map {
			f.shape, t = "MAP", t.Elem()
		}
		if t.Kind() == reflect.Slice && t.Elem().Kind() != reflect.Uint8 && !reflect.PointerTo(t).Implements(unmarshaler) {
			f.shape, t = map[string]string{"ONE": "LIST", "MAP": "MAP_OF_LISTS"}[f.shape], t.Elem()
		}
	}
	f.scalar, f.object = tab.scalar(t)
	return f
}

func (tab *table) fields(t reflect.Type) (list []field) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case name == "-" || !f.IsExported():
		case name == "" && f.Anonymous:
			list = append(list, tab.fields(f.Type)...)
		case name == "":
			panic("no name: " + t.String() + "." + f.Name)
		default:
			list = append(list, tab.field(name, f.Type))
		}
	}
	return list
}

func (tab *table) add(t reflect.Type) {
	name := typeName(t)
	if _, known := tab.types[name]; known {
		return
	}
	tab.types[name] = nil // for types that hold themselves
	list := tab.fields(t)
	sort.Slice(list, func(i, k int) bool { return list[i].name < list[k].name })
	tab.types[name] = list
}

func (tab *table) addScheme(s *runtime.Scheme) {
	for gvk, t := range s.AllKnownTypes() {
		if gvk.Version == runtime.APIVersionInternal || strings.HasPrefix(t.PkgPath(), "k8s.io/apimachinery/") {
			continue
		}
		if m, ok := t.FieldByName("ObjectMeta"); !ok || !m.Anonymous {
			m, ok = t.FieldByName("ListMeta")
			if !ok || !m.Anonymous {
				fmt.Fprintln(os.Stderr, "left out:", gvk)
			}
			continue
		}
		tab.add(t)
		version, kind := gvk.ToAPIVersionAndKind()
		tab.kinds[[2]string{version, kind}] = typeName(t)
	}
}

func sorted[V any](m map[string]V) (keys []string) {
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

func (tab *table) print(w *bufio.Writer) {
	fmt.Fprint(w, header)
	names := map[string]bool{}
	for _, list := range tab.types {
		for _, f := range list {
			names[f.name] = true
		}
	}
	for _, name := range sorted(names) {
		fmt.Fprintf(w, "NAME(%s)\n", name)
	}
	var kinds [][2]string
	for k := range tab.kinds {
		kinds = append(kinds, k)
	}
	sort.Slice(kinds, func(i, k int) bool {
		a, b := kinds[i], kinds[k]
		return a[0] < b[0] || (a[0] == b[0] && a[1] < b[1])
	})
	for _, k := range kinds {
		fmt.Fprintf(w, "KIND(%q, %q, %s)\n", k[0], k[1], tab.kinds[k])
	}
	for _, name := range sorted(tab.types) {
		fmt.Fprintf(w, "TYPE(%s)\n", name)
		for _, f := range tab.types[name] {
			if f.object != "" {
				fmt.Fprintf(w, "OBJECT(%s, %s, %s, %s)\n", name, f.name, f.shape, f.object)
			} else {
				fmt.Fprintf(w, "FIELD(%s, %s, %s, %s)\n", name, f.name, f.shape, f.scalar)
			}
		}
	}
}

func main() {
	tab := &table{map[[2]string]string{}, map[string][]field{}}
	tab.addScheme(scheme.Scheme)
	tab.add(reflect.TypeFor[apiextensions.CustomResourceDefinition]())
	crd := schema.GroupVersionKind{Group: apiextensions.GroupName, Version: "v1", Kind: "CustomResourceDefinition"}
	version, kind := crd.ToAPIVersionAndKind()
	tab.kinds[[2]string{version, kind}] = typeName(reflect.TypeFor[apiextensions.CustomResourceDefinition]())
	w := bufio.NewWriter(os.Stdout)
	tab.print(w)
	if err := w.Flush(); err != nil {
		panic(err)
	}
}
