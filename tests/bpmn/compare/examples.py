"""Two councils' ways of returning for a missed bin, drawn with other words and another grain."""

from __future__ import annotations

NORTH = """
    pool Resident "Resident" {
      start R1 "Bin not emptied"
      userTask R2 "Report the missed bin" pattern=missed-bin-report
      end R3 "Report made"
      R1 -> R2 -> R3
    }
    pool Council "Council" {
      lane Front "Contact centre" part=front-office {
        start C1 "Report received" message
        userTask C2 "Check the report is in time"
        xor G1 "Reported in time?"
        end C8 "Too late"
      }
      lane Back "Waste team" part=back-office {
        userTask C3 "Check the crew log"
        xor G2 "Return for the bin?"
        sendTask C4 "Send the refusal"
        end C5 "Refused"
      }
      lane Crew "Collection crew" part=contractor {
        task C6 "Empty the bin"
        boundary B1 "Not emptied" on=C6 timer=P2D
        end C7 "Bin emptied"
        end C9 "Overdue"
      }
      C1 -> C2 -> G1
      G1 -> C3 : yes
      G1 -> C8 : no
      C3 -> G2
      G2 -> C6 : yes
      G2 -> C4 : no
      C4 -> C5
      C6 -> C7
      B1 -> C9
    }
    R2 ~> C1 : Report
"""

EAST = """
    pool Householder "Householder" {
      start H1 "Bin still full"
      task H2 "Tell us about a missed bin" pattern=missed-bin-report
      end H3 "Told"
      H1 -> H2 -> H3
    }
    pool Authority "Authority" {
      lane Desk "Customer services" part=front-office {
        start E1 "Report arrives" message
        task E2 "Verify the report and crew log"
        xor F1 "Return for the bin?"
      }
      lane Crew "Refuse collectors" part=contractor {
        task E3 "Collect the bin"
        end E4 "Bin collected"
      }
      E1 -> E2 -> F1
      F1 -> E3 : yes
      F1 -> E5 : no
      E3 -> E4
      end E5 "Declined"
    }
    H2 ~> E1 : Report
"""

TAXES = """
    start T1 "Annual valuation published"
    task T2 "Calculate business rates"
    task T3 "Print demand notices"
    end T4 "Ratepayer billed"
    T1 -> T2 -> T3 -> T4
"""
