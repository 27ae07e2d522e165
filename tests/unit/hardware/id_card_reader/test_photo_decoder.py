"""A vendor's decoder is another's program: whatever it does, there is a picture or a word why not, in bounded time."""

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PIL import Image

from hardware.id_card_reader import decoder_child
from hardware.id_card_reader.decoder_settings import DecoderSettings
from hardware.id_card_reader.photo_decoder import Cause, NotDecoded, PhotoDecoder, Portrait
from hardware.id_card_reader.portrait import portrait_decoder, simulated_photo

COMPILER = shutil.which("gcc") or shutil.which("cc")
pytestmark = pytest.mark.skipif(COMPILER is None or sys.platform == "win32", reason="no C compiler")

PHOTO = bytes(range(256)) * 4
BLUE, RED = (10, 20, 200), (200, 20, 10)
"""The upper half of the picture the libraries here give, and the lower, in RGB."""

HEAD = """
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <fcntl.h>
#define W 102
#define H 126
static void rows(unsigned char *to, int stride, int bottom_up) {
    for (int y = 0; y < H; y++)
        for (int x = 0; x < W; x++) {
            unsigned char *p = to + (bottom_up ? H - 1 - y : y) * stride + 3 * x;
            p[0] = y < H / 2 ? 200 : 10; p[1] = 20; p[2] = y < H / 2 ? 10 : 200;
        }
}
static int right(const char *src) {
    for (int i = 0; i < 1024; i++) if ((unsigned char)src[i] != i % 256) return 0;
    return 1;
}
static void number(unsigned char *to, unsigned value) { for (int i = 0; i < 4; i++) to[i] = value >> 8 * i; }
static void bmp(unsigned char *to) {
    memset(to, 0, 54);
    to[0] = 'B'; to[1] = 'M'; number(to + 2, 38862); number(to + 10, 54); number(to + 14, 40);
    number(to + 18, W); number(to + 22, H); to[26] = 1; to[28] = 24; number(to + 34, 38808);
    rows(to + 54, 308, 1);
}
"""
LIBRARIES = {
    "bmp": "int unpack(char *s, char *d, int save) { if (!right(s) || save) return 0; bmp(d); return 1; }",
    "bgr": "int unpack(unsigned char *s, unsigned char *d, int n) { rows(d, 306, 0); return 1; }",
    "bottom_up": "int unpack(unsigned char *s, unsigned char *d, int n) { rows(d, 306, 1); return 1; }",
    "two": "int wltGetBMP(char *s, char *d) { bmp(d); return 0; }",
    "lengths": "int f(char *s, int n, char *d, int *m) { if (n != 1024 || *m < 38862) return -7; bmp(d); return 5; }",
    "crash": "int unpack(char *s, char *d, int n) { *(volatile int *)0 = 1; return 1; }",
    "abort": "int unpack(char *s, char *d, int n) { abort(); }",
    "loop": "int unpack(char *s, char *d, int n) { for (;;); }",
    "loop_when_loaded": "__attribute__((constructor)) static void f(void) { for (;;); } int unpack() { return 1; }",
    "deaf_loop": "#include <signal.h>\nint unpack(char *s, char *d, int n) { sigset_t all; sigfillset(&all);"
    " sigprocmask(SIG_BLOCK, &all, 0); for (;;); }",
    "garbage": "int unpack(char *s, char *d, int n) { for (int i = 0; i < 65536; i++) d[i] = rand(); return 1; }",
    "bad_bmp": "int unpack(char *s, char *d, int n) { bmp(d); number((unsigned char *)d + 18, 60000); return 1; }",
    "nothing": "int unpack(char *s, char *d, int n) { return 1; }",
    "exit": "int unpack(char *s, char *d, int n) { exit(0); }",
    "quick_exit": "int unpack(char *s, char *d, int n) { _exit(0); }",
    "overrun": "int unpack(char *s, char *d, int n) { memset(d, 0x41, 1 << 30); return 1; }",
    "greedy": "int unpack(char *s, char *d, int n) { for (;;) { char *p = malloc(1 << 20);"
    " if (!p) return -1; memset(p, 1, 1 << 20); } }",
    "talks": 'int unpack(char *s, char *d, int n) { printf("PHOTO hello"); fflush(stdout); write(1, "x", 1);'
    ' fprintf(stderr, "!"); getchar(); bmp(d); return 1; }',
    "floods": "int unpack(char *s, char *d, int n) { for (;;) for (int f = 0; f < 64; f++) write(f, d, 4096); }",
    "writes": "int unpack(char *s, char *d, int n) { FILE *f = fopen(PLACE, \"wb\"); bmp(d); if (f) {"
    " fwrite(d, 1, 38862, f); fclose(f); } return 1; }",
    "forks": "int unpack(char *s, char *d, int n) { if (!fork()) for (;;) sleep(1); for (;;); }",
    "licence": 'int unpack(char *s, char *d, int n) { FILE *f = fopen("licence.dat", "rb"); if (!f) return 0;'
    " fclose(f); bmp(d); return 1; }",
    "runs_away": "int unpack(char *s, char *d, int n) { if (!fork()) { setsid(); sleep(4); _exit(0); } exit(0); }",
}  # fmt: skip


