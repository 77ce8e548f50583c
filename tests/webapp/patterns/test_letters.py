"""Letters, messages and scripts; and the Markdown beneath them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.bpmn.patterns.making import YES_NO, one_question, pattern
from tests.webapp.patterns.dom import dom, text_of
from webapp.patterns.markdown import markdown
from webapp.patterns.render import message_length, render_letter, unfilled
from webapp.patterns.words import in_words, known_words


def letter(body: str, kind: str = "letter", **content: object) -> object:
    return pattern(kind=kind, pages=[], body=body, **content)


def test_answers_are_said_in_words() -> None:
    made = letter("On {{day}}, {{many}}: **{{it}}**, £{{fee}}", settings={"fee": 57.5})
    asked = one_question("radios", params={"items": YES_NO})
    html = render_letter(made, {"day": "2026-06-03", "many": ["a", "b"], "it": "no"}, seen=[asked])  # type: ignore[arg-type]
    assert text_of(dom(html)) == "On 3 June 2026, a, b: No, £57.5"


def test_what_is_not_known_is_named() -> None:
    made = letter("Dear {{first_name}}", subject="About {{fee}}", settings={"fee": 0})
    assert "Dear [first name]" in text_of(dom(render_letter(made)))  # type: ignore[arg-type]
    assert unfilled(made) == ("first_name",)  # type: ignore[arg-type]
    assert unfilled(made, {"first_name": "A"}) == ()  # type: ignore[arg-type]


def test_an_answer_is_never_read_as_markdown_or_html() -> None:
    given_text = (
        "# Big\n[link](https://evil.example) **bold** <img src=x onerror=y> `code`\n1. one\n    indented"
    )
    root = dom(render_letter(letter("Dear {{it}}"), {"it": given_text}))  # type: ignore[arg-type]
    assert not root.xpath("//a | //strong | //img | //code | //li | //pre | //h2")
    for piece in ("# Big", "[link](https://evil.example)", "<img src=x onerror=y>", "1. one", "indented"):
        assert piece in root.text_content()


def test_a_text_message_is_plain_and_measured() -> None:
    made = letter("*Hello* {{it}} <b>", "text")
    html = render_letter(made, {"it": "you"})  # type: ignore[arg-type]
    assert text_of(dom(html)) == "*Hello* you <b>"
    assert message_length(made, {"it": "you"}) == len("*Hello* you <b>")  # type: ignore[arg-type]


def test_an_email_shows_its_subject() -> None:
    root = dom(render_letter(letter("Body", "email", subject="About <you>")))  # type: ignore[arg-type]
    assert text_of(root.xpath("//p")[0]) == "Subject: About <you>"


def test_markdown_wears_the_design_systems_classes() -> None:
    root = dom(
        markdown("## A\n\ntext [a](https://example.org)\n\n- x\n\n1. y\n\n> q\n\n---\n\n| a |\n|:-:|\n| b |")
    )
    found = {element.tag: element.get("class") for element in root.iter() if element.get("class")}
    assert found["h2"] == "govuk-heading-m"
    assert found["a"] == "govuk-link"
    assert found["ul"] == "govuk-list govuk-list--bullet"
    assert found["ol"] == "govuk-list govuk-list--number"
    assert found["blockquote"].startswith("govuk-inset-text ")
    assert found["td"] == "govuk-table__cell"
    assert not root.xpath("//@style")


def test_markdown_holds_no_html_images_or_script_links() -> None:
    nasty = "<script>x</script> <b onclick=y>z</b> ![i](https://a.example/i.png) [j](javascript:x)"
    nasty += " [d](data:text/html,x)"
    root = dom(markdown(nasty))
    assert not root.xpath("//script | //b | //img | //@onclick")
    assert all(address.startswith("https://") for address in root.xpath("//a/@href"))


@given(st.text(max_size=200), st.text(max_size=60))
def test_any_markdown_and_any_value_come_out_clean(text: str, value: str) -> None:
    root = dom(markdown(text + "\n\n{{v}}", {"v": value}))
    assert not root.xpath("//script | //img | //iframe | //style | //form | //input")
    assert not [name for element in root.iter() for name in element.attrib if str(name).startswith("on")]


def test_values_in_words() -> None:
    assert in_words("2026-02-31") == "2026-02-31"
    assert (in_words(True), in_words(2.5), in_words(40), in_words(3.0)) == ("yes", "2.5", "40", "3")
    assert known_words([], {"a": "", "b": "x"}) == {"b": "x"}
