"""Tell who a council was on a date."""
