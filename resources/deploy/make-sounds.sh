#!/bin/sh
# Makes resources/sounds/{zh_CN,en}/NAME.wav from sentences.tsv, and {zh_CN,en}/pieces/NAME.wav from pieces.tsv, of which
# calls are put together (请 A023 号到 3 号窗口). A line: name, Chinese, its pinyin, English; `-`: no such piece.
# For whoever makes the sounds, not for stations: needs Debian's espeak-ng (1.51) and the project's .venv.
#
# Mandarin is spoken from pinyin with tone numbers, because the plain `cmn` voice of Debian's espeak-ng reads Chinese
# characters with English sounds. Third tones that meet are changed by espeak itself. Better: have a person record the
# sentences under the same names (16 kHz, mono, 16 bits); tests/unit/hardware/speaker/test_sounds.py checks them too.
set -eu
cd "$(dirname "$0")/../.."
sounds=resources/sounds
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT

speak() { # table, folder below the language
    mkdir -p "$sounds/zh_CN/$2" "$sounds/en/$2" "$made/zh_CN/$2" "$made/en/$2"
    while IFS="$(printf '\t')" read -r name _ pinyin english; do
        # -s words a minute: slow enough for a hall; -p pitch: a little above a man's; -a loudness
        espeak-ng -v cmn-latn-pinyin -s 155 -p 55 -a 120 -w "$made/zh_CN/$2/$name.wav" "$pinyin"
        [ "$english" = - ] || espeak-ng -v en-us -s 140 -p 50 -a 120 -w "$made/en/$2/$name.wav" "$english"
    done <"$sounds/$1"
}
speak sentences.tsv .
speak pieces.tsv pieces

.venv/bin/python - "$made" "$sounds" <<'PYTHON'
"""To 16 kHz, the loudest sample to 0.7. Sentences have silence at their ends, 80 and 120 ms, because sound cards
swallow a beginning; pieces have 10 and 40 ms, so that together they sound like one sentence."""
import sys, wave
from pathlib import Path

import av
import numpy as np

RATE = 16000
made, sounds = map(Path, sys.argv[1:])
for file in sorted(made.rglob("*.wav")):
    with av.open(str(file)) as source:
        turn = av.AudioResampler("s16", "mono", RATE)
        frames = [out for frame in source.decode(audio=0) for out in turn.resample(frame)] + turn.resample(None)
    samples = np.concatenate([frame.to_ndarray().ravel() for frame in frames]).astype(np.float64)
    loud = np.flatnonzero(np.abs(samples) > 0.01 * np.abs(samples).max())
    speech = samples[loud[0] : loud[-1] + 1]
    speech *= 0.7 * 32767 / np.abs(speech).max()
    before, after = (10, 40) if file.parent.name == "pieces" else (80, 120)
    whole = np.concatenate([np.zeros(RATE * before // 1000), speech, np.zeros(RATE * after // 1000)])
    with wave.open(str(sounds / file.relative_to(made)), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(whole.astype("<i2").tobytes())
PYTHON
