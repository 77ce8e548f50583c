"""Small diagrams of council work, for tests."""

from __future__ import annotations

from tests.drawing import drawn

MISSED_BIN = drawn("""
pool Council "Oxford" {
  lane Desk "Customer services" {
    start S "Report arrives"
    task A "Check the crew's log"
    xor G "Was it put out?"
    end N "Told no"
  }
  lane Crew "Waste contractor" {
    userTask B "Go back for the bin"
    end E "Bin collected"
  }
  S -> A -> G
  G -> B : yes
  G -> N : no
  B -> E
}
pool Resident "Resident"
Resident ~> S : Report
""")

OTHER_BIN = drawn("""
pool Council "Cambridge" {
  start S "Call about a missed bin"
  task A "Look at the crew's log"
  task B "Send the lorry again"
  end E "Bin emptied"
  S -> A -> B -> E
}
""")

BADGE = drawn("""
start S "Application arrives"
task A "Assess the walking test"
task B "Post the badge"
end E "Badge sent"
S -> A -> B -> E
""")

BADGE_CHANGED = drawn("""
start S "Application arrives"
task A "Assess the walking test at home"
sub W "Make the badge" {
task B "Post the badge"
}
task C "Ring the resident"
end E "Badge sent"
S -> A -> W -> C -> E
""")
