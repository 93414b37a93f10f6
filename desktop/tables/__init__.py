"""Tables of other programs: XLSX and CSV in, XLSForm out. Knows only the domain and the base."""
