"""A house whose pictures rest in S3-compatible storage is backed up and put back with them."""

from dataclasses import replace
from pathlib import Path

from tests.attachments.storage import storage
from tests.backups.houses import House, empty_house

READ = "from leeward.attachments import files; print(files.read({0!r}))"


def test_pictures_come_out_of_one_bucket_and_go_back_into_another(tmp_path: Path) -> None:
    with storage() as kept, empty_house(tmp_path / "one") as here, empty_house(tmp_path / "two") as there:
        one = replace(here, files=kept.make("one"))
        assert one.run("demo", "--posts", "20").returncode == 0
        picture = one.add_picture(b"a boiler house")
        made = one.run("backup", "--to", str(tmp_path / "backups"), "--passphrase-file", "-")
        assert made.returncode == 0, made.stderr
        two: House = replace(there, files=kept.make("two"))
        two.bring_keys_of(one)
        backup = next((tmp_path / "backups").glob("20*"))
        back = two.run("restore", str(backup), "--passphrase-file", "-")
        assert back.returncode == 0, back.stderr
        assert kept.names(two.files) == {picture}
        assert two.inside(READ.format(picture)) == "b'a boiler house'"
        kept.fall()
        again = one.run("backup", "--to", str(tmp_path / "backups"), "--passphrase-file", "-")
        assert again.returncode == 1
        assert "Nothing was kept" in again.stderr
