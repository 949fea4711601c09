"""Components, modals and commands: what the loopback Discord takes, and what it refuses as Discord does."""

import pytest

from tests.discord_server.command_limits import check_commands
from tests.discord_server.component_limits import check_modal
from tests.discord_server.limits import check_message
from tests.discord_server.refusals import DiscordError, Form

V2 = 1 << 15
OPTION = {"label": "A", "value": "a"}


def select(**more):
    return {"type": 3, "custom_id": "s", "options": [OPTION], **more}


def button(number=0, **more):
    return {"type": 2, "style": 2, "label": "a", "custom_id": f"b{number}", **more}


def rows(*parts):
    return {"content": "a", "components": [{"type": 1, "components": list(parts)}]}


def layout(*parts, **more):
    return {"flags": V2, "components": list(parts), **more}


def display(words):
    return {"type": 10, "content": words}


def options(count):
    return [{"label": str(n), "value": str(n)} for n in range(count)]


def text(**more):
    return {"type": 4, "style": 1, "custom_id": "t", **more}


def modal(*parts, **more):
    return {"title": "A", "custom_id": "m", "components": list(parts), **more}


def label(field, **more):
    return {"type": 18, "label": "A", "component": field, **more}


def slash(*parts, **more):
    return {"name": "quotes", "description": "a", "options": list(parts), **more}


def option(kind=3, **more):
    return {"name": "about", "description": "a", "type": kind, **more}


def choices(count, width=1):
    return [{"name": f"{n:0{width}}", "value": str(n)} for n in range(count)]


def refusal_of_modal(body):
    form = Form()
    check_modal(form, body)
    form.check()


@pytest.mark.parametrize(
    "payload",
    [
        rows(*(button(n) for n in range(5))),
        rows(select(options=options(25), max_values=25, placeholder="a" * 150)),
        rows({"type": 6, "custom_id": "r"}),
        layout(display("a" * 4000)),
        layout({"type": 17, "components": [display("a"), {"type": 1, "components": [button()]}]}),
    ],
)
def test_a_message_with_these_components_is_taken(payload):
    check_message(payload, ())


@pytest.mark.parametrize(
    "payload",
    [
        rows(*(button(n) for n in range(6))),
        rows(button(), select()),
        rows(select(options=options(26))),
        rows(select(options=[])),
        rows(select(options=[OPTION, OPTION])),
        rows(select(options=[{"label": "a" * 101, "value": "a"}])),
        rows(select(max_values=2)),
        rows(select(min_values=2, options=options(3))),
        rows(select(placeholder="a" * 151)),
        rows(text(label="A")),
        rows(button(custom_id="")),
        rows(button(label=" ")),
        {"content": "a", "components": [{"type": 1, "components": [button(n)]} for n in range(6)]},
        {"content": "a", "components": [display("a")]},
        layout(display("a"), content="a"),
        layout(display("a"), embeds=[{"title": "a"}]),
        layout(display("a" * 2001), display("b" * 2000)),
        layout(*(display("a") for _ in range(41))),
        layout(button()),
    ],
)
def test_a_message_with_these_components_is_refused(payload):
    with pytest.raises(DiscordError) as refused:
        check_message(payload, ())
    assert refused.value.code == 50035


@pytest.mark.parametrize(
    "body",
    [
        modal({"type": 1, "components": [text(label="A")]}),
        modal(label(text(max_length=4000)), label(select()), display("a")),
        modal(label({"type": 19, "custom_id": "f"}), title="a" * 45),
    ],
)
def test_this_modal_is_taken(body):
    refusal_of_modal(body)


@pytest.mark.parametrize(
    "body",
    [
        modal(),
        modal(label(text()), title="a" * 46),
        modal(label(text()), custom_id=""),
        modal(*(label(text(custom_id=str(n))) for n in range(6))),
        modal(label(text()), label(text())),
        modal(label(text(), label="a" * 46)),
        modal(label(text(), description="a" * 101)),
        modal(label(text(max_length=4001))),
        modal(label(text(min_length=5, max_length=4))),
        modal(label(text(placeholder="a" * 101))),
        modal({"type": 1, "components": [text()]}),
        modal(label(button())),
        modal(select()),
    ],
)
def test_this_modal_is_refused(body):
    with pytest.raises(DiscordError) as refused:
        refusal_of_modal(body)
    assert refused.value.code == 50035


@pytest.mark.parametrize(
    "commands",
    [
        [slash(option(2, options=[option(1, options=[option()])]))],
        [slash(option(choices=choices(25, width=100)))],
        [slash(option(4, autocomplete=True))],
        [{"type": 3, "name": "Check this quote"}, {"type": 2, "name": "Check this quote"}, slash()],
        [{"type": 3, "name": f"Menu {n}"} for n in range(15)],
    ],
)
def test_these_commands_are_taken(commands):
    check_commands(commands)


@pytest.mark.parametrize(
    "commands",
    [
        [slash(option(1, options=[option(1, options=[option(1)])]))],
        [slash(option(1, options=[option(2)]))],
        [slash(option(1), option(3, name="words"))],
        [slash(option(), option())],
        [slash(option(12))],
        [slash(option(choices=choices(26)))],
        [slash(option(choices=choices(1, width=101)))],
        [slash(option(4, choices=choices(1)))],
        [slash(option(choices=choices(1), autocomplete=True))],
        [slash(option(5, autocomplete=True))],
        [slash(*(option(choices=choices(25, width=99), name=f"o{n}") for n in range(4)))],
        [{"type": 3, "name": "Check", "description": "a"}],
        [{"type": 3, "name": "a" * 33}],
        [{"type": 3, "name": f"Menu {n}"} for n in range(16)],
        [slash(name=f"c{n}") for n in range(101)],
    ],
)
def test_these_commands_are_refused(commands):
    with pytest.raises(DiscordError) as refused:
        check_commands(commands)
    assert refused.value.code == 50035
