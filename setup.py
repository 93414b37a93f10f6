"""Puts `resources` and `schemes` into the built package as `desktop/_files`; all else stands in pyproject.toml."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithFiles(build_py):
    """An installation carries its files inside the package; a checkout (editable) uses the folders beside it."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            for name in ("resources", "schemes"):
                shutil.copytree(name, Path(self.build_lib) / "desktop" / "_files" / name, dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithFiles})
