"""TeX as an attacker uses it who has got commands of his into it: nothing outside of its folder is in its reach."""

from __future__ import annotations

import contextlib
import hashlib
import io
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pikepdf
import pytest

from reportgen.system import sandbox
from reportgen.system.process import NOT_STARTED
from reportgen.typeset import environment
from reportgen.typeset.engine import fallback_fonts
from reportgen.typeset.model import Engine
from reportgen.typeset.run_pass import run_pass

pytestmark = pytest.mark.tex

SECRET = "CANARY7391"
MODES = ("bubblewrap", "landlock", "none", "off")

# What TeX itself can read with; OUT stands for the folder outside.
READING: dict[str, tuple[str, str]] = {
    "input": ("", r"\input{OUT/secret.tex}"),
    "input above": ("", r"\input{../outside/secret.tex}"),
    "input from a pipe": ("", r"\input{|cat OUT/secret.tex}"),
    "openin": ("", r"\newread\r\openin\r=OUT/secret.tex \ifeof\r\else\read\r to\x\message{\x}\x\fi"),
    "package": (r"\usepackage{OUT/secret}", ""),
    "verbatim": (r"\usepackage{verbatim}", r"\verbatiminput{OUT/secret.tex}"),
    "picture": (r"\usepackage{graphicx}", r"\includegraphics{OUT/secret.pdf}"),
    "font by path": ("", r"\font\x=OUT/secret.tfm \x a"),
}
OF_PDFTEX: dict[str, str] = {
    "object": r"\immediate\pdfobj file{OUT/secret.tex}",
    "stream": r"\immediate\pdfobj stream file{OUT/secret.tex}",
    "ximage": r"\pdfximage{OUT/secret.pdf}\pdfrefximage\pdflastximage",
    "map file": r"\pdfmapfile{+OUT/secret.map}",
    "map line": r"\pdfmapline{+ptmr8r Times <OUT/secret.ttf}\font\x=ptmr8r \x a",
    "dump": r"\message{\pdffiledump length 40{OUT/secret.tex}}",
    "digest": r"\message{\pdfmdfivesum file{OUT/secret.tex}}",
}
OF_LUATEX: dict[str, str] = {
    "object": r"\immediate\pdfextension obj file{OUT/secret.tex}",
    "stream": r"\immediate\pdfextension obj stream file{OUT/secret.tex}",
    "image": r"\saveimageresource{OUT/secret.pdf}\useimageresource\lastsavedimageresourceindex",
    "map file": r"\pdfextension mapfile{+OUT/secret.map}",
    "font": r"\font\x={[OUT/secret.ttf]:mode=node} \x abc",
    "font of harfbuzz": r"\font\x={[OUT/secret.ttf]:mode=harf} \x abc",
}
LUA_READING: dict[str, str] = {
    "io.open": "say(io.open('OUT/secret.tex'):read('a'))",
    "io.open above": "say(io.open('../outside/secret.tex'):read('a'))",
    "io.open through /proc": "say(io.open('/proc/self/root/OUT/secret.tex'):read('a'))",
    "io.lines": "for l in io.lines('OUT/secret.tex') do say(l) end",
    "io.saved_lines": "for l in io.saved_lines('OUT/secret.tex') do say(l) end",
    "io.input": "io.input('OUT/secret.tex') say(io.read('a'))",
    "io.popen": "say(io.popen('cat OUT/secret.tex'):read('a'))",
    "os.kpsepopen": "say(os.kpsepopen('cat OUT/secret.tex'):read('a'))",
    "dofile": "dofile('OUT/secret.lua')",
    "loadfile": "say(loadfile('OUT/secret.lua')())",
    "require": "package.path='OUT/?.lua' require('secret')",
    "lfs.dir": "for f in lfs.dir('OUT') do say(f == 'secret.tex' and 'CANARY7391') end",
    "a link": "lfs.link('OUT/secret.tex', 'link.txt', true) say(io.open('link.txt'):read('a'))",
    "gzip": "say(gzip.open('OUT/secret.tex'):read('a'))",
    "pdfe": "local d=pdfe.open('OUT/secret.pdf') say(pdfe.readwholestream(d.Pages[1].Contents, true))",
    "the PDF library": "pdf.immediateobj('file','OUT/secret.tex')",
    "img": "node.write(img.node{filename='OUT/secret.pdf'})",
    "a callback": (
        "callback.register('find_read_file', function() return 'OUT/secret.tex' end) tex.print([[\\input x]])"
    ),
    "a callback that opens": (
        "callback.register('open_read_file', function() return {reader=function() "
        "return io.open('OUT/secret.tex'):read('a') end} end) tex.print([[\\input x]])"
    ),
    "upvalues": (
        "for i=1,99 do local n,v=debug.getupvalue(io.open,i) if n=='open' or n=='io_open' then "
        "say(v('OUT/secret.tex'):read('a')) end end"
    ),
    "the registry": "for k,v in pairs(debug.getregistry()) do say(k) end say('CANARY7391')",
    "mplib": (
        "local m=mplib.new{ini_version=true,find_file=function(n) return n end} "
        "local r=m:execute('string s; s=readfrom [[OUT/secret.tex]]; message s; end'):gsub('x','x') say(r.log..r.term)"
    ),
    "a way for modules": (
        "package.searchers[1]=function() return io.open end say(require('x')('OUT/secret.tex'):read('a'))"
    ),
    "environment": "os.setenv('openin_any','a') tex.print([[\\input OUT/secret.tex]])",
}
LUA_WRITING: dict[str, str] = {
    "io.open": "io.open('OUT/made','w'):write('x'):close()",
    "io.open to add": "io.open('OUT/made','a'):write('x'):close()",
    "io.open to change": "io.open('OUT/secret.tex','r+'):write('OVERWRITTEN'):close()",
    "io.open above": "io.open('../outside/made','w'):write('x'):close()",
    "io.output": "io.output('OUT/made') io.write('x') io.close()",
    "gzip": "gzip.open('OUT/made','w'):write('x')",
    "os.execute": "os.execute('touch OUT/made')",
    "os.spawn": "os.spawn{'touch','OUT/made'}",
    "os.exec": "os.exec{'touch','OUT/made'}",
    "io.popen": "io.popen('touch OUT/made'):close()",
    "os.rename": "os.rename('brief.tex','OUT/made')",
    "os.remove": "os.remove('OUT/secret.tex')",
    "os.remove above": "os.remove('../outside/secret.tex')",
    "lfs.mkdir": "lfs.mkdir('OUT/made')",
    "lfs.rmdir": "lfs.rmdir('OUT/empty')",
    "lfs.touch": "lfs.touch('OUT/secret.tex', 1, 1)",
    "lfs.lock_dir": "lfs.lock_dir('OUT')",
    "lfs.link": "lfs.link('/etc/passwd','OUT/made',true)",
    "lfs.chdir": "lfs.chdir('OUT') io.open('made','w'):write('x'):close()",
    "a link": "lfs.link('OUT', 'there', true) io.open('there/made','w'):write('x'):close()",
    "ffi": "local ffi=require('ffi') ffi.cdef[[int system(const char *);]] ffi.C.system('touch OUT/made')",
    "loadlib": "package.loadlib('libc.so.6','system')('touch OUT/made')",
    "a library of one's own": "package.cpath='OUT/?.so' require('secret')",
    "a callback": (
        "callback.register('find_write_file', function() return 'OUT/made' end) "
        "tex.print([[\\newwrite\\w\\immediate\\openout\\w=x \\immediate\\write\\w{x}]])"
    ),
    "mplib": (
        "local m=mplib.new{ini_version=true,find_file=function(n) return n end} "
        'm:execute(\'write "x" to "OUT/made"; end\')'
    ),
    "socket": "say(require('socket').tcp() and 'CANARY7391')",
    "socket.core": "say(package.loaded['socket.core'].tcp() and 'CANARY7391')",
    "machine code": (
        "local f=io.open('x.lua','wb') f:write(string.dump(function() end)) f:close() "
        "say(loadfile('x.lua') and 'CANARY7391')"
    ),
}

