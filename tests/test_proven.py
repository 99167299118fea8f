"""What is proven once is proven again when anything that it depends on is another."""

import pytest

from tests import proven


def test_a_proof_is_made_again_for_another_file_or_package_and_a_failed_one_is_forgotten(monkeypatch, tmp_path):
    monkeypatch.setattr(proven, "FOLDER", tmp_path / "kept")
    file, proofs = tmp_path / "model.py", []

    def prove():
        proofs.append(file.read_text())
        assert proofs[-1] != "wrong"

    file.write_text("right")
    for _ in range(2):
        proven.once("export", {file}, prove)
    file.write_text("wrong")
    for _ in range(2):
        with pytest.raises(AssertionError):
            proven.once("export", {file}, prove)
    assert proofs == ["right", "wrong", "wrong"]
    file.write_text("right")
    proven.once("export", {file}, prove)
    monkeypatch.setattr(proven.metadata, "distributions", list)
    proven.once("export", {file}, prove)
    assert len(proofs) == 4
