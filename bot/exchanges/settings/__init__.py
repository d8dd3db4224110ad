"""Settings of an exchange: each is declared once, and the form, the line, the cards and the help are made from that."""
