"""Several pools walked together."""

from __future__ import annotations

from tests.engine.walking import do, enabled, walk

ORDER = """
pool Resident "Resident" {
start S
task Ask
catch Wait message
end E
S -> Ask -> Wait -> E
}
pool Council "Council" {
start T message
task Decide
sendTask Tell
end F
T -> Decide -> Tell -> F
}
Ask ~> T
Tell ~> Wait
"""


def test_pools_joined_by_messages_are_walked_together() -> None:
    case = walk(ORDER)
    assert enabled(case) == {"S"}
    do(case, "S", "Ask")
    assert enabled(case) == {"T"}
    do(case, "T", "Decide")
    assert case.tokens == ("Wait", "Tell")
    do(case, "Tell")
    assert enabled(case) == {"Wait"}
    assert do(case, "Wait").outcome == "ended"


def test_either_process_gives_the_same_walk() -> None:
    assert walk(ORDER, "Council_process").enabled == walk(ORDER, "Resident_process").enabled


def test_a_catch_whose_sender_never_sends_is_stuck() -> None:
    case = walk("""
        pool A {
        start S
        xor G
        throw Send message
        end E
        S -> G -> Send -> E
        G -> E
        }
        pool B {
        start T
        receiveTask Get
        T -> Get
        }
        Send ~> Get
    """)
    do(case, "S", "T", "G>G-E")
    assert (case.outcome, case.tokens) == ("stuck", ("Get",))


def test_a_message_from_a_closed_pool_may_always_come() -> None:
    case = walk("pool A {\nstart S\ncatch M message\nS -> M\n}\npool B\nB ~> M")
    assert enabled(do(case, "S")) == {"M"}


def test_a_pool_that_no_message_reaches_is_not_started() -> None:
    case = walk("""
        pool A {
        start S
        xor G
        task X
        end E
        S -> G -> X
        G -> E
        }
        pool B {
        start T message
        }
        X ~> T
    """)
    assert do(case, "S", "G>G-E").outcome == "ended"


def test_every_message_is_used_once() -> None:
    case = walk("""
        pool A {
        start S
        task Send
        S -> Send
        }
        pool B {
        start T
        and F
        receiveTask X
        receiveTask Y
        T -> F -> X
        F -> Y
        }
        Send ~> X
        Send ~> Y
    """)
    do(case, "T", "S", "Send")
    assert enabled(case) == {"X", "Y"}
    assert do(case, "X", "Y").outcome == "ended"


def test_pools_that_all_wait_for_each_other_may_begin_anyway() -> None:
    case = walk("""
        pool A {
        start S message
        task X
        S -> X
        }
        pool B {
        start T message
        task Y
        T -> Y
        }
        X ~> T
        Y ~> S
    """)
    assert enabled(case) == {"S", "T"}


def test_a_boundary_message_with_a_modelled_sender_waits_for_it() -> None:
    case = walk("""
        pool A {
        start S
        task Cancel
        S -> Cancel
        }
        pool B {
        start T
        task Work
        boundary C on=Work message
        T -> Work
        }
        Cancel ~> C
    """)
    do(case, "T")
    assert enabled(case) == {"S", "Work"}
    do(case, "S", "Cancel")
    assert enabled(case) == {"C", "Work"}


def test_pools_without_messages_between_them_are_walked_alone() -> None:
    assert enabled(walk("pool A {\nstart S\n}\npool B {\nstart T\n}")) == {"S"}
