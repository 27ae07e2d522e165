#!/bin/sh
# Makes resources/sounds/{zh_CN,en}/NAME.wav from resources/sounds/sentences.tsv: name, Chinese, its pinyin, English.
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
mkdir -p "$sounds/zh_CN" "$sounds/en"

while IFS="$(printf '\t')" read -r name _ pinyin english; do
    # -s words a minute: slow enough for a hall; -p pitch: a little above a man's; -a loudness
    espeak-ng -v cmn-latn-pinyin -s 155 -p 55 -a 120 -w "$made/zh_CN-$name.wav" "$pinyin"
    espeak-ng -v en-us -s 140 -p 50 -a 120 -w "$made/en-$name.wav" "$english"
done <"$sounds/sentences.tsv"

.venv/bin/python - "$made" "$sounds" <<'PYTHON'
"""To 16 kHz; silence at the ends to 80 and 120 ms, because sound cards swallow a beginning; the loudest sample to 0.7."""
import sys, wave
from pathlib import Path

import av
import numpy as np

RATE = 16000
made, sounds = map(Path, sys.argv[1:])
for file in sorted(made.glob("*.wav")):
    with av.open(str(file)) as source:
        turn = av.AudioResampler("s16", "mono", RATE)
        frames = [out for frame in source.decode(audio=0) for out in turn.resample(frame)] + turn.resample(None)
    samples = np.concatenate([frame.to_ndarray().ravel() for frame in frames]).astype(np.float64)
    loud = np.flatnonzero(np.abs(samples) > 0.01 * np.abs(samples).max())
    speech = samples[loud[0] : loud[-1] + 1]
    speech *= 0.7 * 32767 / np.abs(speech).max()
    whole = np.concatenate([np.zeros(RATE * 80 // 1000), speech, np.zeros(RATE * 120 // 1000)])
    language, name = file.name.split("-", 1)
    with wave.open(str(sounds / language / name), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(whole.astype("<i2").tobytes())
PYTHON