ALONE = {
    *("a callback", "a callback that opens", "a library of one's own", "a way for modules", "environment"),
    *("img", "lfs.chdir", "os.exec", "require", "the PDF library"),
}
"""Routes that end the run, do their work after it, or change what comes behind them."""


@pytest.fixture(params=MODES)
def mode(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Each protection in turn; skipped where this machine does not have it."""
    monkeypatch.setenv(sandbox.VARIABLE, request.param)
    sandbox.kind.cache_clear()
    if sandbox.kind() != request.param.replace("off", "none"):
        pytest.skip(f"no {request.param} here")
    yield request.param
    monkeypatch.undo()
    sandbox.kind.cache_clear()


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder beside TeX's, with secrets of each kind."""
    folder = tmp_path / "outside"
    (folder / "empty").mkdir(parents=True)
    for name, text in (("tex", SECRET), ("sty", rf"\typeout{{{SECRET}}}"), ("map", f"+{SECRET} {SECRET} 9 <<[x")):
        (folder / f"secret.{name}").write_text(text)
    (folder / "secret.lua").write_text(f"texio.write_nl('{SECRET}') return '{SECRET}'")
    shutil.copy(fallback_fonts()[1], folder / "secret.ttf")
    with pikepdf.new() as document:
        page = document.add_blank_page()
        page.obj.Contents = document.make_stream(f"% {SECRET}\n".encode())
        document.save(folder / "secret.pdf")
    return folder


def attack(engine: Engine, outside: Path, preamble: str, body: str) -> tuple[int | None, str]:
    """Run TeX on a document; give its status, and all that came of it: what it said, its log, its PDF unpacked."""
    folder = outside.parent / "work"
    folder.mkdir()
    text = rf"\documentclass{{article}}{preamble}\begin{{document}}{body} x\end{{document}}"
    (folder / "brief.tex").write_text(text.replace("OUT", str(outside)))
    done = run_pass(engine, folder, 0, dumped=False, seconds=60)
    found = [done.stdout, done.stderr]
    # What it lists of fonts of the system, in the record of files and where it keeps them, is no secret.
    own = {"brief.tex", "brief.pdf", "brief.fls", "tex-cache"}
    found += [path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file() and not own & set(path.parts)]
    pdf = folder / "brief.pdf"
    if pdf.is_file():
        found += [pdf.read_bytes(), *unpacked(pdf)]
    return done.status, "\n".join(piece.decode("utf-8", "replace") for piece in found)


def unpacked(path: Path) -> Iterator[bytes]:
    """Yield a PDF without compression, and the names of its fonts; nothing of one that TeX did not end."""
    with contextlib.suppress(pikepdf.PdfError), pikepdf.open(path) as document:
        written = io.BytesIO()
        document.save(written, stream_decode_level=pikepdf.StreamDecodeLevel.all, compress_streams=False)
        yield written.getvalue()
        yield from (str(o.get("/FontName")).encode() for o in document.objects if isinstance(o, pikepdf.Dictionary))


def betrayed(told: str) -> bool:
    """Tell whether anything of the secrets shows: words, a digest, bytes in hexadecimal, glyphs of the font."""
    signs = (SECRET, hashlib.md5(SECRET.encode()).hexdigest(), SECRET.encode().hex(), "DejaVu")
    return any(sign.lower() in told.lower().replace(str(fallback_fonts()[1]).lower(), "") for sign in signs)


@pytest.mark.parametrize("route", [*READING, *OF_PDFTEX])
def test_pdflatex_reads_nothing_outside(mode: str, outside: Path, route: str) -> None:
    preamble, body = READING.get(route) or ("", OF_PDFTEX[route])
    status, told = attack("pdflatex", outside, preamble, body)
    if mode == "off" and not environment.refuses_to_read():
        return  # The user has taken the risk, and TeX itself keeps nothing from it any more.
    assert not betrayed(told)
    assert (status == NOT_STARTED) == (mode == "none" and not environment.refuses_to_read())


@pytest.mark.parametrize("route", [*READING, *OF_LUATEX])
def test_lualatex_reads_nothing_outside(mode: str, outside: Path, route: str) -> None:
    preamble, body = READING.get(route) or ("", OF_LUATEX[route])
    status, told = attack("lualatex", outside, preamble, body)
    # Lua is confined with "off" too, but \\openin is none of its functions.
    risk = mode == "off" and route == "openin" and not environment.refuses_to_read()
    assert risk or not betrayed(told)
    assert (status == NOT_STARTED) == (mode == "none")


@pytest.mark.parametrize("route", [*READING, *OF_LUATEX])
def test_the_sandbox_alone_keeps_lualatex_from_reading(
    mode: str, outside: Path, route: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where TeX's own rules have to be off, since LuaTeX takes them for rules about its own files too."""
    if mode in {"none", "off"}:
        pytest.skip("no sandbox")
    monkeypatch.setattr(environment, "tex_options", lambda _: ["-no-shell-escape"])
    rules = {**environment.tex_environment(0), "openin_any": "a", "openout_any": "a"}
    monkeypatch.setattr(environment, "tex_environment", lambda _: rules)
    preamble, body = READING.get(route) or ("", OF_LUATEX[route])
    status, told = attack("lualatex", outside, preamble, body)
    assert not betrayed(told)
    assert status != NOT_STARTED


def lua(*codes: str) -> str:
    """Return TeX that runs pieces of Lua code, of which all errors are caught, and tells of each that it was tried."""
    tried = " ".join(f"pcall(function() {code} end) texio.write_nl('TRIED {n}.')" for n, code in enumerate(codes))
    return rf"\directlua{{function say(t) texio.write_nl('SAID ' .. tostring(t)) end {tried}}}"


def runs(routes: Mapping[str, str]) -> list[list[str]]:
    """Return the Lua code of routes, in one run those that leave each other alone, and each other one in its own."""
    together = [code for name, code in routes.items() if name not in ALONE]
    return [together, *([code] for name, code in routes.items() if name in ALONE)]


def all_tried(told: str, codes: Sequence[str]) -> bool:
    """Tell whether the run came to its last route; what is tried alone may end it."""
    return len(codes) == 1 or all(f"TRIED {n}." in told for n in range(len(codes)))


def state(folder: Path) -> list[tuple[str, int, bytes]]:
    """Return all that lies in a folder, with times and contents."""
    found = [folder, *sorted(folder.rglob("*"))]
    return [(str(p), p.lstat().st_mtime_ns, p.read_bytes() if p.is_file() else b"") for p in found]


@pytest.mark.parametrize("codes", runs(LUA_READING))
def test_lua_reads_nothing_outside(mode: str, outside: Path, codes: Sequence[str]) -> None:
    status, told = attack("lualatex", outside, "", lua(*codes))
    assert not betrayed(told)
    assert (status == NOT_STARTED) == (mode == "none")
    assert mode == "none" or all_tried(told, codes)


@pytest.mark.parametrize("codes", runs(LUA_WRITING))
def test_lua_changes_nothing_outside(mode: str, outside: Path, codes: Sequence[str]) -> None:
    before = state(outside)
    status, told = attack("lualatex", outside, "", lua(*codes))
    assert state(outside) == before
    assert not betrayed(told)
    assert (status == NOT_STARTED) == (mode == "none")
    assert mode == "none" or all_tried(told, codes)


@pytest.mark.parametrize("codes", runs(LUA_WRITING))
def test_the_sandbox_alone_keeps_lua_from_changing_anything(
    mode: str, outside: Path, codes: Sequence[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if mode in {"none", "off"}:
        pytest.skip("no sandbox")
    monkeypatch.setattr(environment, "tex_options", lambda _: ["--shell-escape"])
    before = state(outside)
    _, told = attack("lualatex", outside, "", lua(*codes))
    assert state(outside) == before
    assert all_tried(told, codes)


@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
@pytest.mark.parametrize("path", ["OUT/made", "../outside/made"])
def test_tex_writes_nothing_outside(mode: str, outside: Path, engine: Engine, path: str) -> None:
    attack(engine, outside, "", rf"\newwrite\w\immediate\openout\w={path} \immediate\write\w{{x}}")
    assert not (outside / "made").exists()
    assert not (outside / "made.tex").exists()


def test_lua_code_in_the_folder_for_fonts_sees_no_function(mode: str, outside: Path) -> None:
    if mode == "none":
        pytest.skip("LuaLaTeX does not run")
    attack("lualatex", outside, "", "")
    kept = sorted((outside.parent / "tex-cache").rglob("*.lua"))
    assert kept
    code = f"texio.write_nl('{SECRET}') io.open('made', 'w'):close() os.remove('x')"
    for path in kept:
        path.write_text(f"local ok = pcall(function() {code} end) return nil")
        path.with_suffix(".luc").write_bytes(b"\x1bLuaS")
    shutil.rmtree(outside.parent / "work")
    _, told = attack("lualatex", outside, "", "")
    assert SECRET not in told
    assert not (outside.parent / "work/made").exists()
