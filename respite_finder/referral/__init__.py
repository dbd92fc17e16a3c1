"""What a case manager hands over: a sheet, a link, a table, cards for a phone, a text message."""
