"""The door of a package gives each name from its module when it is first used, and no other name."""

from __future__ import annotations

import sys
import types

import pytest

from crossregime.core.door import open_door


@pytest.fixture
def shop(monkeypatch):
    """A package of two modules."""
    for name, content in (("shop", {}), ("shop.till", {"price": 3}), ("shop.shelf", {"goods": ["tea"]})):
        module = types.ModuleType(name)
        vars(module).update(content)
        monkeypatch.setitem(sys.modules, name, module)
    return sys.modules["shop"]


def test_a_name_is_that_of_its_module_and_is_kept(shop):
    open_door("shop", till="price", shelf="goods")
    assert "goods" not in vars(shop)
    assert shop.goods is sys.modules["shop.shelf"].goods
    assert "goods" in vars(shop)
    assert dir(shop) == shop.__all__ == ["goods", "price"]


def test_a_module_may_stand_at_the_door_itself(shop):
    open_door("shop", till="*")
    assert shop.till is sys.modules["shop.till"]


def test_another_name_is_an_attribute_error(shop):
    open_door("shop", till="price")
    with pytest.raises(AttributeError, match="module 'shop' has no attribute 'goods'"):
        _ = shop.goods


@pytest.mark.usefixtures("shop")
def test_a_name_of_two_modules_is_refused():
    with pytest.raises(ValueError, match="'price' stands twice at the door of shop"):
        open_door("shop", till="price", shelf="price")
