"""Judges class packs by pywbem's MOF compiler: an archive of MOF in, every class flattened out.

A line a class, property, method or parameter, its parts parted by tabs, as tests/suite/packs.rs
writes them for a pack. Takes half a minute.
"""

import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pywbem
import pywbem_mock

NAMESPACE = "root/cimv2"
TEXTS = ("EmbeddedInstance", "ArrayType")
NUMBERS = ("MaxLen", "MinLen", "MaxValue", "MinValue")
LISTS = ("ValueMap", "Values", "BitMap", "BitValues")
FLAGS = ("Key", "Required", "Write", "OctetString", "EmbeddedObject", "Static")


def main():
    connection = pywbem_mock.FakedWBEMConnection(default_namespace=NAMESPACE)
    with TemporaryDirectory() as folder, zipfile.ZipFile(sys.argv[1]) as archive:
        archive.extractall(folder)
        main_file = next(Path(folder).glob("cim_schema_*.mof"))
        connection.compile_mof_file(str(main_file), verbose=False)
    for name in sorted(connection.EnumerateClassNames(DeepInheritance=True)):
        show(connection.GetClass(name, LocalOnly=False, IncludeQualifiers=True))


def show(of):
    flags = [flag for flag in ("Abstract", "Association", "Indication") if is_set(of, flag)]
    line("class", of.classname, of.superclass or "", *flags)
    for property_ in sorted(of.properties.values(), key=lambda it: it.name):
        element("property", property_)
    for method in sorted(of.methods.values(), key=lambda it: it.name):
        line("method", method.name, method.return_type, *facts(method))
        for parameter in method.parameters.values():
            element("parameter", parameter)


def element(kind, of):
    array = ("[%s]" % (of.array_size or "")) if of.is_array else ""
    line(kind, of.name, of.type + array, of.reference_class or "", *facts(of))


def facts(of):
    yield from (flag for flag in FLAGS if is_set(of, flag))
    if isinstance(of, pywbem.CIMParameter):
        yield from ("In",) if "In" not in of.qualifiers or is_set(of, "In") else ()
        yield from ("Out",) if is_set(of, "Out") else ()
    for name in TEXTS + NUMBERS:
        if value(of, name) is not None:
            yield f"{name}={value(of, name)}"
    for name in LISTS:
        if value(of, name) is not None:
            yield f"{name}=" + "|".join(str(item) for item in value(of, name))


def is_set(of, name):
    return bool(value(of, name))


def value(of, name):
    return of.qualifiers[name].value if name in of.qualifiers else None


def line(*parts):
    print("\t".join(part.replace("\n", "\\n").replace("\t", "\\t") for part in parts))


if __name__ == "__main__":
    main()