@pytest.fixture(scope="module")
def build(tmp_path_factory):
    folder = tmp_path_factory.mktemp("decoders")

    def make(name: str, code: str | None = None) -> str:
        library = folder / f"lib{name}.so"
        if not library.exists():
            source = folder / f"{name}.c"
            source.write_text(HEAD.replace("PLACE", "") + (code or LIBRARIES[name]), "utf-8")
            place = f'-DPLACE="{folder / "spilled.bmp"}"'
            command = [COMPILER, "-w", "-shared", "-fPIC", "-O1", place, "-o", str(library), str(source)]
            subprocess.run(command, check=True, capture_output=True)
        return str(library)

    return make


def decode(library: str, limit_s: float = 1.0, **settings):
    return PhotoDecoder(DecoderSettings(library, **settings), limit_s=limit_s).decode(PHOTO)


def colours(outcome) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    assert isinstance(outcome, Portrait), outcome
    with Image.open(io.BytesIO(outcome.png)) as image:
        assert (image.format, image.size) == ("PNG", (102, 126))
        return image.getpixel((50, 10)), image.getpixel((50, 115))


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("bmp", {}),
        ("bmp", {"output": "picture", "returns": 1}),
        ("bgr", {}),
        ("bgr", {"output": "bgr"}),
        ("bottom_up", {"turn": "upside_down"}),
        ("bottom_up", {"turn": "half_turn"}),
        ("two", {"function": "wltGetBMP", "arguments": "src dst"}),
        ("lengths", {"function": "f", "arguments": "src src_len dst dst_len*", "returns": 5}),
        ("talks", {}),
    ],
)
def test_the_usual_entry_points_give_a_picture_of_the_right_size_and_colour(build, name, settings):
    assert colours(decode(build(name), 5.0, **settings)) == (BLUE, RED)


def test_red_and_blue_can_be_the_other_way_round(build):
    assert colours(decode(build("bgr"), 5.0, output="rgb")) == (BLUE[::-1], RED[::-1])


@pytest.mark.parametrize(
    ("name", "causes"),
    [
        ("crash", {Cause.CRASHED}),
        ("abort", {Cause.CRASHED}),
        ("exit", {Cause.CRASHED}),
        ("quick_exit", {Cause.CRASHED}),
        ("overrun", {Cause.CRASHED}),
        ("loop", {Cause.TIMED_OUT}),
        ("loop_when_loaded", {Cause.TIMED_OUT}),
        ("deaf_loop", {Cause.TIMED_OUT}),
        ("forks", {Cause.TIMED_OUT}),
        ("garbage", {Cause.GARBAGE}),
        ("bad_bmp", {Cause.GARBAGE}),
        ("nothing", {Cause.GARBAGE}),
        ("floods", {Cause.CRASHED, Cause.TIMED_OUT}),
        ("runs_away", {Cause.TIMED_OUT}),
    ],
)
def test_what_a_library_does_wrong_is_a_word_and_the_next_photo_is_decoded(build, name, causes):
    outcome = decode(build(name))
    assert isinstance(outcome, NotDecoded)
    assert outcome.cause in causes
    assert isinstance(decode(build("bmp"), 5.0), Portrait)


def test_a_library_that_eats_memory_comes_to_its_limit(build):
    """It says -1 when it is refused more; there is time enough to eat what the limit allows."""
    assert decode(build("greedy"), 60.0, returns=1) == NotDecoded(Cause.REFUSED)


def test_a_return_value_that_means_no_is_believed(build):
    assert decode(build("bgr"), 5.0, returns=0) == NotDecoded(Cause.REFUSED)


def test_a_library_that_is_not_there_is_told_without_a_process(tmp_path):
    assert decode(str(tmp_path / "none.so")) == NotDecoded(Cause.MISSING)
    assert decode(str(tmp_path)) == NotDecoded(Cause.MISSING)


