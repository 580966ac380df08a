"""Both parties' numbers: inside the catalogue's, and ordered as their statements are."""

from tests.analysis.exposure.conftest import scenario

from airtight.analysis.exposure.positions import BASES, CLOSEST, parties, positions, under
from airtight.analysis.exposure.signatures import SNR
from airtight.catalog.loader import load
from airtight.scenario import worlds

RCS = ("f-35a.rcs_x", "f-35a.rcs_s", "f-35a.rcs_c", "f-35a.rcs_l")


def test_the_parties_speak_of_the_f_35_and_of_nothing_else() -> None:
    assert [position.id for position in parties("f-35a")] == ["ankara", "washington"]
    assert parties("airliner") == ()


def test_every_number_has_a_basis_and_words() -> None:
    for position in positions():
        for said in position.said:
            assert said["basis"] in BASES
            assert said["text"]


def test_a_party_s_signature_lies_within_the_catalogue_s_and_is_drawn_with_the_same_quantile() -> None:
    stated, catalog = scenario(), load()
    numbers = worlds.numbers(stated, catalog)
    for position in positions():
        theirs = worlds.numbers(under(position, stated, numbers), catalog)
        for name in RCS:
            assert numbers[name].low <= theirs[name].low <= theirs[name].nominal <= theirs[name].high
            assert theirs[name].high <= numbers[name].high
            assert theirs[name].group == numbers[name].group
        assert theirs[SNR].nominal == position.counted_snr_db[1]
        assert theirs[CLOSEST].high == position.closest_m[2]


def test_ankara_s_numbers_show_less_than_washington_s() -> None:
    ankara, washington = positions()
    stated, catalog = scenario(), load()
    numbers = worlds.numbers(stated, catalog)
    less, more = (worlds.numbers(under(one, stated, numbers), catalog) for one in (ankara, washington))
    assert all(less[name].nominal < more[name].nominal for name in RCS)
    assert less[SNR].nominal > more[SNR].nominal
    assert less[CLOSEST].nominal > more[CLOSEST].nominal
