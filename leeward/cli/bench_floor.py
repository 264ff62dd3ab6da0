"""What nginx needs for a page that lies on the disk: below that nobody comes."""

import http.client
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from leeward.cli.bench_rows import Row
from leeward.cli.measuring import HOST, Asked, costs, wait_for
from leeward.cli.reloading import listening_at

WHAT = "static page of these bytes, nginx"
# One process, so that it is known whose CPU counts; everything that it may want to write, in one folder.
CONFIGURATION = """
daemon off; master_process off; pid {folder}/pid; error_log stderr;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{ listen {host}:{port}; root {folder}; }}
}}
"""


def by_nginx(size: int, floor: float, told: Callable[[], None]) -> Row:
    """`size` bytes; `floor` is what an empty Django page took, in milliseconds. Says so where nginx is not here."""
    program = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
    if program is None:
        return Row(WHAT, "nginx is not installed here")
    with tempfile.TemporaryDirectory() as name, listening_at(HOST, 0) as trial:
        folder = Path(name)
        host, port = trial.getsockname()[:2]
        (folder / "page").write_bytes(bytes(size))
        (folder / "conf").write_text(CONFIGURATION.format(folder=folder, host=host, port=port), encoding="utf-8")
        trial.close()
        command = [program, "-p", name, "-e", "stderr", "-c", str(folder / "conf")]
        server = subprocess.Popen(command, stderr=subprocess.DEVNULL)  # noqa: S603 (as it is installed)
        try:
            wire = http.client.HTTPConnection(host, port, timeout=20)
            wait_for(wire)
            (spent,) = costs([Asked(WHAT, "/page")], wire, server.pid, told)
        finally:
            server.terminate()
            server.wait()
    return Row(WHAT, f"{spent / floor:.1f} times: {spent:.2f} ms CPU")
