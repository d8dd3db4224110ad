"""Each attack succeeds where its leak is planted: an attacker who finds nothing anywhere would prove nothing."""

import pytest

from tests.attack.attacks.everything import ATTACKS
from tests.attack.scoring import score
from tests.attack.worlds.controls import CONTROLS


@pytest.mark.parametrize("name", list(ATTACKS))
def test_an_attack_succeeds_on_its_planted_leak(name: str) -> None:
    case, truth = CONTROLS[name]()
    results = score(name, ATTACKS[name](case), truth, rounds=(99,))
    assert results, "the attack guesses nothing"
    assert max(result.success for result in results) >= 0.8, "\n".join(str(each) for each in results)
