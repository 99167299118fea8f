"""Hosts that forbid or break something, for tests: the built site, served with other headers, other types, or other
content.
"""

import io
import re
import threading
from contextlib import contextmanager

from explainers._site import serve
from tests.support import SITE

# A browser without WebGL.
NO_SPACE = """HTMLCanvasElement.prototype.getContext = (get => function (kind, ...given) {
  return kind.includes("webgl") ? null : get.call(this, kind, ...given);
})(HTMLCanvasElement.prototype.getContext)"""
ERROR_PAGE = b"<!doctype html><title>Sorry</title><p>Something went wrong."


class Handler(serve.Handler):
    """Serves as the site's own does, but for what `rules` says."""

    def send_head(self):
        file = self.path.split("?")[0]
        for pattern, how in self.server.rules["files"].items():
            if re.search(pattern, file):
                return self._changed(how)
        return super().send_head()

    def _changed(self, how):
        """What of one file is not as it should be. how: a status, a type, a share of its bytes, or other bytes."""
        path = self.translate_path(self.path.split("?")[0])
        status, kind, body = 200, self.guess_type(path), b""
        if how is None:
            status, kind, body = 404, "text/html", ERROR_PAGE
        elif isinstance(how, bytes):
            kind, body = ("text/html" if how == ERROR_PAGE else kind), how
        else:
            with open(path, "rb") as file:
                body = file.read()
            if isinstance(how, float):
                body = body[: int(len(body) * how)]
            else:
                kind = how
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        return io.BytesIO(body)

    def end_headers(self):
        for name, value in self.server.rules["headers"].items():
            self.send_header(name, value)
        super().end_headers()


@contextmanager
def host(folder=SITE, headers=None, files=None):
    """The address of a host. headers: {name: value} that it sends with everything. files: {pattern: how} of files that
    are not as they should be: None for one that is missing, a type, a share of its bytes as a float, or other bytes.
    """
    server = serve.server(folder)
    server.RequestHandlerClass = lambda *given: Handler(*given, directory=str(folder))
    server.rules = {"headers": headers or {}, "files": files or {}}
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
