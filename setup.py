"""What pyproject.toml cannot say: the catalogues of translations are compiled before a build."""

from setuptools import setup
from setuptools.command.build import build


class Build(build):
    """A build that first makes the .mo files beside the .po files."""

    sub_commands = [("compile_catalog", None), *build.sub_commands]  # noqa: RUF012


setup(
    cmdclass={"build": Build},
    options={"compile_catalog": {"domain": "papidesk", "directory": "resources/locale"}},
)
