"""Serve a built site on this machine, as a good host would: right types, compressed, cached only where an address can
mean nothing else.

python -m explainers._site.serve site --port 8000
"""

import argparse
import functools
import gzip
import hashlib
import http.server
import io
import pathlib
import sys

# Named here because a machine's own table may lack them, and a module of the wrong type does not run.
TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".ipynb": "application/x-ipynb+json",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "text/xml",
}
COMPRESSED = {".css", ".html", ".js", ".json", ".mjs", ".svg", ".wasm", ".webmanifest", ".xml"}


@functools.lru_cache(maxsize=256)
def compressed(path, _changed):
    return gzip.compress(pathlib.Path(path).read_bytes(), compresslevel=6, mtime=0)


class Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # keeps connections open: without it each file pays for a new one
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, **TYPES}
    disable_nagle_algorithm = True
    wbufsize = -1  # header and body in one packet

    def send_head(self):
        path = pathlib.Path(self.translate_path(self.path))
        if path.is_dir() and not self.path.split("?")[0].endswith("/"):
            return super().send_head()  # redirects to the address with a slash
        if path.is_dir():
            path = path / "index.html"
        status = 200 if path.is_file() else 404
        if status == 404:
            path = pathlib.Path(self.directory, "404.html")
        if not path.is_file():
            return super().send_head()
        zipped = path.suffix in COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", "")
        body = compressed(str(path), path.stat().st_mtime_ns) if zipped else path.read_bytes()
        mark = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        if self.headers.get("If-None-Match") == mark and status == 200:
            self.send_response(304)  # the browser has it
            self.send_header("ETag", mark)
            self.end_headers()
            return None
        self.send_response(status)
        self.send_header("ETag", mark)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        # An address that names its content's hash never means anything else.
        self.send_header("Cache-Control", "max-age=31536000, immutable" if "?v=" in self.path else "no-cache")
        self.send_header("Vary", "Accept-Encoding")
        if zipped:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        return io.BytesIO(body)

    def log_message(self, *_):
        pass  # the address is all that a reader of the terminal needs


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        if not isinstance(sys.exception(), ConnectionError):  # a browser that needs no answer any more hangs up
            super().handle_error(request, client_address)


def server(directory, port=0):
    """A server of `directory` on loopback; port 0 takes a free one. Call serve_forever on it."""
    return Server(("127.0.0.1", port), functools.partial(Handler, directory=str(directory)))


def main():
    parser = argparse.ArgumentParser(description="Serve a built site on this machine only.")
    parser.add_argument("directory", type=pathlib.Path)
    parser.add_argument("--port", type=int, default=8000)
    arguments = parser.parse_args()
    if not (arguments.directory / "index.html").is_file():
        parser.error(f"{arguments.directory} holds no index.html: make site builds it")
    try:
        running = server(arguments.directory, arguments.port)
    except OSError as error:
        parser.error(f"port {arguments.port}: {error.strerror}. Try another one, as in: make serve PORT=8001")
    print(f"Serving on http://127.0.0.1:{running.server_port}/ (Ctrl+C stops it)", flush=True)
    try:
        running.serve_forever()
    except KeyboardInterrupt:
        print()


if __name__ == "__main__":
    main()
