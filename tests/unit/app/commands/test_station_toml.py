import pytest

from app.config import DEVICE_ROOMS, load_settings


def configured(kiosk, data_dir, text, *words):
    data_dir.mkdir(exist_ok=True)
    (data_dir / "station.toml").write_text(text, "utf-8")
    return kiosk(*(words or ("device", "list")), "--json")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("not toml", "line 1"),
        ("[stattion]", "stattion"),
        ("station = 3", "station"),
        ("devices = [1]", "devices"),
        ('[station]\nkind = "shop"', "shop"),
        ('[station]\nlanguage = "fr"', "fr"),
        ('[station]\nnane = "x"', "nane"),
        ("[station]\nname = 5", "station.name"),
        ("[devices.camara]\naddress = 'x'", "camara"),
        ("[devices.camera]", "address"),
        ("[devices.camera]\naddress = 5", "address"),
        ("[devices.camera]\naddress = 'images:/x'\ndriver = 5", "driver"),
        ("[vision]\nface_threshold = 'much'", "face_threshold"),
        ("[vision]\nface_threshold = -1", "face_threshold"),
        ("[vision]\nface_threshold = nan", "face_threshold"),
        ("[catalogue]\ndir = 5", "dir"),
    ],
)
def test_a_broken_configuration_is_exit_2_and_names_the_place(kiosk, data_dir, text, named):
    answer = configured(kiosk, data_dir, text)
    assert answer.code == 2
    assert answer.error["code"] == "APP-103"
    assert named in answer.error["message"]


def test_a_configuration_that_is_named_must_be_there(kiosk, tmp_path):
    answer = kiosk("device", "list", "--config", tmp_path / "nowhere.toml", "--json")
    assert (answer.code, answer.error["code"]) == (2, "APP-103")


def test_a_configuration_that_is_a_folder_is_said_in_words(kiosk, tmp_path):
    assert kiosk("device", "list", "--config", tmp_path, "--json").error["code"] == "APP-103"


def test_the_file_of_an_editor_that_marks_utf_8_is_read(kiosk, data_dir):
    assert configured(kiosk, data_dir, "\ufeff[station]\nname = '大厅'").document == []


def test_the_catalogue_folder_is_meant_from_where_it_is_written(data_dir):
    data_dir.mkdir()
    (data_dir / "station.toml").write_text("[catalogue]\ndir = 'ours'", "utf-8")
    assert load_settings(data_dir).catalogue_dir == data_dir / "ours"


def test_a_device_that_cannot_be_opened_does_not_hide_the_others(kiosk, data_dir, tmp_path):
    (tmp_path / "pictures").mkdir()
    answer = configured(
        kiosk,
        data_dir,
        f"""
        [devices.id_card_reader]
        address = "pty:{tmp_path}/absent"
        [devices.camera]
        address = "images:{tmp_path}/pictures"
        rotate = 45
        [devices.receipt_printer]
        address = "tcp://127.0.0.1:1"
        driver = "unheard-of"
        [devices.evaluation_keypad]
        address = "simulated:"
        """,
    )
    assert answer.code == 0
    states = {row["device"]: row["state"] for row in answer.document}
    assert states == dict.fromkeys(("id_card_reader", "camera", "receipt_printer", "evaluation_keypad"), "no_device")
    drivers = {row["device"]: row["driver"] for row in answer.document}
    assert drivers["id_card_reader"] == "sdt"
    assert "rotate" in next(row["detail"] for row in answer.document if row["device"] == "camera")


def test_every_room_of_the_contract_may_be_configured():
    assert set(DEVICE_ROOMS) == {
        "id_card_reader",
        "camera",
        "document_camera",
        "receipt_printer",
        "certificate_printer",
        "evaluation_keypad",
        "code_scanner",
        "speaker",
        "power",
        "io_board",
    }