def test_a_file_that_is_no_library_and_a_library_without_the_function_are_told(build, tmp_path):
    (tmp_path / "text.so").write_text("not a library", "utf-8")
    assert decode(str(tmp_path / "text.so"), 5.0) == NotDecoded(Cause.NOT_LOADABLE)
    assert decode(build("bmp"), 5.0, function="decode") == NotDecoded(Cause.NO_FUNCTION)


def test_a_self_test_loads_the_library_and_decodes_nothing(build, tmp_path):
    assert PhotoDecoder(DecoderSettings(build("crash"))).check() is None
    assert PhotoDecoder(DecoderSettings(build("bmp"), function="decode")).check() == NotDecoded(Cause.NO_FUNCTION)
    assert PhotoDecoder(DecoderSettings(str(tmp_path / "none.so"))).check() == NotDecoded(Cause.MISSING)


def test_a_photo_of_another_length_never_reaches_the_library(build):
    assert PhotoDecoder(DecoderSettings(build("bmp"))).decode(PHOTO[:-1]) == NotDecoded(Cause.GARBAGE)


def test_a_licence_file_beside_the_library_is_found_by_it(build):
    library = build("licence")
    (Path(library).parent / "licence.dat").write_text("licence", "utf-8")
    assert isinstance(decode(library, 5.0), Portrait)


def test_the_library_can_put_no_picture_on_the_disk(build):
    library = build("writes")
    assert isinstance(decode(library, 5.0), Portrait)
    spilled = Path(library).parent / "spilled.bmp"
    assert not spilled.exists() or spilled.stat().st_size == 0


def test_a_child_whose_terminal_died_does_not_live_on(build):
    """Whoever started it is gone before it is told anything, or in the middle of an endless loop."""
    task = json.dumps({"library": build("loop"), "function": "unpack", "arguments": "src dst 0", "limit_s": 1.0})
    command = [sys.executable, "-I", "-S", decoder_child.__file__, decoder_child.FLAG, task]
    for photo, end in ((b"", 1), (PHOTO, -signal.SIGALRM)):
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert child.stdout.read(1) == b"!"
        child.stdout.close()
        child.stdin.write(photo)
        child.stdin.close()
        assert child.wait(60) == end


def test_no_child_and_no_pipe_is_left_behind(build):
    decode(build("bmp"), 5.0)
    before = set(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else set()
    for name in ("bmp", "crash", "loop"):
        decode(build(name))
    after = set(os.listdir("/proc/self/fd")) if before else set()
    assert len(after) <= len(before)
    assert not [thread for thread in threading.enumerate() if thread.name == "photo decoder"]


def test_a_picture_is_not_shown_when_printed(build):
    assert "PNG" not in repr(decode(build("bmp"), 5.0))


def test_the_settings_of_a_reader_lead_to_its_decoder(build, caplog):
    options = {"photo_decoder": build("bmp"), "photo_decoder_returns": 1}
    png = portrait_decoder(options, is_simulated=False)(PHOTO)
    assert png.startswith(b"\x89PNG")
    assert portrait_decoder({**options, "photo_decoder": "/nowhere/lib.so"}, is_simulated=False)(PHOTO) is None
    assert "missing" in caplog.text
    assert portrait_decoder({}, is_simulated=False)(PHOTO) is None


def test_a_pointer_to_a_file_is_believed_of_a_simulated_card_only(tmp_path):
    picture = tmp_path / "face.png"
    Image.new("RGB", (102, 126), "red").save(picture)
    photo = simulated_photo(picture)
    assert portrait_decoder({}, is_simulated=True)(photo) == picture.read_bytes()
    assert portrait_decoder({}, is_simulated=False)(photo) is None


@pytest.mark.parametrize(
    "options",
    [
        {"photo_decoder": "libwlt.so"},
        {"photo_decoder": "/opt/a.so", "photo_decoder_arguments": "src"},
        {"photo_decoder": "/opt/a.so", "photo_decoder_arguments": "src dst save"},
        {"photo_decoder": "/opt/a.so", "photo_decoder_output": "gif"},
        {"photo_decoder": "/opt/a.so", "photo_decoder_turn": "left"},
        {"photo_decoder": "/opt/a.so", "photo_decoder_returns": "yes"},
    ],
)
def test_wrong_settings_are_refused_at_once(options):
    with pytest.raises(ValueError, match=r"photo_decoder|yes"):
        portrait_decoder(options, is_simulated=False)
