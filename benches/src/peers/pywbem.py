"""Compiles the MOF of an archive with pywbem; prints processor seconds and how many classes."""

import sys
import time
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pywbem_mock


def main():
    start = time.process_time()
    connection = pywbem_mock.FakedWBEMConnection(default_namespace="root/cimv2")
    with TemporaryDirectory() as folder, zipfile.ZipFile(sys.argv[1]) as archive:
        archive.extractall(folder)
        main_file = next(Path(folder).glob("cim_schema_*.mof"))
        connection.compile_mof_file(str(main_file), verbose=False)
    seconds = time.process_time() - start
    print(seconds, len(connection.EnumerateClassNames(DeepInheritance=True)))


main()
