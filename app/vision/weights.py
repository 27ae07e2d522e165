"""Where the face models lie. Found by path: importing the package that carries them would need pkg_resources."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from app.domain.errors import OurFault

LANDMARKS = "shape_predictor_5_face_landmarks.dat"
EMBEDDING = "dlib_face_recognition_resnet_model_v1.dat"


def weights(name: str) -> str:
    """Raises OurFault when the installation lacks them."""
    spec = find_spec("face_recognition_models")
    for folder in (spec.submodule_search_locations if spec else None) or ():
        file = Path(folder) / "models" / name
        if file.is_file():
            return str(file)
    raise OurFault(f"缺少人脸模型 {name}", "重新安装本程序")
